using System.Text.RegularExpressions;
using Npgsql;

namespace LiveChat.AppHost.Servers;

/// <summary>
/// Postgres, Redis and RabbitMQ for this machine, found in this order: connection strings of the environment
/// (<c>ConnectionStrings__postgres</c>, <c>__redis</c>, <c>__rabbitmq</c>); containers, where a Docker engine answers;
/// the machine's own programs as private instances on free ports with temporary data. What was started is gone after
/// <see cref="DisposeAsync"/>, and also when this process ends in any other way.
/// </summary>
/// <example>
/// One per test process, with xunit.v3: <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>, and in that class
/// <c>InitializeAsync() => servers = await LocalServers.StartAsync(ServerKinds.Postgres)</c>; each test then has
/// <c>await servers.CreateDatabaseAsync("chat")</c> for itself.
/// </example>
public sealed partial class LocalServers : IAsyncDisposable
{
    private readonly Dictionary<ServerKinds, IServer> servers = [];
    private DockerEngine? engine;

    private LocalServers() { }

    public IServer Postgres => servers[ServerKinds.Postgres];

    public IServer Redis => servers[ServerKinds.Redis];

    public IServer RabbitMq => servers[ServerKinds.RabbitMq];

    public IEnumerable<IServer> All => servers.Values;

    /// <summary>Finds or starts the servers, side by side, and returns when each answers.</summary>
    /// <exception cref="AppHostException">One is not to be had; the message says what to do.</exception>
    public static async Task<LocalServers> StartAsync(
        ServerKinds kinds, ServersOptions? options = null, CancellationToken ct = default)
    {
        options ??= new ServersOptions();
        var found = new LocalServers();
        try
        {
            var wanted = new[] { ServerKinds.Postgres, ServerKinds.Redis, ServerKinds.RabbitMq }.Where(k => kinds.HasFlag(k)).ToList();
            if (!options.ProgramsOnly && wanted.Exists(k => options.MustBeKillable || Given(k) is null))
                found.engine = await DockerEngine.FindAsync(ct);
            var starting = wanted.ConvertAll(kind => found.AddAsync(kind, options, ct));
            await Task.WhenAll(starting);
            return found;
        }
        catch
        {
            await found.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new, empty database named <paramref name="name"/> plus a random ending; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken ct = default)
    {
        var unique = $"{name}_{Guid.NewGuid():N}"[..Math.Min(name.Length + 13, 60)];
        return await EnsureDatabaseAsync(unique, ct);
    }

    /// <summary>The connection string of the database with exactly this name, which is made when it is missing.</summary>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken ct = default)
    {
        if (!DatabaseName().IsMatch(name))
            throw new ArgumentException("Use lower-case letters, digits and underscores.", nameof(name));
        var admin = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(admin.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Made at an earlier start: that is what 'ensure' means.
        }
        return new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.Values)
            await server.DisposeAsync();
        servers.Clear();
        engine?.Dispose();
        engine = null;
    }

    private static string? Given(ServerKinds kind) => ConnectionStrings.GivenServer(kind, Environment.GetEnvironmentVariable);

    private async Task AddAsync(ServerKinds kind, ServersOptions options, CancellationToken ct)
    {
        var server = await FindAsync(kind, options, ct);
        lock (servers)
            servers[kind] = server;
        options.Say($"{server.Name}: {server.Origin}");
    }

    private async Task<IServer> FindAsync(ServerKinds kind, ServersOptions options, CancellationToken ct)
    {
        if (!options.MustBeKillable && Given(kind) is { } connectionString)
            return new GivenServer(NameOf(kind), connectionString);

        var docker = options.ProgramsOnly ? "Docker was not asked (LIVECHAT_SERVERS=programs)" : "no Docker engine answers";
        if (engine is not null)
        {
            try
            {
                return await ContainerServers.StartAsync(kind, engine, options, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Mostly an image that can't be pulled: the machine's own programs may still do.
                docker = $"Docker answers but the container could not be started ({e.Message.ReplaceLineEndings(" ")})";
                options.Say($"{NameOf(kind)}: {docker}");
            }
        }
        return await StartProgramAsync(kind, options, docker, ct);
    }

    private static async Task<IServer> StartProgramAsync(
        ServerKinds kind, ServersOptions options, string docker, CancellationToken ct)
    {
        var missing = kind switch
        {
            _ when OperatingSystem.IsWindows() => "this system's own programs are not used on Windows",
            ServerKinds.Postgres => PostgresProgram.Missing(),
            ServerKinds.Redis => RedisProgram.Missing(),
            _ => RabbitMqProgram.Missing(),
        };
        if (missing is not null)
            throw new AppHostException($"No {NameOf(kind)} is to be had: ConnectionStrings__{NameOf(kind)} is not set, {docker}, and {missing}. Do any one of the three.");

        var recipe = kind switch
        {
            ServerKinds.Postgres => await PostgresProgram.PrepareAsync(options, ct),
            ServerKinds.Redis => RedisProgram.Prepare(options),
            _ => RabbitMqProgram.Prepare(),
        };
        var server = new ProgramServer(recipe, options.StartLimit);
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string NameOf(ServerKinds kind) => kind switch
    {
        ServerKinds.Postgres => "postgres",
        ServerKinds.Redis => "redis",
        _ => "rabbitmq",
    };

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex DatabaseName();
}
