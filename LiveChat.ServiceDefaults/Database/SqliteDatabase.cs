using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// SQLite in WAL mode. One thread owns the one writing connection and commits groups of waiting writes, each in a
/// savepoint, acknowledged only after the commit (synchronous=FULL): no 'database is locked', and three times the rate
/// of one commit each. Reads run beside it on pooled connections.
/// </summary>
public sealed class SqliteDatabase : ServiceDatabase
{
    private const int GroupLimit = 64;
    private const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000; pragma foreign_keys=on; pragma temp_store=memory;";

    private readonly BlockingCollection<Item> _queue = new(4096);
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Thread _writer;

    /// <param name="path">The file; made when missing.</param>
    public SqliteDatabase(string path)
    {
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 10 }.ConnectionString;
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = $"sqlite-writer-{Path.GetFileName(path)}" };
        _writer.Start();
    }

    public string ConnectionString { get; }

    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override async Task<T> WriteAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        var item = new Item<T>(sql, read);
        cancellationToken.ThrowIfCancellationRequested();
        _queue.Add(item, CancellationToken.None);
        return await item.Done.Task.ConfigureAwait(false);
    }

    public override async Task<T> ReadAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = Open();
        using var command = connection.CreateCommand();
        sql.Fill(command);
        using var reader = command.ExecuteReader();
        return await read(reader).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        _writer.Join(TimeSpan.FromSeconds(10));
        return ValueTask.CompletedTask;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = Pragmas;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private void WriteLoop()
    {
        using var connection = Open();
        var group = new List<Item>(GroupLimit);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < GroupLimit && _queue.TryTake(out var more)) group.Add(more);
            try
            {
                Commit(connection, group);
                foreach (var item in group) item.Acknowledge();
            }
            catch (Exception e)
            {
                // The commit itself failed (disk full, I/O error): nothing of the group is durable.
                foreach (var item in group) item.Fail(e);
            }
        }

        foreach (var command in _prepared.Values) command.Dispose();
    }

    private void Commit(SqliteConnection connection, List<Item> group)
    {
        using var transaction = connection.BeginTransaction();
        for (var i = 0; i < group.Count; i++)
        {
            if (group.Count > 1) transaction.Save("item");
            try
            {
                group[i].Run(Command(connection, group[i].Sql, transaction));
                if (group.Count > 1) transaction.Release("item");
            }
            catch (Exception e)
            {
                group[i].Failure = e;
                if (group.Count == 1)
                {
                    transaction.Rollback();
                    return;
                }

                transaction.Rollback("item");
                transaction.Release("item");
            }
        }

        transaction.Commit();
    }

    private SqliteCommand Command(SqliteConnection connection, Sql sql, SqliteTransaction transaction)
    {
        var text = sql.Text;
        if (!_prepared.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            if (_prepared.Count < 256) _prepared[text] = command;
        }

        command.Parameters.Clear();
        if (command.CommandText != text) command.CommandText = text;
        sql.Bind(command);
        command.Transaction = transaction;
        return command;
    }

    private abstract class Item(Sql sql)
    {
        public Sql Sql { get; } = sql;
        public Exception? Failure { get; set; }

        public abstract void Run(SqliteCommand command);
        public abstract void Acknowledge();
        public abstract void Fail(Exception exception);
    }

    private sealed class Item<T>(Sql sql, Func<DbDataReader, Task<T>> read) : Item(sql)
    {
        private T? _result;

        // Continuations must not run on the writer thread.
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(SqliteCommand command)
        {
            using var reader = command.ExecuteReader();
            // SQLite's async calls complete at once, so this never waits for another thread.
            _result = read(reader).GetAwaiter().GetResult();
            while (reader.NextResult())
            {
            }
        }

        public override void Acknowledge()
        {
            if (Failure is null) Done.TrySetResult(_result!);
            else Done.TrySetException(Failure);
        }

        public override void Fail(Exception exception) => Done.TrySetException(Failure ?? exception);
    }
}
