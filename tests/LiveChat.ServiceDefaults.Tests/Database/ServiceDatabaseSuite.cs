using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.ServiceDefaults.Tests.Database;

/// <summary>What both engines promise; one class per engine runs all of it.</summary>
public abstract class ServiceDatabaseSuite : IAsyncLifetime
{
    private const string InsertThing =
        "insert into things (id, name, n, flag, at, data) values (@id, @name, @n, @flag, @at, @data);";

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    protected ServiceDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await OpenAsync();
        Migrations.Apply(Database, typeof(ServiceDatabaseSuite).Assembly);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<ServiceDatabase> OpenAsync();

    [Fact]
    public async Task Migrations_AppliedAgainAndAtOnce_RunEachScriptOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, Database.Dialect.IsPostgres ? 4 : 1)
            .Select(_ => Task.Run(() => Migrations.Apply(Database, typeof(ServiceDatabaseSuite).Assembly), _ct)));
        var names = await Database.ListAsync(new Sql("select name from dialect"), r => r.GetString(0), _ct);
        Assert.Equal([Database.Dialect.IsPostgres ? "postgres" : "sqlite"], names);
    }

    [Fact]
    public async Task Write_EveryType_ReadsBackAlike()
    {
        var id = Guid.CreateVersion7();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_123);
        await Database.WriteAsync(Thing(id, "ä 👋🏽 \"x\"").With("n", long.MaxValue).With("flag", true).With("at", at).With("data", (string?)null), _ct);
        var row = await Database.FirstAsync(new Sql("select id, name, n, flag, at, data from things where id = @id").With("id", id),
            r => (Id: r.GetGuid(0), Name: r.GetString(1), N: r.GetInt64(2), Flag: r.GetBoolean(3), At: r.TimeOrNull(4), Data: r.StringOrNull(5)), _ct);
        Assert.Equal((id, "ä 👋🏽 \"x\"", long.MaxValue, true, (DateTimeOffset?)at, null), row);
    }

    [Fact]
    public async Task Write_SecondStatementFails_LeavesNothing()
    {
        var id = Guid.CreateVersion7();
        var twice = new Sql(InsertThing + InsertThing).With("id", id).With("name", $"{id}").With("n", 1L).With("flag", false)
            .With("at", (long?)null).With("data", (string?)null);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Database.WriteAsync(twice, _ct));
        Assert.True(DatabaseErrors.IsUniqueViolation(error));
        Assert.Equal(0, await CountAsync(id));
    }

    [Fact]
    public async Task Write_FailingAmongManyAtOnce_OnlyTheFailingOneIsLost()
    {
        var taken = Guid.CreateVersion7();
        await Database.WriteAsync(Small(taken, $"{taken}"), _ct);
        // On SQLite what comes while a write is under way is committed together.
        var (held, release) = await HoldAsync();
        var writes = Enumerable.Range(0, 200).Select(async i =>
        {
            var id = i % 10 == 3 ? taken : Guid.CreateVersion7();
            try
            {
                await Database.WriteAsync(Small(id, $"{taken}-{i}"), _ct);
                return true;
            }
            catch (Exception e) when (DatabaseErrors.IsUniqueViolation(e))
            {
                return false;
            }
        }).ToList();
        release();
        await held;
        var done = await Task.WhenAll(writes);
        Assert.Equal(180, done.Count(ok => ok));
        var count = await Database.FirstAsync(new Sql("select count(*) from things where name like @p").With("p", $"{taken}-%"), r => r.GetInt64(0), _ct);
        Assert.Equal(180, count);
    }

    [Fact]
    public async Task Write_SeveralResultSets_AreWalkedInOrder()
    {
        var id = Guid.CreateVersion7();
        var sql = new Sql("insert into things (id, name, n, flag) values (@id, @name, 1, false); update things set n = n + 1 where id = @id returning n; select n + 10 from things where id = @id;")
            .With("id", id).With("name", $"{id}");
        var (first, second) = await Database.WriteAsync(sql, async reader =>
        {
            Assert.True(await reader.ReadAsync());
            var n = reader.GetInt64(0);
            Assert.True(await reader.NextResultAsync());
            Assert.True(await reader.ReadAsync());
            return (n, reader.GetInt64(0));
        }, _ct);
        Assert.Equal((2, 12), (first, second));
    }

    [Fact]
    public async Task Write_ReaderStopsEarly_LaterStatementsStillRun()
    {
        var id = Guid.CreateVersion7();
        var sql = new Sql("select 1; insert into things (id, name, n, flag) values (@id, @name, 1, false);").With("id", id).With("name", $"{id}");
        await Database.WriteAsync(sql, _ => Task.FromResult(0), _ct);
        Assert.Equal(1, await CountAsync(id));
    }

    [Fact]
    public async Task Write_Rows_AreCounted()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(1, await Database.WriteAsync(Small(id, $"{id}"), _ct));
        Assert.Equal(0, await Database.WriteAsync(new Sql("update things set n = 5 where id = @id;").With("id", Guid.NewGuid()), _ct));
    }

    /// <summary>A write that has begun and does not end before it is released.</summary>
    protected async Task<(Task Held, Action Release)> HoldAsync()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = Task.Run(() => Database.WriteAsync(new Sql("select 1;"), async _ =>
        {
            begun.SetResult();
            await release.Task;
            return 0;
        }, _ct), _ct);
        await begun.Task;
        return (held, release.SetResult);
    }

    private static Sql Thing(Guid id, string name) => new Sql(InsertThing).With("id", id).With("name", name);

    protected static Sql Small(Guid id, string name) =>
        Thing(id, name).With("n", 1L).With("flag", false).With("at", (long?)null).With("data", (string?)null);

    private async Task<long> CountAsync(Guid id) =>
        await Database.FirstAsync(new Sql("select count(*) from things where id = @id").With("id", id), r => r.GetInt64(0), _ct);
}

