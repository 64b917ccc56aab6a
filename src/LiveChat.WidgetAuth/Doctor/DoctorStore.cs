using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>A run, or a report from a browser, as staff see it later.</summary>
/// <param name="Page">The page that was looked at, or that reported.</param>
/// <param name="By">Who ran it, or the browser's own name.</param>
internal sealed record DoctorEntry(
    Guid Id, DateTimeOffset At, string? Page, string? By, string RequestId, string Verdict, string? FirstFailure, IReadOnlyList<DoctorCheck> Checks);

/// <summary>Runs, browsers' reports and the keys of doctor links. The latest 100 of each kind are kept per tenant.</summary>
internal sealed class DoctorStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TimeProvider clock)
{
    public const string Run = "run";
    public const string Report = "report";
    private const int Kept = 100;
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(15);

    public Task AddAsync(string tenantId, string kind, DoctorEntry entry, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            insert into doctor_entry (id, tenant_id, kind, at, page, made_by, request_id, verdict, first_failure, checks)
            select @id, @tenant, @kind, @at, @page, @by, @request, @verdict, @first, @checks
            where exists (select 1 from tenant where id = @tenant and status <> 'erased');
            delete from doctor_entry where tenant_id = @tenant and kind = @kind and id in (
              select o.id from doctor_entry o where o.tenant_id = @tenant and o.kind = @kind order by o.at desc, o.id desc limit 1000 offset @kept);
            """)
            .With("id", entry.Id).With("tenant", tenantId).With("kind", kind).With("at", entry.At).With("page", entry.Page)
            .With("by", entry.By).With("request", entry.RequestId).With("verdict", entry.Verdict).With("first", entry.FirstFailure)
            .With("checks", JsonSerializer.Serialize(entry.Checks, JsonDefaults.Options)).With("kept", Kept),
        cancellationToken);

    /// <summary>The newest first.</summary>
    public Task<List<DoctorEntry>> ListAsync(
        string tenantId, string kind, (long At, Guid Id) before, int limit, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select id, at, page, made_by, request_id, verdict, first_failure, checks from doctor_entry
            where tenant_id = @tenant and kind = @kind and (at, id) < (@at, @id) order by at desc, id desc limit @limit
            """).With("tenant", tenantId).With("kind", kind).With("at", before.At).With("id", before.Id).With("limit", limit),
        Read, cancellationToken);

    /// <summary>A key that opens the whole chain to one browser, once. Only its hash is stored.</summary>
    public async Task<(string Key, DateTimeOffset ExpiresAt)> MakeKeyAsync(string tenantId, string siteUrl, CancellationToken cancellationToken)
    {
        var key = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(24));
        var now = clock.GetUtcNow();
        var expires = now + KeyLifetime;
        await db.WriteAsync(
            new Sql("""
                delete from doctor_key where expires_at < @now;
                insert into doctor_key (key_hash, tenant_id, site_url, expires_at)
                select @hash, @tenant, @site, @expires where exists (select 1 from tenant where id = @tenant and status <> 'erased');
                """)
                .With("now", now).With("hash", Hash(key)).With("tenant", tenantId).With("site", siteUrl).With("expires", expires),
            cancellationToken);
        return (key, expires);
    }

    /// <summary>Spends a key; null when it is unknown, another tenant's, spent or expired. Of two at once one wins.</summary>
    public Task<string?> SpendKeyAsync(string tenantId, string key, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("""
            delete from doctor_key where key_hash = @hash and tenant_id = @tenant and expires_at > @now returning site_url;
            """).With("hash", Hash(key)).With("tenant", tenantId).With("now", clock.GetUtcNow()),
        static async reader => await reader.ReadAsync() ? reader.GetString(0) : null,
        cancellationToken);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));

    private static DoctorEntry Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.Time(1), reader.StringOrNull(2), reader.StringOrNull(3), reader.GetString(4), reader.GetString(5),
        reader.StringOrNull(6), JsonSerializer.Deserialize<List<DoctorCheck>>(reader.GetString(7), JsonDefaults.Options)!);
}
