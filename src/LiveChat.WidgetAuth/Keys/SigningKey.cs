using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>A key pair as it is stored: the private half sealed.</summary>
/// <param name="Id">The <c>kid</c>: 16 random bytes in base64url.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="SealedPrivateKey">PKCS#8 in base64, sealed for <see cref="Purpose"/>; empty once it may sign no more.</param>
internal sealed record StoredSigningKey(
    string Id, string PublicKey, string SealedPrivateKey, DateTimeOffset CreatedAt, DateTimeOffset ActiveFrom)
{
    public static string Purpose(string keyId) => $"widgetauth/signing-key/{keyId}";
}

/// <summary>An opened key, ready to check and, while it has its private half, to sign.</summary>
internal sealed class SigningKey(string id, DateTimeOffset activeFrom, ECDsa pair, bool signs)
{
    public string Id { get; } = id;
    public DateTimeOffset ActiveFrom { get; } = activeFrom;

    /// <summary>For checking; knows only the public half.</summary>
    public SecurityKey Public { get; } = new ECDsaSecurityKey(ECDsa.Create(pair.ExportParameters(false))) { KeyId = id };

    /// <summary>Null for a previous key whose private half is erased.</summary>
    public SigningCredentials? Credentials { get; } =
        signs ? new(new ECDsaSecurityKey(pair) { KeyId = id }, SecurityAlgorithms.EcdsaSha256) : null;

    /// <summary>The public half as an entry of the JWKS (RFC 7517).</summary>
    public PublicJwk Jwk { get; } = PublicJwk.Of(id, pair.ExportParameters(false).Q);
}

/// <summary>An entry of <c>/.well-known/jwks.json</c>.</summary>
internal sealed record PublicJwk(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg)
{
    public static PublicJwk Of(string id, ECPoint point) =>
        new("EC", "P-256", Base64UrlEncoder.Encode(point.X!), Base64UrlEncoder.Encode(point.Y!), id, "sig", "ES256");
}
