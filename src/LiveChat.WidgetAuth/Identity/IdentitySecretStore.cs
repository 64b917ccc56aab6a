using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Tenants;

namespace LiveChat.WidgetAuth.Identity;

/// <summary>A secret in the list; the secret itself is shown once, when it is made.</summary>
internal sealed record IdentitySecretView(Guid Id, string? Label, string Last4, DateTimeOffset CreatedAt, Guid? CreatedBy);

/// <summary>A tenant's secrets as chat reads them: sealed, so they travel and rest under the master key alone.</summary>
/// <param name="Version">The tenant's.</param>
internal sealed record IdentitySecrets(string TenantId, long Version, IReadOnlyList<SealedSecret> Secrets);

/// <param name="Purpose">What it was sealed for.</param>
internal sealed record SealedSecret(string Sealed, string Purpose);

/// <summary>Identity secrets. Each change is a change of the tenant, so that chat's copy hears of it.</summary>
internal sealed class IdentitySecretStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TenantStore tenants)
{
    /// <summary>The one in use and the one that follows it.</summary>
    public const int PerTenant = 2;

    public static string PurposeOf(Guid id) => $"widgetauth/identity-secret/{id:N}";

    /// <summary>Adds one; false when two are live already. The tenant's version row is locked first, so no race makes a third.</summary>
    public async Task<bool> AddAsync(
        string tenantId, IdentitySecretView view, string sealedSecret, AuditEntry audit, string requestId, CancellationToken cancellationToken)
    {
        await tenants.TouchAsync(tenantId, sql => sql
            .Append("""
                insert into identity_secret (id, tenant_id, secret, label, last4, created_at, created_by)
                select @secret_id, @id, @secret, @label, @last4, @now, @by
                where (select count(*) from identity_secret where tenant_id = @id) < @most;
                """)
            .With("secret_id", view.Id).With("secret", sealedSecret).With("label", view.Label).With("last4", view.Last4)
            .With("by", view.CreatedBy).With("most", PerTenant)
            .Audit(tenantId, audit, "exists (select 1 from identity_secret where id = @secret_id)"), null, requestId, cancellationToken);
        return (await ListAsync(tenantId, cancellationToken)).Any(secret => secret.Id == view.Id);
    }

    /// <summary>Deletes one: tokens signed with it are refused within seconds. False when there is none.</summary>
    public async Task<bool> DeleteAsync(string tenantId, Guid id, AuditEntry audit, string requestId, CancellationToken cancellationToken)
    {
        if ((await ListAsync(tenantId, cancellationToken)).All(secret => secret.Id != id))
            return false;
        return await tenants.TouchAsync(
            tenantId,
            sql => sql.Append("delete from identity_secret where id = @secret_id and tenant_id = @id;").With("secret_id", id),
            audit, requestId, cancellationToken);
    }

    public Task<List<IdentitySecretView>> ListAsync(string tenantId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("select id, label, last4, created_at, created_by from identity_secret where tenant_id = @tenant order by created_at, id")
            .With("tenant", tenantId),
        reader => new IdentitySecretView(reader.GetGuid(0), reader.StringOrNull(1), reader.GetString(2), reader.Time(3), reader.GuidOrNull(4)),
        cancellationToken);

    /// <summary>A page of the snapshot that chat starts from: every changed tenant, those without a secret too.</summary>
    public Task<SnapshotPage<IdentitySecrets>> ChangedSinceAsync(long since, int limit, CancellationToken cancellationToken) => db.ReadAsync(
        new Sql("""
            select t.id, t.version from tenant t where t.version > @since order by t.version limit @limit;
            select s.tenant_id, s.id, s.secret from identity_secret s
            where s.tenant_id in (select t.id from tenant t where t.version > @since and t.status <> 'erased' order by t.version limit @limit)
            order by s.created_at;
            """).With("since", since).With("limit", limit),
        async reader =>
        {
            var changed = new List<(string TenantId, long Version)>();
            while (await reader.ReadAsync(cancellationToken))
                changed.Add((reader.GetString(0), reader.GetInt64(1)));
            await reader.NextResultAsync(cancellationToken);
            var secrets = new List<(string TenantId, SealedSecret Secret)>();
            while (await reader.ReadAsync(cancellationToken))
                secrets.Add((reader.GetString(0), new(reader.GetString(2), PurposeOf(reader.GetGuid(1)))));
            var byTenant = secrets.ToLookup(pair => pair.TenantId, pair => pair.Secret);
            return new SnapshotPage<IdentitySecrets>(
                [.. changed.Select(tenant => new IdentitySecrets(tenant.TenantId, tenant.Version, [.. byTenant[tenant.TenantId]]))],
                changed.Count > 0 ? changed[^1].Version : since, changed.Count == limit);
        },
        cancellationToken);
}