public sealed class SqliteDatabaseTests : ServiceDatabaseSuite
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-db-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Dispose_WhileWritesWait_EndsThemFirst()
    {
        var ct = TestContext.Current.CancellationToken;
        var (held, release) = await HoldAsync();
        var writes = Enumerable.Range(0, 200).Select(i => Database.WriteAsync(Small(Guid.CreateVersion7(), $"last-{i}"), ct)).ToList();
        var closed = Task.Run(async () => await Database.DisposeAsync(), ct);
        release();
        await held;
        Assert.All(await Task.WhenAll(writes), count => Assert.Equal(1, count));
        await closed;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Database.WriteAsync(Small(Guid.CreateVersion7(), "late"), ct));
        await using var again = await OpenAsync();
        Assert.Equal(200, await again.FirstAsync(new Sql("select count(*) from things where name like 'last-%'"), r => r.GetInt64(0), ct));
    }

    [Fact]
    public async Task Write_FromManyThreads_EachIsDoneOnce()
    {
        var ct = TestContext.Current.CancellationToken;
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct },
            async (i, _) => Assert.Equal(1, await Database.WriteAsync(Small(Guid.CreateVersion7(), $"many-{i}"), ct)));
        Assert.Equal(2000, await Database.FirstAsync(new Sql("select count(distinct name) from things where name like 'many-%'"), r => r.GetInt64(0), ct));
    }

    // Wherever the data folder is, and whoever made the file.
    [Fact]
    public async Task Files_AreForTheOwnerAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Path.Combine(_folder, "open.db");
        await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await new SqliteDatabase(path).DisposeAsync();
        await Database.WriteAsync(Small(Guid.CreateVersion7(), "words"), TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(_folder);
        Assert.Contains(files, file => file.EndsWith("test.db-wal", StringComparison.Ordinal));
        foreach (var file in files) Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
    }

    protected override Task<ServiceDatabase> OpenAsync() =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(_folder, "test.db")));
}

public sealed class PostgresDatabaseTests(ServersFixture fixture) : ServiceDatabaseSuite
{
    [Fact]
    public async Task FirstStatistics_TableWithSomeRows_IsCountedOnce()
    {
        var ct = TestContext.Current.CancellationToken;
        using var statistics = new FirstStatistics("defaults", Database, TimeProvider.System, NullLogger<FirstStatistics>.Instance);
        Assert.Empty(await statistics.CountNewTablesAsync(ct));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Database.WriteAsync(Small(Guid.CreateVersion7(), $"counted-{i}"), ct)));
        // A server session tells what it wrote a second late.
        var counted = new List<string>();
        while (counted.Count == 0)
        {
            await Database.WriteAsync(Small(Guid.CreateVersion7(), $"counted-{Guid.NewGuid()}"), ct);
            counted = await statistics.CountNewTablesAsync(ct);
        }

        Assert.Equal(["things"], counted);
        Assert.True(await Database.FirstAsync(new Sql("select reltuples from pg_class where relname = 'things'"), r => r.GetFloat(0), ct) >= 50);
        Assert.Empty(await statistics.CountNewTablesAsync(ct));
    }

    protected override async Task<ServiceDatabase> OpenAsync() =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("defaults"));
}
