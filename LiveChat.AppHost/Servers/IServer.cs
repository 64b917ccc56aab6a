namespace LiveChat.AppHost.Servers;

/// <summary>The servers that the six services share.</summary>
[Flags]
public enum ServerKinds
{
    None = 0,
    Postgres = 1,
    Redis = 2,
    RabbitMq = 4,
    All = Postgres | Redis | RabbitMq,
}

/// <summary>One running server. Its address stays the same over kills and starts.</summary>
public interface IServer : IAsyncDisposable
{
    /// <summary><c>postgres</c>, <c>redis</c> or <c>rabbitmq</c>.</summary>
    string Name { get; }

    /// <summary>Postgres: Npgsql keywords with <c>Database=postgres</c>; Redis: StackExchange.Redis' form; RabbitMQ: an
    /// <c>amqp://</c> address. Holds a password: not for logs.</summary>
    string ConnectionString { get; }

    /// <summary>Where it came from, for people: <c>connection string</c>, <c>container postgres:17</c>,
    /// <c>/usr/bin/redis-server on port 21001</c>.</summary>
    string Origin { get; }

    /// <summary>True when <see cref="KillAsync"/> and <see cref="StartAsync"/> work, that is when it is this program's own.</summary>
    bool CanBeKilled { get; }

    /// <summary>Ends it as a crash would (KILL), data kept.</summary>
    Task KillAsync(CancellationToken ct = default);

    /// <summary>Starts it again on the same address and data, and returns when it answers.</summary>
    Task StartAsync(CancellationToken ct = default);
}

/// <summary>A server that was there before: a connection string of the environment names it.</summary>
internal sealed class GivenServer(string name, string connectionString) : IServer
{
    public string Name => name;
    public string ConnectionString => connectionString;
    public string Origin => "connection string";
    public bool CanBeKilled => false;

    public Task KillAsync(CancellationToken ct = default) => throw NotOurs();

    public Task StartAsync(CancellationToken ct = default) => throw NotOurs();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private InvalidOperationException NotOurs() => new($"{name} was given by a connection string and is not ours to end or start.");
}
