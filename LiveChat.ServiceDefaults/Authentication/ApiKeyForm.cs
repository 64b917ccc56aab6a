using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// The text of an API key: <c>lck_{tenantId}_{secret}</c>. The prefix tells it from every other kind (and lets secret scanners
/// find it), the tenant says where to look it up, the secret is 32 random bytes in base64url.
/// </summary>
public static class ApiKeyForm
{
    /// <summary>What every API key begins with.</summary>
    public const string Prefix = "lck_";

    private const int SecretLength = 43;
    private const int LongestTenantId = 63;

    /// <summary>A new key.</summary>
    public static string New(string tenantId) => $"{Prefix}{tenantId}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>Whether somebody meant it as an API key.</summary>
    public static bool IsMeant(string? text) => text?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The tenant that a key names; null when the text has not the form of a key.</summary>
    public static string? TenantOf(string text)
    {
        if (!IsMeant(text) || text.Length > Prefix.Length + LongestTenantId + 1 + SecretLength)
            return null;
        // A tenant id has no underscore, a secret may.
        var end = text.IndexOf('_', Prefix.Length);
        return end > Prefix.Length && text.Length - end - 1 == SecretLength && Ascii.IsValid(text) ? text[Prefix.Length..end] : null;
    }

    /// <summary>What is stored and compared.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The part that may be shown, so that people tell their keys apart.</summary>
    public static string Shown(string text) => text[..(text.IndexOf('_', Prefix.Length) + 5)];
}
