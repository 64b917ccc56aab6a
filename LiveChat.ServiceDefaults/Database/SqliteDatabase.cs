using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// SQLite in WAL mode. There is one writing connection, and one thread at a time that has it and commits groups of
/// waiting writes, each in a savepoint, acknowledged only after the commit (synchronous=FULL): no 'database is locked',
/// and three times the rate of one commit each. A write that meets no other is committed by its caller, which spares it
/// two changes of threads; what gathers meanwhile is left to the writer thread. Reads run beside it on connections of
/// their own, which keep their statements prepared.
/// </summary>
public sealed class SqliteDatabase : ServiceDatabase
{
    private const int GroupLimit = 64;
    private const int QueueLimit = 4096;
    private const int IdleReaders = 8;
    private const string WriterPragmas =
        "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000; pragma foreign_keys=on; pragma temp_store=memory;";
    private const string ReaderPragmas = "pragma busy_timeout=10000; pragma temp_store=memory;";

    private readonly string _own;
    private readonly Queue<Item> _queue = new();
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly Thread _writer;
    private SqliteSession? _session;

    // Whoever sets it has the session until there is nothing left to write. While nobody has it, nothing waits.
    private bool _committing;
    private bool _handedOver;
    private bool _closed;

    /// <param name="path">The file; made when missing.</param>
    public SqliteDatabase(string path)
    {
        MakePrivate(path);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 10 };
        ConnectionString = settings.ConnectionString;
        settings.Pooling = false;
        _own = settings.ConnectionString;
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = $"sqlite-writer-{Path.GetFileName(path)}" };
        _writer.Start();
    }

    // Visitors' words are for the owner's eyes, wherever the folder is. SQLite gives its other files the same mode.
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = Owner }))
        {
        }

        if (File.GetUnixFileMode(path) != Owner) File.SetUnixFileMode(path, Owner);
    }

    /// <summary>For those who open connections of their own, as the migrations do.</summary>
    public string ConnectionString { get; }

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override Task<T> WriteAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken) =>
        EnqueueAsync(new Reading<T>(sql, read), cancellationToken);

    public override Task<int> WriteAsync(Sql sql, CancellationToken cancellationToken) => EnqueueAsync(new Counting(sql), cancellationToken);

    public override async Task<T> ReadAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var session)) session = new SqliteSession(_own, ReaderPragmas);
        try
        {
            session.RunWrites(sql, out var rows);
            using var reader = rows.Read(sql);
            return await read(reader).ConfigureAwait(false);
        }
        finally
        {
            if (_readers.Count < IdleReaders && !Volatile.Read(ref _closed)) _readers.Add(session);
            else session.Dispose();
        }
    }

    public override ValueTask DisposeAsync()
    {
        lock (_queue)
        {
            _closed = true;
            Monitor.PulseAll(_queue);
        }

        _writer.Join(TimeSpan.FromSeconds(10));
        while (_readers.TryTake(out var session)) session.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> EnqueueAsync<T>(Item<T> item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool alone;
        lock (_queue)
        {
            // Callers wait here when the disk is slower than all of them together: that is what holds the memory.
            while (_queue.Count >= QueueLimit && !_closed) Monitor.Wait(_queue);
            ObjectDisposedException.ThrowIf(_closed, this);
            _queue.Enqueue(item);
            alone = !_committing;
            _committing = true;
        }

        if (alone)
        {
            CommitGroup([]);
            if (!TryRelease()) HandOver();
        }

        return await item.Done.Task.ConfigureAwait(false);
    }

    private void HandOver()
    {
        lock (_queue)
        {
            _handedOver = true;
            Monitor.PulseAll(_queue);
        }
    }

    /// <summary>Gives the session back; false while writes wait for it.</summary>
    private bool TryRelease()
    {
        lock (_queue)
        {
            if (_queue.Count > 0) return false;
            _committing = false;
            if (_closed) Monitor.PulseAll(_queue);
            return true;
        }
    }

    /// <summary>Waits without spinning: at one visitor at a time a spinning writer took a tenth of the CPU.</summary>
    private bool AwaitHandOver()
    {
        lock (_queue)
        {
            while (!_handedOver)
            {
                if (_closed && !_committing) return false;
                Monitor.Wait(_queue);
            }

            _handedOver = false;
            return true;
        }
    }

    private void TakeGroup(List<Item> group)
    {
        group.Clear();
        lock (_queue)
        {
            var full = _queue.Count >= QueueLimit;
            while (group.Count < GroupLimit && _queue.TryDequeue(out var item)) group.Add(item);
            if (full) Monitor.PulseAll(_queue);
        }
    }

    private void WriteLoop()
    {
        var group = new List<Item>(GroupLimit);
        while (AwaitHandOver())
        {
            do CommitGroup(group);
            while (!TryRelease());
        }

        _session?.Dispose();
    }

    /// <summary>Only for whoever has the session. What fails, fails the writes, never the caller.</summary>
    private void CommitGroup(List<Item> group)
    {
        TakeGroup(group);
        try
        {
            _session ??= new SqliteSession(_own, WriterPragmas);
            Commit(_session, group);
            foreach (var item in group) item.Acknowledge();
        }
        catch (Exception e)
        {
            // The commit itself failed (disk full, I/O error): nothing of the group is durable.
            if (_session is not null) TryRollback(_session);
            foreach (var item in group) item.Fail(e);
        }
    }

    private static void Commit(SqliteSession session, List<Item> group)
    {
        session.Execute("begin immediate");
        for (var i = 0; i < group.Count; i++)
        {
            if (group.Count > 1) session.Execute("savepoint item");
            try
            {
                group[i].Run(session);
                if (group.Count > 1) session.Execute("release item");
            }
            catch (Exception e)
            {
                group[i].Failure = e;
                if (group.Count == 1)
                {
                    session.Execute("rollback");
                    return;
                }

                session.Execute("rollback to item");
                session.Execute("release item");
            }
        }

        session.Execute("commit");
    }

    private static void TryRollback(SqliteSession session)
    {
        try
        {
            session.Execute("rollback");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself: there is no transaction any more.
        }
    }

    private abstract class Item(Sql sql)
    {
        public Exception? Failure { get; set; }

        protected Sql Sql { get; } = sql;

        public abstract void Run(SqliteSession session);
        public abstract void Acknowledge();
        public abstract void Fail(Exception exception);
    }

    private abstract class Item<T>(Sql sql) : Item(sql)
    {
        // Continuations must not run on the writer thread.
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected T? Result { get; set; }

        public override void Acknowledge()
        {
            if (Failure is null) Done.TrySetResult(Result!);
            else Done.TrySetException(Failure);
        }

        public override void Fail(Exception exception) => Done.TrySetException(Failure ?? exception);
    }

    private sealed class Reading<T>(Sql sql, Func<DbDataReader, Task<T>> read) : Item<T>(sql)
    {
        public override void Run(SqliteSession session)
        {
            session.RunWrites(Sql, out var rows);
            using var reader = rows.Read(Sql);
            // SQLite's async calls complete at once, so this never waits for another thread.
            Result = read(reader).GetAwaiter().GetResult();
            while (reader.NextResult())
            {
            }
        }
    }

    private sealed class Counting(Sql sql) : Item<int>(sql)
    {
        public override void Run(SqliteSession session)
        {
            var written = session.RunWrites(Sql, out var rows);
            using var reader = rows.Read(Sql);
            // The reader counts what has run by then: walk to the end first.
            while (reader.NextResult())
            {
            }

            Result = written + Math.Max(0, reader.RecordsAffected);
        }
    }
}
