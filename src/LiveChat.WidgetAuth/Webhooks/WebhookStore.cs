using System.Data.Common;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Webhooks themselves.</summary>
internal sealed class WebhookStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db)
{
    private const string Columns =
        "id, tenant_id, url, events, description, secret, created_at, created_by, delivered_at, failures, failing_since, disabled_at, disabled_reason";

    /// <summary>Adds one; false when the tenant has its fill, or is no more.</summary>
    public async Task<bool> AddAsync(Webhook webhook, AuditEntry audit, CancellationToken cancellationToken) => await db.WriteAsync(
        // The tenant's row is locked first: two at once must not both find a place free.
        new Sql("""
            update tenant set updated_at = updated_at where id = @tenant;
            insert into webhook (id, tenant_id, url, events, description, secret, created_at, created_by, failures, paused_until)
            select @id, @tenant, @url, @events, @description, @secret, @now, @by, 0, 0
            where (select count(*) from webhook where tenant_id = @tenant) < @most
              and exists (select 1 from tenant where id = @tenant and status <> 'erased');
            """)
            .With("id", webhook.Id).With("tenant", webhook.TenantId).With("url", webhook.Url)
            .With("events", JsonSerializer.Serialize(webhook.Events, JsonDefaults.Options)).With("description", webhook.Description)
            .With("secret", webhook.Secret).With("now", webhook.CreatedAt).With("by", webhook.CreatedBy).With("most", WebhookRules.PerTenant)
            .Audit(webhook.TenantId, audit, "exists (select 1 from webhook where id = @id)")
            .Append("select 1 from webhook where id = @id;"),
        static reader => reader.ReadAsync(), cancellationToken);

    public Task<Webhook?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from webhook where tenant_id = @tenant and id = @id").With("tenant", tenantId).With("id", id), Read, cancellationToken);

    public Task<List<Webhook>> ListAsync(string tenantId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql($"select {Columns} from webhook where tenant_id = @tenant order by created_at, id").With("tenant", tenantId), Read, cancellationToken);

    /// <summary>All that are not disabled: what the queueing consumer goes by.</summary>
    public Task<List<Webhook>> ListEnabledAsync(CancellationToken cancellationToken) =>
        db.ListAsync(new Sql($"select {Columns} from webhook where disabled_at is null"), Read, cancellationToken);

    /// <summary>Deletes it with its deliveries; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string tenantId, Guid id, AuditEntry audit, CancellationToken cancellationToken) => await db.WriteAsync(
        new Sql("select 1 from webhook where tenant_id = @tenant and id = @id;")
            .With("tenant", tenantId).With("id", id)
            .Audit(tenantId, audit, "exists (select 1 from webhook where tenant_id = @tenant and id = @id)")
            .Append("""
                delete from webhook_delivery where webhook_id = @id and tenant_id = @tenant;
                delete from webhook where id = @id and tenant_id = @tenant;
                """),
        static reader => reader.ReadAsync(), cancellationToken);

    internal static Webhook Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2),
        JsonSerializer.Deserialize<string[]>(reader.GetString(3), JsonDefaults.Options)!, reader.StringOrNull(4), reader.GetString(5),
        reader.Time(6), reader.GuidOrNull(7), reader.TimeOrNull(8), reader.GetInt64(9), reader.TimeOrNull(10), reader.TimeOrNull(11),
        reader.StringOrNull(12));
}
