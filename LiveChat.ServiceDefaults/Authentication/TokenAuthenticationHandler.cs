using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>What a token scheme admits.</summary>
internal sealed class TokenSchemeOptions : AuthenticationSchemeOptions
{
    public TokenKind Kind { get; set; }

    /// <summary>Renewal only: an expired token counts as well.</summary>
    public bool AcceptExpired { get; set; }
}

/// <summary>Why this request's key was refused; written by <see cref="ProblemAuthorizationResults"/>.</summary>
internal sealed record AccessRefusal(TokenResult Result);

/// <summary>Widget and staff tokens, and servers' API keys where staff tokens are taken, from the <c>Authorization</c> header.</summary>
internal sealed class TokenAuthenticationHandler(
    IOptionsMonitor<TokenSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenVerifier verifier,
    ApiKeyVerifier apiKeys)
    : AuthenticationHandler<TokenSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = BearerHeader.Read(Request) switch
        {
            null => TokenResult.Refused(AccessCodes.TokenMissing),
            "" => TokenResult.Refused(AccessCodes.TokenMalformed),
            var key when Options.Kind == TokenKind.Staff && ApiKeyForm.IsMeant(key) => await apiKeys.VerifyAsync(key, Context.RequestAborted),
            var token => await verifier.VerifyAsync(token, Options.Kind, Options.AcceptExpired, Context.RequestAborted),
        };
        if (result.IsValid)
            return AuthenticateResult.Success(new AuthenticationTicket(result.Token!.Principal, Scheme.Name));
        Context.Features.Set(new AccessRefusal(result));
        return AuthenticateResult.Fail(result.Code!);
    }
}
