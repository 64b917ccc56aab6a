using Microsoft.IdentityModel.Tokens;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// The public keys that tokens are checked with. Widget-auth's own ring where it is in the process, its JWKS over HTTP
/// otherwise; both behave the same towards an unknown <c>kid</c>.
/// </summary>
public interface ISigningKeys
{
    /// <summary>The key of that id; null when widget-auth does not know it.</summary>
    ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken);
}
