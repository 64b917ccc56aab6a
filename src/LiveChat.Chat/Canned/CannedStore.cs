using System.Data.Common;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Canned;

/// <summary>A text that agents insert by its shortcut.</summary>
internal sealed record CannedReply(
    Guid Id, string Shortcut, string Title, string Text, string? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Canned replies of a tenant; a shortcut is unique in it.</summary>
internal sealed class CannedStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Columns = "id, shortcut, title, text, created_by, created_at, updated_at";
    private const string SelectOne = $"select {Columns} from canned where id = @id and tenant_id = @tenant;";

    public Task<CannedReply?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(SelectOne).With("id", id).With("tenant", tenantId), Read, cancellationToken);

    public Task<List<CannedReply>> ListAsync(string tenantId, int limit, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql($"select {Columns} from canned where tenant_id = @tenant order by shortcut limit @limit;")
            .With("tenant", tenantId).With("limit", limit), Read, cancellationToken);

    /// <summary>Null where the shortcut is taken.</summary>
    public Task<CannedReply?> AddAsync(
        string tenantId, Guid id, string shortcut, string title, string text, string by, SettingsChanged change, CancellationToken cancellationToken) =>
        WriteAsync(new Sql("""
            insert into canned (id, tenant_id, shortcut, title, text, created_by, created_at, updated_at)
              values (@id, @tenant, @shortcut, @title, @text, @by, @now, @now)
              on conflict (tenant_id, shortcut) do nothing;
            """).With("id", id).With("tenant", tenantId).With("shortcut", shortcut).With("title", title).With("text", text)
            .With("by", by).With("now", clock.GetUtcNow()), change, SelectOne, cancellationToken);

    /// <summary>Null where there is no such reply. Throws a unique violation where the shortcut is another's.</summary>
    public Task<CannedReply?> ReplaceAsync(
        string tenantId, Guid id, string shortcut, string title, string text, SettingsChanged change, CancellationToken cancellationToken) =>
        WriteAsync(new Sql("""
            update canned set shortcut = @shortcut, title = @title, text = @text, updated_at = @now
              where id = @id and tenant_id = @tenant;
            """).With("id", id).With("tenant", tenantId).With("shortcut", shortcut).With("title", title).With("text", text)
            .With("now", clock.GetUtcNow()), change, SelectOne, cancellationToken);

    public async Task<bool> DeleteAsync(string tenantId, Guid id, SettingsChanged change, CancellationToken cancellationToken) =>
        // The audit's row first: afterwards nothing would tell that there was one.
        await WriteAsync(new Sql("").With("id", id).With("tenant", tenantId), change,
            $"delete from canned where id = @id and tenant_id = @tenant returning {Columns};", cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Runs a change with its row for the audit, which is there exactly if the reply is; <paramref name="last"/> returns it.</summary>
    private async Task<CannedReply?> WriteAsync(Sql sql, SettingsChanged change, string last, CancellationToken cancellationToken)
    {
        var news = chat.Outbox.Row(change, change.RequestId);
        sql.Insert(news, "exists (select 1 from canned where id = @id and tenant_id = @tenant)").Append(last);
        var reply = await chat.Database.WriteAsync(sql, FirstAsync, cancellationToken).ConfigureAwait(false);
        if (reply is not null) chat.Outbox.Publish(news);
        return reply;
    }

    private static async Task<CannedReply?> FirstAsync(DbDataReader reader) =>
        await reader.ReadAsync().ConfigureAwait(false) ? Read(reader) : null;

    private static CannedReply Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.StringOrNull(4), r.Time(5), r.Time(6));
}
