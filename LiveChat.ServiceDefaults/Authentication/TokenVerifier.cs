using System.Buffers;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Decides whether a token opens a door, for HTTP requests, the dashboards' WebSocket and the gateway's edge.
/// The signature is checked once per token and process; time, revocation and the tenant's state at every call.
/// </summary>
public sealed class TokenVerifier
{
    /// <summary>How far the clock of the machine that minted a token may be ahead of ours.</summary>
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromSeconds(30);

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=");

    private readonly TokenSignature _signature;
    private readonly TenantDirectory _tenants;
    private readonly StaffRevocations _staff;
    private readonly TimeProvider _clock;
    private readonly VerifiedTokenCache _cache = new();

    internal TokenVerifier(TokenSignature signature, TenantDirectory tenants, StaffRevocations staff, TimeProvider clock) =>
        (_signature, _tenants, _staff, _clock) = (signature, tenants, staff, clock);

    /// <summary>Checks a token for the door of one kind.</summary>
    /// <param name="token">The text after <c>Bearer </c>, or of the <c>auth</c> frame.</param>
    /// <param name="kind">Whose door it is; a genuine token of the other kind is <c>token_wrong_kind</c>.</param>
    /// <param name="cancellationToken">Ends the wait for keys or for the tenants' snapshot.</param>
    /// <returns>Valid, or the code and sentence to answer with: 401 <c>token_*</c>, 403 <c>tenant_suspended</c>,
    /// 404 <c>tenant_not_found</c>.</returns>
    /// <exception cref="Exception">A <c>ProblemException</c>, 503 <c>unavailable</c>: keys or tenants could not be had.</exception>
    public ValueTask<TokenResult> VerifyAsync(string? token, TokenKind kind, CancellationToken cancellationToken) =>
        VerifyAsync(token, kind, acceptExpired: false, cancellationToken);

    /// <summary>A key may have been withdrawn: signatures that were checked with it count no longer.</summary>
    internal void ForgetSignatures() => _cache.Clear();

    /// <summary>As the other overload; with <paramref name="acceptExpired"/> an expired token is valid otherwise.</summary>
    public async ValueTask<TokenResult> VerifyAsync(
        string? token, TokenKind kind, bool acceptExpired, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
            return TokenResult.Refused(AccessCodes.TokenMissing);
        if (token.Length > TokenProfile.MaxLength || token.AsSpan().ContainsAnyExcept(TokenCharacters))
            return TokenResult.Refused(AccessCodes.TokenMalformed);
        // Staff routes look keys up before they come here; no other door takes one.
        if (ApiKeyForm.IsMeant(token))
            return TokenResult.Refused(AccessCodes.TokenWrongKind);

        var hash = TokenHash.Of(token);
        if (_cache.Find(hash) is not { } genuine)
        {
            var checkedToken = await _signature.CheckAsync(token, cancellationToken);
            if (checkedToken.Token is null)
                return checkedToken;
            _cache.Add(hash, genuine = checkedToken.Token);
        }
        if (TokenRules.RefusalByContent(genuine, kind, acceptExpired, _clock.GetUtcNow(), ClockLeeway) is { } code)
            return TokenResult.Refused(code, genuine);

        var tenant = await _tenants.FindAsync(genuine.TenantId, cancellationToken);
        if (TokenRules.RefusalByTenant(genuine, tenant) is { } refused)
            return TokenResult.Refused(refused, genuine);
        return _staff.IsRevoked(genuine)
            ? TokenResult.Refused(AccessCodes.TokenRevoked, genuine)
            : new(genuine, null, null);
    }
}
