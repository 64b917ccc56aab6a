using LiveChat.AppHost.Servers;
using Npgsql;
using Xunit;

namespace LiveChat.AppHost.Tests.Servers;

/// <summary>With the machine's own programs (or its Docker engine): nothing here is a stand-in.</summary>
public sealed class LocalServersTests
{
    private static readonly ServersOptions Killable = new() { Durable = true, MustBeKillable = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_KilledAndStarted_KeepsAddressAndCommittedRows()
    {
        await using var servers = await LocalServers.StartAsync(ServerKinds.Postgres, Killable, Cancelled);
        var database = await servers.CreateDatabaseAsync("rows", Cancelled);
        await RunAsync(database, "create table t(n int); insert into t values (7)");

        await servers.Postgres.KillAsync(Cancelled);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(database, "select 1"));
        await servers.Postgres.StartAsync(Cancelled);

        Assert.Equal(7, await RunAsync(database, "select n from t"));
    }

    [Fact]
    public async Task Postgres_TwoDatabasesOfOneName_AreApart()
    {
        await using var servers = await LocalServers.StartAsync(ServerKinds.Postgres, Killable, Cancelled);
        var first = await servers.CreateDatabaseAsync("chat", Cancelled);
        var second = await servers.CreateDatabaseAsync("chat", Cancelled);
        await RunAsync(first, "create table t(n int)");
        await RunAsync(second, "create table t(n int)");

        Assert.Equal(await servers.EnsureDatabaseAsync("named", Cancelled), await servers.EnsureDatabaseAsync("named", Cancelled));
    }

    [Fact]
    public async Task Redis_KilledAndStarted_KeepsAddressAndWhatWasWritten()
    {
        await using var servers = await LocalServers.StartAsync(ServerKinds.Redis, Killable, Cancelled);
        Assert.Equal("+OK", await RedisTalk.AskAsync(servers.Redis.ConnectionString, "SET k v", Cancelled));
        // The append-only file is flushed by the system even when the process is killed: no need to wait for fsync.
        await servers.Redis.KillAsync(Cancelled);
        await servers.Redis.StartAsync(Cancelled);

        Assert.Equal("$1", await RedisTalk.AskAsync(servers.Redis.ConnectionString, "GET k", Cancelled));
    }

    [Fact]
    public async Task RabbitMq_KilledAndStarted_AnswersOnTheSameAddress()
    {
        await using var servers = await LocalServers.StartAsync(ServerKinds.RabbitMq, Killable, Cancelled);
        var address = new Uri(servers.RabbitMq.ConnectionString);
        Assert.True(await Readiness.RabbitMqAsync(address.Host, address.Port, Cancelled));

        await servers.RabbitMq.KillAsync(Cancelled);
        Assert.False(await Readiness.RabbitMqAsync(address.Host, address.Port, Cancelled));
        await servers.RabbitMq.StartAsync(Cancelled);

        Assert.True(await Readiness.RabbitMqAsync(address.Host, address.Port, Cancelled));
    }

    [Fact]
    public async Task Servers_Disposed_LeaveNeitherPortNorFolder()
    {
        var servers = await LocalServers.StartAsync(ServerKinds.Postgres | ServerKinds.Redis, Killable, Cancelled);
        var postgres = new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString);
        var redis = servers.Redis.ConnectionString;
        await servers.DisposeAsync();

        Assert.False(await Readiness.PostgresAsync(postgres.ConnectionString, Cancelled));
        Assert.False(await RedisTalk.AnswersAsync(redis, Cancelled));
        Assert.Empty(servers.All);
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        var once = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        await using var connection = new NpgsqlConnection(once.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
