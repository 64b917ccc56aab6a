using System.Data.Common;

namespace LiveChat.ServiceDefaults;

/// <summary>The few words in which the engines differ.</summary>
/// <param name="IsPostgres">Postgres, else SQLite.</param>
/// <param name="SkipLocked">Suffix of a claiming select: other claimers' rows are passed over.</param>
public sealed record SqlDialect(bool IsPostgres, string SkipLocked)
{
    public static SqlDialect Postgres { get; } = new(true, "for update skip locked");
    public static SqlDialect Sqlite { get; } = new(false, "");
}

/// <summary>
/// A module's own database. A write is one command of several statements: on Postgres one round trip and one implicit
/// transaction, on SQLite one item of the writer thread's group commit. It returns only after the commit is durable.
/// </summary>
public abstract class ServiceDatabase : IAsyncDisposable
{
    public abstract SqlDialect Dialect { get; }

    /// <summary>
    /// Runs a writing command whole or not at all. <paramref name="read"/> walks the result sets (statements without
    /// rows have none) and must only await the reader. Once sent it is not cancelled: an accepted write is accepted.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs a reading command.</summary>
    public abstract Task<T> ReadAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs a writing command; returns the number of rows that its inserts, updates and deletes touched.</summary>
    public virtual Task<int> WriteAsync(Sql sql, CancellationToken cancellationToken) => WriteAsync(sql, s_affected, cancellationToken);

    /// <summary>All rows of a reading command.</summary>
    public Task<List<T>> ListAsync<T>(Sql sql, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        ReadAsync(sql, async reader =>
        {
            var rows = new List<T>();
            while (await reader.ReadAsync().ConfigureAwait(false)) rows.Add(row(reader));
            return rows;
        }, cancellationToken);

    /// <summary>The first row of a reading command, or default.</summary>
    public Task<T?> FirstAsync<T>(Sql sql, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        ReadAsync(sql, async reader => await reader.ReadAsync().ConfigureAwait(false) ? row(reader) : default, cancellationToken);

    /// <summary>Throws when the database can't be used.</summary>
    public Task PingAsync(CancellationToken cancellationToken) =>
        ReadAsync(new Sql("select 1"), static reader => reader.ReadAsync(), cancellationToken);

    public abstract ValueTask DisposeAsync();

    private static readonly Func<DbDataReader, Task<int>> s_affected = static async reader =>
    {
        // RecordsAffected counts what has run by then: walk to the end first.
        while (await reader.NextResultAsync().ConfigureAwait(false))
        {
        }

        return Math.Max(0, reader.RecordsAffected);
    };
}

/// <summary>Column getters that both engines answer alike.</summary>
public static class ReaderColumns
{
    public static Guid? GuidOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
    public static string? StringOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
    public static int? IntOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    /// <summary>A <c>bigint</c> of Unix milliseconds.</summary>
    public static DateTimeOffset Time(this DbDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Time(column);
}
