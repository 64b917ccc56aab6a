using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.ApiKeys;

/// <summary>Servers' keys; only their hashes are stored.</summary>
internal sealed class ApiKeyStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db)
{
    /// <summary>Verifiers know a revoked key for so long, to say that it was revoked; afterwards it is one they never heard of.</summary>
    private static readonly TimeSpan RevokedTold = TimeSpan.FromDays(30);

    private const string Columns =
        "k.id, k.tenant_id, k.name, k.shown, k.hash, k.role, k.scopes, k.created_at, k.created_by, k.expires_at, k.last_used_at, k.revoked_at";

    /// <summary>The statement that adds a key, for a command that touches its tenant.</summary>
    public static void Add(Sql sql, ApiKey key) => sql
        .Append("""
            insert into api_key (id, tenant_id, name, shown, hash, role, scopes, created_at, created_by, expires_at)
            values (@k_id, @id, @k_name, @k_shown, @k_hash, @k_role, @k_scopes, @k_created, @k_by, @k_expires);
            """)
        .With("k_id", key.Id).With("k_name", key.Name).With("k_shown", key.Shown).With("k_hash", key.Hash).With("k_role", key.Role)
        .With("k_scopes", JsonSerializer.Serialize(key.Scopes)).With("k_created", key.CreatedAt).With("k_by", key.CreatedBy)
        .With("k_expires", key.ExpiresAt);

    /// <summary>The statement that ends a key.</summary>
    public static void Revoke(Sql sql, Guid keyId, Guid? by) => sql
        .Append("update api_key set revoked_at = @now, revoked_by = @k_by where id = @k_id and tenant_id = @id and revoked_at is null;")
        .With("k_id", keyId).With("k_by", by);

    /// <summary>The statement that selects what verifiers know, for tenants <c>t</c> under <paramref name="where"/>; needs <c>@now</c> and <c>@told</c>.</summary>
    public static string SelectKnown(string where) => $"""
        select {Columns} from api_key k where (k.revoked_at is null or k.revoked_at > @told)
          and k.tenant_id in (select t.id from tenant t where {where}) order by k.created_at desc, k.id;
        """;

    /// <summary>Value of <c>@told</c>.</summary>
    public static DateTimeOffset ToldSince(DateTimeOffset now) => now - RevokedTold;

    public Task<ApiKey?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from api_key k where k.tenant_id = @tenant and k.id = @id").With("tenant", tenantId).With("id", id),
        Read, cancellationToken);

    /// <summary>A page, the newest first.</summary>
    public Task<List<ApiKey>> ListAsync(string tenantId, (long At, Guid Id) before, int limit, CancellationToken cancellationToken) =>
        db.ListAsync(
            new Sql($"""
                select {Columns} from api_key k where k.tenant_id = @tenant and (k.created_at, k.id) < (@at, @id)
                order by k.created_at desc, k.id desc limit @limit
                """).With("tenant", tenantId).With("at", before.At).With("id", before.Id).With("limit", limit),
            Read, cancellationToken);

    /// <summary>Keys that still open something.</summary>
    public Task<long> CountLiveAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql("select count(*) from api_key where tenant_id = @tenant and revoked_at is null and (expires_at is null or expires_at > @now)")
            .With("tenant", tenantId).With("now", now),
        reader => reader.GetInt64(0), cancellationToken);

    /// <summary>Remembers uses; an older one changes nothing.</summary>
    public Task UsedAsync(CredentialUse use, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            update api_key set last_used_at = @at
            where id = @id and tenant_id = @tenant and (last_used_at is null or last_used_at < @at);
            """).With("id", use.Id).With("tenant", use.TenantId).With("at", use.At),
        cancellationToken);

    internal static ApiKey Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
        JsonSerializer.Deserialize<string[]>(reader.GetString(6))!, reader.Time(7), reader.GuidOrNull(8), reader.TimeOrNull(9),
        reader.TimeOrNull(10), reader.TimeOrNull(11));
}
