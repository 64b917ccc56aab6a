using System.Data.Common;
using System.Globalization;
using System.Text;

namespace LiveChat.ServiceDefaults;

/// <summary>The outbox table: claiming by lease, closing by delete.</summary>
internal sealed class OutboxStore(ServiceDatabase database, TimeProvider clock)
{
    private const string Columns = "id, type, payload, request_id, trace_parent, leased_until, created_at, attempts";

    private readonly string _claimDue =
        $"update outbox set leased_until = @lease, attempts = attempts + 1 where id in (" +
        $"select id from outbox where leased_until < @now order by leased_until limit @limit {database.Dialect.SkipLocked}) returning {Columns};";

    /// <summary>Leases rows whose writer did not bring them, oldest lease first.</summary>
    public Task<List<OutboxRow>> ClaimDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(new Sql(_claimDue).With("now", now).With("lease", now + Outbox.Lease).With("limit", limit),
            ReadRowsAsync, cancellationToken);
    }

    /// <summary>Deletes published rows; the text takes 1, 8 or 64 ids so that three prepared statements serve all.</summary>
    public Task<int> CloseAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var slots = ids.Count == 1 ? 1 : ids.Count <= 8 ? 8 : 64;
        var sql = new Sql(s_close[slots]);
        for (var i = 0; i < slots; i++) sql.With($"i{i}", ids[Math.Min(i, ids.Count - 1)]);
        return database.WriteAsync(sql, cancellationToken);
    }

    /// <summary>Puts a row that failed back, to be claimed after a pause.</summary>
    public Task<int> PostponeAsync(Guid id, TimeSpan pause, CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("update outbox set leased_until = @until where id = @id;")
            .With("id", id).With("until", clock.GetUtcNow() + pause), cancellationToken);

    /// <summary>Only for a database with one process (SQLite): at start no lease of the dead predecessor is worth anything.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("update outbox set leased_until = 0;"), cancellationToken);

    private static readonly Dictionary<int, string> s_close = new[] { 1, 8, 64 }.ToDictionary(n => n, n =>
    {
        var text = new StringBuilder("delete from outbox where id in (");
        for (var i = 0; i < n; i++) text.Append(i == 0 ? "@i" : ", @i").Append(i.ToString(CultureInfo.InvariantCulture));
        return text.Append(");").ToString();
    });

    private static async Task<List<OutboxRow>> ReadRowsAsync(DbDataReader reader)
    {
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(new OutboxRow(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.StringOrNull(3),
                reader.StringOrNull(4), reader.GetInt64(5), reader.GetInt64(6))
            { Attempts = reader.GetInt32(7) });
        }

        rows.Sort(static (a, b) => a.CreatedAt.CompareTo(b.CreatedAt));
        return rows;
    }
}
