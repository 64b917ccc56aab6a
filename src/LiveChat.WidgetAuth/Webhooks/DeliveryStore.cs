using System.Data.Common;
using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>
/// Deliveries. A claim leases them: its holder alone delivers until the lease ends, and only with the lease's mark may the
/// outcome be recorded, so two replicas never deliver the same attempt at once and a late one overwrites nothing.
/// </summary>
internal sealed class DeliveryStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db)
{
    /// <summary>Well over the time an attempt may take (10 s).</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Finished deliveries carry visitors' texts: no longer than needed to find out what went wrong.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int AtOncePerWebhook = 4;

    private const string LeasedColumns = "id, tenant_id, webhook_id, event_id, event, body, attempts, lease, gives_up_at";

    private const string ViewColumns =
        "id, event_id, event, status, attempts, created_at, due_at, attempted_at, response_status, error, duration_ms, body";

    // Of each webhook only a few at a time, so that a slow receiver leaves room for the others.
    private readonly string _claim =
        $"""
        update webhook_delivery set lease = @mark, due_at = @until, attempts = attempts + 1, attempted_at = @now
        where id in (
          select d.id from webhook_delivery d
          where d.status = 'pending' and d.due_at <= @now and d.id in (
            select x.id from (
              select p.id, row_number() over (partition by p.webhook_id order by p.due_at, p.id) n from webhook_delivery p
              join webhook w on w.id = p.webhook_id and w.paused_until <= @now
              where p.status = 'pending' and p.due_at <= @now) x
            where x.n <= {AtOncePerWebhook})
          order by d.due_at limit @limit {db.Dialect.SkipLocked})
        returning {LeasedColumns};
        """;

    /// <summary>Queues an event for these webhooks; what is queued for one already stays as it is. Returns how many are new.</summary>
    public Task<int> QueueAsync(QueuedEvent e, IReadOnlyList<Guid> webhooks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = new Sql("").With("tenant", e.TenantId).With("event_id", e.EventId).With("event", e.Event)
            .With("conversation", e.ConversationId).With("body", e.Body).With("now", now).With("gives_up", now + WebhookRules.GivesUpAfter);
        for (var i = 0; i < webhooks.Count; i++)
        {
            // The webhook may have been deleted or disabled since this process read it.
            sql.Append($"""
                insert into webhook_delivery (id, tenant_id, webhook_id, event_id, event, conversation_id, body, status, attempts, due_at, gives_up_at, created_at)
                select @id{i}, w.tenant_id, w.id, @event_id, @event, @conversation, @body, 'pending', 0, @now, @gives_up, @now
                from webhook w where w.id = @webhook{i} and w.tenant_id = @tenant and w.disabled_at is null
                on conflict (webhook_id, event_id) do nothing;
                """).With($"id{i}", Guid.CreateVersion7(now)).With($"webhook{i}", webhooks[i]);
        }
        return webhooks.Count == 0 ? Task.FromResult(0) : db.WriteAsync(sql, cancellationToken);
    }

    /// <summary>Queues an event that the caller delivers itself, once: leased from birth.</summary>
    public async Task<LeasedDelivery> QueueLeasedAsync(QueuedEvent e, Guid webhookId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var delivery = new LeasedDelivery(
            Guid.CreateVersion7(now), e.TenantId, webhookId, e.EventId, e.Event, e.Body, 1, Guid.NewGuid(), now);
        await db.WriteAsync(
            new Sql("""
                insert into webhook_delivery (id, tenant_id, webhook_id, event_id, event, body, status, attempts, due_at, lease, gives_up_at, created_at, attempted_at)
                select @id, w.tenant_id, w.id, @event_id, @event, @body, 'pending', 1, @until, @mark, @now, @now, @now
                from webhook w where w.id = @webhook and w.tenant_id = @tenant;
                """).With("id", delivery.Id).With("tenant", e.TenantId).With("webhook", webhookId).With("event_id", e.EventId).With("event", e.Event)
                .With("body", e.Body).With("until", now + Lease).With("mark", delivery.Lease).With("now", now), cancellationToken);
        return delivery;
    }

