using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>The operator's key from the <c>Authorization</c> header. There is no default key: unset means nobody gets in.</summary>
internal sealed class OperatorAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    IOptions<AccessOptions> access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string NotConfigured = "No operator key is configured: set LiveChat:OperatorKey and start again.";
    private const string Invalid = "This is not the operator's key (LiveChat:OperatorKey).";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = BearerHeader.Read(Request);
        var expected = access.Value.OperatorKey;
        if (given is null)
            return Refuse(TokenResult.Refused(AccessCodes.TokenMissing));
        if (string.IsNullOrEmpty(expected))
            return Refuse(new(null, AccessCodes.TokenInvalid, NotConfigured));
        if (!Same(given, expected))
        {
            // A key that the operator chose may look like anything; three parts with dots are one of our tokens, the prefix is an API key's.
            return Refuse(given.Count(c => c == '.') == 2 || ApiKeyForm.IsMeant(given)
                ? TokenResult.Refused(AccessCodes.TokenWrongKind)
                : new(null, AccessCodes.TokenInvalid, Invalid));
        }
        var identity = new ClaimsIdentity([new Claim(TokenProfile.NameClaim, "operator")], AccessSchemes.Operator, TokenProfile.NameClaim, null);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new(identity), Scheme.Name)));
    }

    private Task<AuthenticateResult> Refuse(TokenResult result)
    {
        Context.Features.Set(new AccessRefusal(result));
        return Task.FromResult(AuthenticateResult.Fail(result.Code!));
    }

    /// <summary>Compares hashes, so that neither content nor length shows in the time it takes.</summary>
    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
