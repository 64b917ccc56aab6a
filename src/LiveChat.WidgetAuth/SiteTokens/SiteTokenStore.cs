using System.Data.Common;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Families of site tokens. Tokens themselves are not stored: they are signed.</summary>
internal sealed class SiteTokenStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db)
{
    /// <summary>The token is public: whoever copies it could fill a longer list.</summary>
    private const int SitesKept = 20;

    private const string Columns =
        "id, tenant_id, label, lifetime_seconds, created_at, created_by, last_expires_at, last_used_at, revoked_at";

    public Task AddAsync(TokenFamily family, AuditEntry audit, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            insert into token_family (id, tenant_id, label, lifetime_seconds, created_at, created_by, last_expires_at, last_used_at)
            values (@id, @tenant, @label, @lifetime, @created, @by, @expires, @created);
            """)
            .With("id", family.Id).With("tenant", family.TenantId).With("label", family.Label)
            .With("lifetime", (long)family.Lifetime.TotalSeconds).With("created", family.CreatedAt).With("by", family.CreatedBy)
            .With("expires", family.LastExpiresAt)
            .Audit(family.TenantId, audit),
        cancellationToken);

    public Task<TokenFamily?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from token_family where tenant_id = @tenant and id = @id").With("tenant", tenantId).With("id", id),
        Read, cancellationToken);

    /// <summary>A page, the newest first.</summary>
    public Task<List<TokenFamily>> ListAsync(string tenantId, (long At, Guid Id) before, int limit, CancellationToken cancellationToken) =>
        db.ListAsync(
            new Sql($"""
                select {Columns} from token_family where tenant_id = @tenant and (created_at, id) < (@at, @id)
                order by created_at desc, id desc limit @limit
                """).With("tenant", tenantId).With("at", before.At).With("id", before.Id).With("limit", limit),
            Read, cancellationToken);

    /// <summary>Remembers a renewal; false when the family was revoked meanwhile.</summary>
    public async Task<bool> RenewAsync(Guid id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.WriteAsync(
            new Sql("""
                update token_family set last_used_at = @now,
                  last_expires_at = case when last_expires_at > @expires then last_expires_at else @expires end
                where id = @id and revoked_at is null;
                """).With("id", id).With("now", now).With("expires", expiresAt),
            cancellationToken) > 0;

    /// <summary>Remembers a use, and its site: the latest <see cref="SitesKept"/> of a family. An older use changes nothing.</summary>
    public Task UsedAsync(CredentialUse use, CancellationToken cancellationToken)
    {
        var sql = new Sql("update token_family set last_used_at = @at where id = @id and tenant_id = @tenant and last_used_at < @at;")
            .With("id", use.Id).With("tenant", use.TenantId).With("at", use.At);
        if (use.Origin is not null)
        {
            sql.Append("""
                insert into token_family_site as s (family_id, tenant_id, origin, first_at, last_at)
                select @id, @tenant, @origin, @at, @at where exists (select 1 from token_family where id = @id and tenant_id = @tenant)
                on conflict (family_id, origin) do update set last_at = case when s.last_at > @at then s.last_at else @at end;
                delete from token_family_site where family_id = @id and origin not in (
                  select k.origin from token_family_site k where k.family_id = @id order by k.last_at desc, k.origin limit @kept);
                """).With("origin", use.Origin).With("kept", SitesKept);
        }
        return db.WriteAsync(sql, cancellationToken);
    }

    /// <summary>The sites of some families, the latest first.</summary>
    public async Task<ILookup<Guid, SeenSite>> SitesAsync(string tenantId, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(
            new Sql("""
                select family_id, origin, first_at, last_at from token_family_site where tenant_id = @tenant order by last_at desc, origin limit 2000
                """).With("tenant", tenantId),
            reader => (Family: reader.GetGuid(0), Site: new SeenSite(reader.GetString(1), reader.Time(2), reader.Time(3))), cancellationToken);
        return rows.ToLookup(row => row.Family, row => row.Site);
    }

    private static TokenFamily Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.StringOrNull(2), TimeSpan.FromSeconds(reader.GetInt64(3)), reader.Time(4),
        reader.GuidOrNull(5), reader.Time(6), reader.Time(7), reader.TimeOrNull(8));
}
