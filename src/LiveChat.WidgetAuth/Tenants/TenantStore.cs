using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.ApiKeys;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Widget;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>
/// Tenants. Every change takes the next version from the one locked row, first thing in its command, and leaves an event
/// that names the tenant; the event's content is read when it is published, so it is never older than the change.
/// </summary>
internal sealed class TenantStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox,
    TenantDirectory directory, TimeProvider clock) : IOutboxLoader<TenantAccessChanged>
{
    internal const string Columns =
        "t.id, t.name, t.status, t.settings, t.settings_version, t.limits, t.limits_version, t.version, t.created_at, t.updated_at";

    private const string NextVersion = "update access_version set value = value + 1 where id = 1;";
    private const string Version = "(select value from access_version where id = 1)";

    /// <summary>The tenant, erased ones excluded.</summary>
    public Task<Tenant?> FindAsync(string tenantId, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from tenant t where t.id = @id and t.status <> 'erased'").With("id", tenantId), Read, cancellationToken);

    /// <summary>The tenant, or 404 <c>tenant_not_found</c>.</summary>
    public async Task<Tenant> GetAsync(string tenantId, CancellationToken cancellationToken) =>
        await FindAsync(tenantId, cancellationToken)
        ?? throw Problems.TenantNotFound.Exception("There is no such tenant: check the tenant id.");

    /// <summary>Tenants by id, for the operator.</summary>
    public Task<List<Tenant>> ListAsync(string after, int limit, CancellationToken cancellationToken) => db.ListAsync(
        new Sql($"select {Columns} from tenant t where t.id > @after and t.status <> 'erased' order by t.id limit @limit")
            .With("after", after).With("limit", limit),
        Read, cancellationToken);

    /// <summary>Adds a tenant with default settings; false when the id is or was in use.</summary>
    public Task<bool> CreateAsync(string id, string name, Action<Sql> also, AuditEntry audit, string requestId, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            new Sql($"""
                {NextVersion}
                insert into tenant (id, name, status, settings, settings_version, limits, limits_version, version, created_at, updated_at)
                select @id, @name, 'active', @settings, 1, @limits, 1, {Version}, @now, @now where true
                on conflict (id) do nothing;
                """)
                .With("name", name).With("settings", Json(WidgetSettings.New(name))).With("limits", Json(TenantLimits.Default)),
            also, audit, requestId, cancellationToken);

    /// <summary>Replaces the widget settings; false when <paramref name="expected"/> (an ETag) is stale.</summary>
    public Task<bool> ReplaceSettingsAsync(
        string id, WidgetSettings settings, long expected, AuditEntry audit, string requestId, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            new Sql($"""
                {NextVersion}
                update tenant set settings = @settings, settings_version = settings_version + 1, version = {Version}, updated_at = @now
                where id = @id and settings_version = @expected and status <> 'erased';
                """).With("settings", Json(settings)).With("expected", expected),
            null, audit, requestId, cancellationToken);

    /// <summary>Replaces the plan limits; false when <paramref name="expected"/> is stale.</summary>
    public Task<bool> ReplaceLimitsAsync(
        string id, TenantLimits limits, long expected, AuditEntry audit, string requestId, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            new Sql($"""
                {NextVersion}
                update tenant set limits = @limits, limits_version = limits_version + 1, version = {Version}, updated_at = @now
                where id = @id and limits_version = @expected and status <> 'erased';
                """).With("limits", Json(limits)).With("expected", expected),
            null, audit, requestId, cancellationToken);

    /// <summary>Suspends or lets in again, renames; false when there is no such tenant.</summary>
    public Task<bool> PatchAsync(
        string id, string status, string name, AuditEntry audit, string requestId, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            new Sql($"""
                {NextVersion}
                update tenant set status = @status, name = @name, version = {Version}, updated_at = @now where id = @id and status <> 'erased';
                """).With("status", status).With("name", name),
            null, audit, requestId, cancellationToken);

    /// <summary>Erases everything but the id, which is never given away again: its old tokens must not open a new door.</summary>
    public Task<bool> EraseAsync(string id, string requestId, CancellationToken cancellationToken) => ChangeAsync(
        id,
        new Sql($$"""
            {{NextVersion}}
            update tenant set status = 'erased', name = '', settings = @settings, limits = @limits, version = {{Version}}, updated_at = @now
            where id = @id and status <> 'erased';
            delete from token_family where tenant_id = @id;
            delete from token_family_site where tenant_id = @id;
            delete from api_key where tenant_id = @id;
            delete from token_expiry_warning where tenant_id = @id;
            delete from password_reset where user_id in (select m.user_id from membership m where m.tenant_id = @id)
              and user_id not in (select m.user_id from membership m where m.tenant_id <> @id);
            delete from visitor_mail where tenant_id = @id;
            delete from mail where tenant_id = @id;
            delete from mail where recipient in (
                select i.email from invitation i where i.tenant_id = @id
                union select a.email from account a join membership m on m.user_id = a.id where m.tenant_id = @id)
              and recipient not in (
                select i.email from invitation i where i.tenant_id <> @id
                union select a.email from account a join membership m on m.user_id = a.id where m.tenant_id <> @id);
            delete from invitation where tenant_id = @id;
            delete from sign_in_code where tenant_id = @id;
            delete from refresh_token where session_id in (select s.id from sign_in_session s where s.tenant_id = @id);
            delete from sign_in_session where tenant_id = @id;
            delete from membership where tenant_id = @id;
            delete from account where not exists (select 1 from membership m where m.user_id = account.id);
            delete from audit_entry where tenant_id = @id;
            delete from identity_secret where tenant_id = @id;
            delete from webhook_delivery where tenant_id = @id;
            delete from webhook where tenant_id = @id;
            delete from refused_origin where tenant_id = @id;
            delete from refused_request where tenant_id = @id;
            delete from doctor_entry where tenant_id = @id;
            delete from doctor_key where tenant_id = @id;
            """).With("settings", Json(WidgetSettings.New(""))).With("limits", Json(TenantLimits.Default)),
        null, null, requestId, cancellationToken);

    /// <summary>Runs <paramref name="also"/> as a change of the tenant's access, such as a revoked token family.</summary>
    /// <param name="audit">Null where <paramref name="also"/> brings its own, under a further condition.</param>
    public Task<bool> TouchAsync(string id, Action<Sql> also, AuditEntry? audit, string requestId, CancellationToken cancellationToken) => ChangeAsync(
        id,
        new Sql($"""
            {NextVersion}
            update tenant set version = {Version}, updated_at = @now where id = @id and status <> 'erased';
            """),
        also, audit, requestId, cancellationToken);

    /// <summary>A page of the snapshot that every process starts from.</summary>
    public async Task<SnapshotPage<TenantAccess>> ChangedSinceAsync(long since, int limit, CancellationToken cancellationToken)
    {
        var items = await ReadAccessAsync(
            "t.version > @since order by t.version limit @limit",
            sql => sql.With("since", since).With("limit", limit), cancellationToken);
        return new(items, items.Count > 0 ? items[^1].Version : since, items.Count == limit);
    }

    public async Task<TenantAccessChanged?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var found = await ReadAccessAsync("t.id = @id", sql => sql.With("id", key), cancellationToken);
        return found.Count > 0 ? new(found[0]) : null;
    }

    /// <summary>The change happened exactly if the tenant now carries the version that this command took.</summary>
    private async Task<bool> ChangeAsync(
        string id, Sql change, Action<Sql>? also, AuditEntry? audit, string requestId, CancellationToken cancellationToken)
    {
        const string Happened = $"exists (select 1 from tenant where id = @id and version = {Version})";
        change.With("id", id).With("now", clock.GetUtcNow());
        also?.Invoke(change);
        if (audit is not null)
            change.Audit(id, audit, Happened);
        var row = outbox.Reference<TenantAccessChanged>(Guid.CreateVersion7(), id, requestId);
        change.Insert(row, Happened);
        change.Append($"select version from tenant where id = @id and version = {Version};");
        if (!await db.WriteAsync(change, reader => reader.ReadAsync(), cancellationToken))
            return false;
        if (await LoadAsync(id, cancellationToken) is { } changed)
        {
            // This process knows at once; the others by the event, or by their next re-read.
            directory.Apply(changed.Access);
            outbox.Publish(row with { Event = changed });
        }
        return true;
    }

    private Task<List<TenantAccess>> ReadAccessAsync(string where, Func<Sql, Sql> with, CancellationToken cancellationToken) => db.ReadAsync(
        with(new Sql($"""
            select {Columns} from tenant t where {where};
            select f.tenant_id, f.id from token_family f
            where f.revoked_at is not null and f.last_expires_at > @now and f.tenant_id in (select t.id from tenant t where {where});
            {ApiKeyStore.SelectKnown(where)}
            """).With("now", clock.GetUtcNow()).With("told", ApiKeyStore.ToldSince(clock.GetUtcNow()))),
        async reader =>
        {
            var tenants = new List<Tenant>();
            while (await reader.ReadAsync(cancellationToken))
                tenants.Add(Read(reader));
            await reader.NextResultAsync(cancellationToken);
            var families = new List<(string TenantId, string Family)>();
            while (await reader.ReadAsync(cancellationToken))
                families.Add((reader.GetString(0), reader.GetGuid(1).ToString("N")));
            await reader.NextResultAsync(cancellationToken);
            var keys = new List<ApiKey>();
            while (await reader.ReadAsync(cancellationToken))
                keys.Add(ApiKeyStore.Read(reader));
            var keysByTenant = keys.ToLookup(key => key.TenantId, key => key.Access());
            var revoked = families.ToLookup(family => family.TenantId, family => family.Family);
            return tenants.ConvertAll(tenant => tenant.Access([.. revoked[tenant.Id]], [.. keysByTenant[tenant.Id].Take(ApiKeyRules.MaxLive * 2)]));
        },
        cancellationToken);

    internal static Tenant Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2),
        JsonSerializer.Deserialize<WidgetSettings>(reader.GetString(3), JsonDefaults.Options)!, reader.GetInt64(4),
        JsonSerializer.Deserialize<TenantLimits>(reader.GetString(5), JsonDefaults.Options)!, reader.GetInt64(6),
        reader.GetInt64(7), reader.Time(8), reader.Time(9));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonDefaults.Options);
}
