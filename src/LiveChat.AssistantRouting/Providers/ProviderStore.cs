using System.Data.Common;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>A tenant's provider settings: one row, replaced as a whole. Keys rest sealed.</summary>
internal sealed class ProviderStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, SettingsWriter writer, SecretBox box, TimeProvider clock)
{
    public const string Columns = "kind, base_url, model, version, sealed_key, key_last4, key_set_at, prices";

    public async Task<ProviderSettings> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        await database.FirstAsync(new Sql($"select {Columns} from provider where tenant_id = @tenant;").With("tenant", tenantId), Read, cancellationToken)
        ?? ProviderSettings.Default;

    /// <summary>Null when somebody else changed them since <paramref name="before"/> was read.</summary>
    public async Task<ProviderSettings?> ReplaceAsync(
        string tenantId, ProviderSettings before, ProviderChoice choice, string? requestId, CancellationToken cancellationToken,
        Func<ProviderSettings, SettingsChanged>? change = null)
    {
        var now = clock.GetUtcNow();
        var after = new ProviderSettings(choice.Kind, choice.BaseUrl, choice.Model, before.Version + 1)
        {
            Prices = choice.Prices is null ? before.Prices : choice.Prices.Length == 0 ? null : choice.Prices,
        };
        if (choice.Key is { } key)
            after = after with { SealedKey = box.Seal(key, ProviderSettings.KeyPurpose(tenantId)), KeyLast4 = ProviderRules.Last4(key), KeySetAt = now };
        else if (choice.KeepsKey)
            after = after with { SealedKey = before.SealedKey, KeyLast4 = before.KeyLast4, KeySetAt = before.KeySetAt };
        var written = await writer.WriteAsync(tenantId, requestId, false, """
            insert into provider (tenant_id, version, kind, updated_at)
            select @tenant, 0, 'builtin', @now where @before = 0
            on conflict (tenant_id) do nothing;
            update provider set version = version + 1, kind = @kind, base_url = @url, model = @model, sealed_key = @key, key_last4 = @last4,
              key_set_at = @keySet, prices = @prices, updated_at = @now
            where tenant_id = @tenant and version = @before returning version;
            """, sql => sql.With("before", before.Version).With("kind", after.Kind).With("url", after.BaseUrl).With("model", after.Model)
                .With("key", after.SealedKey).With("last4", after.KeyLast4).With("keySet", after.KeySetAt).With("prices", after.Prices).With("now", now),
            reader => reader.ReadAsync(), cancellationToken,
            change?.Invoke(after), "exists (select 1 from provider where tenant_id = @tenant and version = @before + 1 and updated_at = @now)");
        return written ? after : null;
    }

    /// <summary>Seals again, under the newest master key, what an older one had sealed.</summary>
    /// <returns>How many were, and how many no master key opens: those are left as they are and must not stop the others.</returns>
    public async Task<(int Resealed, int Closed)> ResealAsync(CancellationToken cancellationToken)
    {
        var stale = (await database.ListAsync(new Sql("select tenant_id, sealed_key from provider where sealed_key is not null;"),
            reader => (TenantId: reader.GetString(0), Key: reader.GetString(1)), cancellationToken)).Where(k => box.IsStale(k.Key));
        var (resealed, closed) = (0, 0);
        foreach (var (tenantId, key) in stale)
        {
            var purpose = ProviderSettings.KeyPurpose(tenantId);
            string opened;
            try
            {
                opened = box.Open(key, purpose);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                closed++;
                continue;
            }

            // Only if nobody set another key meanwhile; the settings themselves do not change, so neither does their version.
            resealed += await database.WriteAsync(new Sql("update provider set sealed_key = @new where tenant_id = @tenant and sealed_key = @old;")
                .With("tenant", tenantId).With("old", key).With("new", box.Seal(opened, purpose)), cancellationToken);
        }

        return (resealed, closed);
    }

    public static ProviderSettings Read(DbDataReader reader) => new(
        reader.GetString(0), reader.StringOrNull(1), reader.StringOrNull(2), reader.GetInt64(3), reader.StringOrNull(4), reader.StringOrNull(5), reader.TimeOrNull(6))
    {
        Prices = reader.StringOrNull(7),
    };
}

/// <summary>At start brings the stored keys under the newest master key, so that an old one can be taken away.</summary>
internal sealed partial class ProviderKeyRotation(ProviderStore store, ILogger<ProviderKeyRotation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (resealed, closed) = await store.ResealAsync(stoppingToken);
            if (resealed > 0) LogResealed(logger, resealed);
            if (closed > 0) LogClosed(logger, closed);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The keys stay readable under the old master key; the next start tries again.
            LogFailed(logger, e.GetType().Name);
        }
    }

    [LoggerMessage(3111, LogLevel.Information, "Sealed {Count} provider keys under the newest master key")]
    private static partial void LogResealed(ILogger logger, int count);

    [LoggerMessage(3113, LogLevel.Warning, "{Count} provider keys can't be opened: add the master key that sealed them to LiveChat:MasterKey, or have them set again")]
    private static partial void LogClosed(ILogger logger, int count);

    [LoggerMessage(3112, LogLevel.Warning, "Sealing provider keys anew failed ({Reason}): keep the old master key in LiveChat:MasterKey")]
    private static partial void LogFailed(ILogger logger, string reason);
}