    /// <summary>Leases what is due, the longest waiting first.</summary>
    public Task<List<LeasedDelivery>> ClaimAsync(int limit, DateTimeOffset now, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql(_claim).With("mark", Guid.NewGuid()).With("now", now).With("until", now + Lease).With("limit", limit),
        async reader =>
        {
            var rows = new List<LeasedDelivery>();
            while (await reader.ReadAsync())
            {
                rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4),
                    reader.GetString(5), reader.GetInt32(6), reader.GetGuid(7), reader.Time(8)));
            }
            return rows;
        }, cancellationToken);

    /// <summary>Records how a leased attempt went, and what follows for its webhook. Nothing happens when the lease is another's by now.</summary>
    /// <param name="next">When it is tried again; null: no more.</param>
    /// <param name="disabled">Why the webhook is disabled; its other pending deliveries end with it.</param>
    public Task RecordAsync(
        LeasedDelivery delivery, AttemptOutcome outcome, DateTimeOffset? next, DateTimeOffset pausedUntil, string? disabled,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Mine = "exists (select 1 from webhook_delivery where id = @id and lease = @mark and status = 'pending')";
        var sql = new Sql(outcome.Delivered
            // A success, a test's too, opens a disabled webhook again.
            ? $"""
              update webhook set delivered_at = @now, failures = 0, failing_since = null, paused_until = 0, disabled_at = null, disabled_reason = null
              where id = @webhook and {Mine};
              """
            : $"""
              update webhook set failures = failures + 1, failing_since = coalesce(failing_since, @now), paused_until = @paused,
                disabled_reason = case when disabled_at is null then @disabled else disabled_reason end,
                disabled_at = case when disabled_at is null and @disabled is not null then @now else disabled_at end
              where id = @webhook and {Mine};
              """);
        if (disabled is not null)
        {
            sql.Append("""
                update webhook_delivery set status = 'failed', error = 'webhook_disabled' where webhook_id = @webhook and status = 'pending' and id <> @id;
                insert into audit_entry (id, tenant_id, at, actor_name, action, target, after_value)
                select @audit, w.tenant_id, @now, 'system', 'webhook.disabled', cast(@target as text), cast(@after as text)
                from webhook w where w.id = @webhook and w.disabled_at = @now;
                """).With("audit", Guid.CreateVersion7(now)).With("target", delivery.WebhookId.ToString())
                .With("after", JsonSerializer.Serialize(new { reason = disabled }, JsonDefaults.Options));
        }
        sql.Append("""
            update webhook_delivery set status = @status, due_at = @due, lease = null, response_status = @response, error = @error, duration_ms = @duration
            where id = @id and lease = @mark and status = 'pending';
            """)
            .With("id", delivery.Id).With("mark", delivery.Lease).With("webhook", delivery.WebhookId).With("now", now)
            .With("paused", pausedUntil).With("disabled", disabled).With("due", next ?? now).With("response", outcome.ResponseStatus)
            .With("error", outcome.Error).With("duration", outcome.DurationMs)
            .With("status", outcome.Delivered ? "delivered" : next is null || disabled is not null ? "failed" : "pending");
        return db.WriteAsync(sql, cancellationToken);
    }

    /// <summary>Queues a finished delivery anew, with its old id and body, for 24 hours; a pending one is on its way already.</summary>
    public Task<int> RedeliverAsync(string tenantId, Guid webhookId, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.WriteAsync(new Sql("""
            update webhook_delivery set status = 'pending', attempts = 0, due_at = @now, gives_up_at = @until, lease = null, error = null
            where id = @id and webhook_id = @webhook and tenant_id = @tenant and status <> 'pending';
            """).With("id", id).With("webhook", webhookId).With("tenant", tenantId).With("now", now)
            .With("until", now + WebhookRules.GivesUpAfter), cancellationToken);

    public Task<DeliveryView?> FindAsync(string tenantId, Guid webhookId, Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {ViewColumns} from webhook_delivery where tenant_id = @tenant and webhook_id = @webhook and id = @id")
            .With("tenant", tenantId).With("webhook", webhookId).With("id", id),
        Read, cancellationToken);

    /// <summary>A page, the newest first.</summary>
    public Task<List<DeliveryView>> ListAsync(
        string tenantId, Guid webhookId, (long At, Guid Id) before, int limit, CancellationToken cancellationToken) => db.ListAsync(
        new Sql($"""
            select {ViewColumns} from webhook_delivery where tenant_id = @tenant and webhook_id = @webhook and (created_at, id) < (@at, @before)
            order by created_at desc, id desc limit @limit
            """).With("tenant", tenantId).With("webhook", webhookId).With("at", before.At).With("before", before.Id).With("limit", limit),
        Read, cancellationToken);

    /// <summary>Deletes what carries words of these conversations, sent or not.</summary>
    public async Task EraseAsync(string tenantId, IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        foreach (var conversation in conversations)
        {
            await db.WriteAsync(new Sql("delete from webhook_delivery where conversation_id = @conversation and tenant_id = @tenant;")
                .With("conversation", conversation).With("tenant", tenantId), cancellationToken);
        }
    }

    /// <summary>Deletes old finished deliveries, and those whose webhook is no more.</summary>
    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            delete from webhook_delivery where created_at < @before and status <> 'pending';
            delete from webhook_delivery where created_at < @before and not exists (select 1 from webhook w where w.id = webhook_delivery.webhook_id);
            """).With("before", now - Kept), cancellationToken);

    private static DeliveryView Read(DbDataReader reader)
    {
        var status = reader.GetString(3);
        return new(
            reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), status, reader.GetInt32(4), reader.Time(5),
            status == "pending" ? reader.Time(6) : null, reader.TimeOrNull(7), reader.IntOrNull(8), reader.StringOrNull(9),
            reader.LongOrNull(10), JsonSerializer.Deserialize<JsonElement>(reader.GetString(11)));
    }
}
