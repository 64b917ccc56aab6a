using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Checks API keys against the tenants' facts in memory, so that a revoked key ends everywhere as soon as a suspended tenant
/// does. A key that is not known makes the facts be read again, at most once a second and process: it may have been made just now.
/// </summary>
internal sealed class ApiKeyVerifier(TenantDirectory tenants, CredentialUses uses, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Throttle = TimeSpan.FromSeconds(1);
    private static readonly ConditionalWeakTable<TenantAccess, FrozenDictionary<string, (ApiKeyAccess Key, VerifiedToken Token)>> Known = [];

    private readonly SemaphoreSlim _reading = new(1, 1);
    private long _readAt;

    /// <summary>Valid, or the code and sentence to answer with, as <see cref="TokenVerifier"/> does for tokens.</summary>
    public async ValueTask<TokenResult> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (ApiKeyForm.TenantOf(text) is not { } tenantId)
            return TokenResult.Refused(AccessCodes.TokenMalformed);
        var hash = ApiKeyForm.Hash(text);
        if (Find(tenantId, hash, out var tenant) is not { } found)
        {
            await ReadAgainAsync(cancellationToken);
            if (Find(tenantId, hash, out tenant) is not { } late)
                return TokenResult.Refused(AccessCodes.TokenInvalid);
            found = late;
        }
        if (found.Key.Revoked)
            return TokenResult.Refused(AccessCodes.TokenRevoked, found.Token);
        if (found.Key.ExpiresAt is { } expires && expires <= clock.GetUtcNow())
            return TokenResult.Refused(AccessCodes.TokenExpired, found.Token);
        if (TokenRules.RefusalByTenant(found.Token, tenant) is { } refused)
            return TokenResult.Refused(refused, found.Token);
        uses.Note(CredentialUses.ApiKey, tenantId, found.Key.Id, null);
        return new(found.Token, null, null);
    }

    public void Dispose() => _reading.Dispose();

    private (ApiKeyAccess Key, VerifiedToken Token)? Find(string tenantId, string hash, out TenantAccess? tenant)
    {
        tenant = tenants.Peek(tenantId);
        return tenant is not null && Known.GetValue(tenant, static t => Index(t)).TryGetValue(hash, out var found) ? found : null;
    }

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_readAt != 0 && clock.GetElapsedTime(_readAt) < Throttle)
                return;
            await tenants.RefreshAsync(cancellationToken);
            _readAt = clock.GetTimestamp();
        }
        catch (Exception exception) when (exception is not ProblemException && !cancellationToken.IsCancellationRequested)
        {
            throw Problems.Unavailable.Exception("Keys can't be checked at the moment; try again shortly.");
        }
        finally
        {
            _reading.Release();
        }
    }

    private static FrozenDictionary<string, (ApiKeyAccess, VerifiedToken)> Index(TenantAccess tenant) =>
        (tenant.ApiKeys ?? []).ToFrozenDictionary(key => key.Hash, key => (key, Token(tenant.TenantId, key)), StringComparer.Ordinal);

    /// <summary>A key stands where a person's token stands; its id is the actor in the audit, its name what colleagues see.</summary>
    private static VerifiedToken Token(string tenantId, ApiKeyAccess key)
    {
        var id = key.Id.ToString();
        List<Claim> claims =
        [
            new(TokenProfile.TenantClaim, tenantId), new(TokenProfile.FamilyClaim, id), new("jti", id), new("sub", id),
            new(TokenProfile.RoleClaim, key.Role), new(TokenProfile.NameClaim, key.Name),
            .. key.Scopes.Select(scope => new Claim(TokenProfile.ScopeClaim, scope)),
        ];
        var identity = new ClaimsIdentity(claims, AccessSchemes.ApiKey, TokenProfile.NameClaim, TokenProfile.RoleClaim);
        return new(
            TokenKind.ApiKey, tenantId, id, id, key.Id, key.Role, key.Name, DateTimeOffset.MinValue, DateTimeOffset.MinValue,
            key.ExpiresAt ?? DateTimeOffset.MaxValue, new(identity));
    }
}
