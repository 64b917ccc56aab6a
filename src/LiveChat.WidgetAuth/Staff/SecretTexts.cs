using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Random texts that open something (refresh tokens, invitations, one-time codes); only their hash is stored.</summary>
internal static class SecretTexts
{
    /// <summary>32 random bytes in base64url: 43 characters.</summary>
    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored. Not salted: 256 random bits can't be guessed.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
