using System.Security.Cryptography;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Identity;

/// <summary>A tenant's identity secrets as widget-auth hands them out: sealed under the master key that all services share.</summary>
internal sealed record IdentitySecrets(string TenantId, long Version, IReadOnlyList<SealedSecret> Secrets);

internal sealed record SealedSecret(string Sealed, string Purpose);

/// <summary>The live identity secrets of each tenant, from widget-auth's internal snapshot; they never travel on the bus.</summary>
internal sealed partial class IdentitySecretDirectory(
    InternalClients clients, SecretBox box, TimeProvider clock, ILogger<IdentitySecretDirectory> logger) : IDisposable
{
    private readonly SnapshotCache<IdentitySecrets> _cache = new(
        "/internal/widgetauth/identity-secrets", secrets => secrets.TenantId, secrets => secrets.Version,
        () => clients.For("widgetauth"), clock, logger);

    internal IHostedService Refresher => _cache;

    /// <summary>At most two, opened; empty where the tenant has none. Throws 503 when nothing usable was ever read.</summary>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (await _cache.FindAsync(tenantId, cancellationToken).ConfigureAwait(false) is not { } found) return [];
        var secrets = new List<string>(found.Secrets.Count);
        foreach (var secret in found.Secrets)
        {
            try
            {
                secrets.Add(box.Open(secret.Sealed, secret.Purpose));
            }
            catch (CryptographicException e)
            {
                LogUnreadable(logger, tenantId, e.Message);
            }
        }

        return secrets;
    }

    /// <summary>A tenant changed: reads what is new, so that a new secret works and a deleted one ends at once.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _cache.RefreshAsync(cancellationToken);

    public void Dispose() => _cache.Dispose();

    [LoggerMessage(3402, LogLevel.Warning, "An identity secret of tenant {TenantId} can't be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string tenantId, string reason);
}
