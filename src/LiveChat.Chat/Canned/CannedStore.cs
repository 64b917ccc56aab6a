using System.Data.Common;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Canned;

/// <summary>A text that agents insert by its shortcut.</summary>
internal sealed record CannedReply(
    Guid Id, string Shortcut, string Title, string Text, string? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Canned replies of a tenant; a shortcut is unique in it.</summary>
internal sealed class CannedStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Columns = "id, shortcut, title, text, created_by, created_at, updated_at";

    public Task<List<CannedReply>> ListAsync(string tenantId, int limit, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql($"select {Columns} from canned where tenant_id = @tenant order by shortcut limit @limit;")
            .With("tenant", tenantId).With("limit", limit), Read, cancellationToken);

    /// <summary>Null where the shortcut is taken.</summary>
    public async Task<CannedReply?> AddAsync(
        string tenantId, string shortcut, string title, string text, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await chat.Database.WriteAsync(new Sql(
            $"""
            insert into canned (id, tenant_id, shortcut, title, text, created_by, created_at, updated_at)
              values (@id, @tenant, @shortcut, @title, @text, @by, @now, @now)
              on conflict (tenant_id, shortcut) do nothing returning {Columns};
            """).With("id", Guid.CreateVersion7(now)).With("tenant", tenantId).With("shortcut", shortcut).With("title", title)
            .With("text", text).With("by", by).With("now", now), FirstAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null where there is no such reply. Throws a unique violation where the shortcut is another's.</summary>
    public Task<CannedReply?> ReplaceAsync(
        string tenantId, Guid id, string shortcut, string title, string text, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(
            $"""
            update canned set shortcut = @shortcut, title = @title, text = @text, updated_at = @now
              where id = @id and tenant_id = @tenant returning {Columns};
            """).With("id", id).With("tenant", tenantId).With("shortcut", shortcut).With("title", title).With("text", text)
            .With("now", clock.GetUtcNow()), FirstAsync, cancellationToken);

    public async Task<bool> DeleteAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        await chat.Database.WriteAsync(new Sql("delete from canned where id = @id and tenant_id = @tenant;").With("id", id).With("tenant", tenantId),
            cancellationToken).ConfigureAwait(false) > 0;

    private static async Task<CannedReply?> FirstAsync(DbDataReader reader) =>
        await reader.ReadAsync().ConfigureAwait(false) ? Read(reader) : null;

    private static CannedReply Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.StringOrNull(4), r.Time(5), r.Time(6));
}
