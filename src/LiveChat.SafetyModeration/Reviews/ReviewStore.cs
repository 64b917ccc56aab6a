using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>The queue as this service keeps it: a copy of what chat said, so that lists need no other service.</summary>
internal sealed class ReviewStore(SafetyModerationDatabase database)
{
    private const string Columns =
        """
        review_id, conversation_id, message_id, text, visitor_text, reasons, status, decided_name, created_at, expires_at, on_expiry,
        decided_by, decided_at, outcome, reason, assistant_name, locale
        """;

    // What is decided stays so: an older or repeated event changes nothing. One that comes before its 'pending' is kept.
    private const string Keep =
        """
        insert into reviews (review_id, tenant_id, conversation_id, message_id, text, visitor_text, reasons, status, outcome, decided_by,
            decided_name, reason, created_at, expires_at, on_expiry, decided_at, assistant_name, locale, changed_by)
          values (@review, @tenant, @conversation, @message, @text, @visitorText, @reasons, @status, @outcome, @user, @userName, @reason,
            @created, @expires, @onExpiry, @decided, @assistant, @locale, @mark)
          on conflict (review_id) do update set text = @text, status = @status, outcome = @outcome, decided_by = @user,
            decided_name = @userName, reason = @reason, decided_at = @decided, changed_by = @mark
            where reviews.status = 'pending' and reviews.tenant_id = @tenant and @status <> 'pending';
        """;

    private const string Kept = "exists (select 1 from reviews where review_id = @review and changed_by = @mark)";

    /// <summary>Takes in how a held reply stands; tells the feed if that is news. Harmless when repeated.</summary>
    public async Task KeepAsync(string tenantId, string requestId, HeldReply held, CancellationToken cancellationToken)
    {
        var view = ViewOf(held);
        var row = held.Status == ReviewStatuses.Pending
            ? database.Outbox.Row(new ReviewOpened(tenantId, requestId, view), requestId)
            : database.Outbox.Row(new ReviewResolved(tenantId, requestId, view), requestId);
        var sql = new Sql(Keep)
            .With("review", held.ReviewId).With("tenant", tenantId).With("conversation", held.ConversationId).With("message", held.MessageId)
            .With("text", held.Text).With("visitorText", held.VisitorText)
            .With("reasons", JsonSerializer.Serialize(held.Reasons, JsonDefaults.Options)).With("status", held.Status)
            .With("outcome", held.Outcome).With("user", held.DecidedById).With("userName", held.DecidedBy).With("reason", held.Reason)
            .With("created", held.CreatedAt).With("expires", held.ExpiresAt).With("onExpiry", held.OnExpiry).With("decided", held.DecidedAt)
            .With("assistant", held.AssistantName).With("locale", held.Locale).With("mark", row.Id)
            .Insert(row, Kept).Append("select 1 from reviews where review_id = @review and changed_by = @mark;");
        if (await database.Database.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken))
            database.Outbox.Publish(row);
    }

    public Task<ReviewView?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        database.Database.FirstAsync(
            new Sql($"select {Columns} from reviews where review_id = @id and tenant_id = @tenant;").With("id", id).With("tenant", tenantId),
            Read, cancellationToken);

    /// <summary>Those that wait longest first; decided ones, and all of them, newest first.</summary>
    public async Task<PageOf<ReviewView>> ListAsync(
        string tenantId, string? status, int limit, (long Key, Guid Id)? after, CancellationToken cancellationToken)
    {
        var oldestFirst = status == ReviewStatuses.Pending;
        var (than, order) = oldestFirst ? (">", "") : ("<", " desc");
        var sql = new Sql(
            $"select {Columns} from reviews where tenant_id = @tenant{(status is null ? "" : " and status = @status")}" +
            $"{(after is null ? "" : $" and (created_at, review_id) {than} (@key, @afterId)")}" +
            $" order by created_at{order}, review_id{order} limit @limit;").With("tenant", tenantId).With("limit", limit + 1);
        if (status is not null)
            sql.With("status", status);
        if (after is { } a)
            sql.With("key", a.Key).With("afterId", a.Id);
        var rows = await database.Database.ListAsync(sql, Read, cancellationToken);
        if (rows.Count <= limit)
            return new PageOf<ReviewView>(rows, null);
        rows.RemoveAt(limit);
        return new PageOf<ReviewView>(rows, Cursor.Encode(rows[^1].CreatedAt.ToUnixTimeMilliseconds(), rows[^1].Id));
    }

    /// <summary>Pending ones whose time was up before <paramref name="before"/>.</summary>
    public Task<List<(string TenantId, Guid Id)>> OverdueAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Database.ListAsync(
            new Sql("select tenant_id, review_id from reviews where status = 'pending' and expires_at < @before order by expires_at limit 64;")
                .With("before", before),
            static reader => (reader.GetString(0), reader.GetGuid(1)), cancellationToken);

    /// <summary>Lets decided reviews go, some hundred at once; returns how many.</summary>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Database.WriteAsync(
            new Sql("delete from reviews where review_id in (select review_id from reviews where decided_at < @before order by decided_at limit 500);")
                .With("before", before), cancellationToken);

    /// <summary>What chat knows nothing of was erased there, and is erased here.</summary>
    public Task<int> ForgetAsync(Guid id, CancellationToken cancellationToken) =>
        database.Database.WriteAsync(new Sql("delete from reviews where review_id = @id;").With("id", id), cancellationToken);

    public static ReviewView ViewOf(HeldReply held) => new(
        held.ReviewId, held.ConversationId, held.MessageId, held.Text, held.VisitorText, held.Reasons, held.Status, held.DecidedBy,
        held.CreatedAt, held.ExpiresAt, held.OnExpiry, held.DecidedById, held.DecidedAt, held.Outcome, held.Reason, held.AssistantName,
        held.Locale);

    private static ReviewView Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4),
        JsonSerializer.Deserialize<ReviewReason[]>(r.GetString(5), JsonDefaults.Options) ?? [], r.GetString(6), r.StringOrNull(7), r.Time(8),
        r.Time(9), r.GetString(10), r.GuidOrNull(11), r.TimeOrNull(12), r.StringOrNull(13), r.StringOrNull(14), r.StringOrNull(15),
        r.StringOrNull(16));
}
