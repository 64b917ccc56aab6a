using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LiveChat.Chat.Tests.Identity;

/// <summary>Signs identity tokens as a tenant's own server does, with nothing but HMAC and base64url.</summary>
internal static class IdentityTokens
{
    public const string Secret = "idsec_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    public static string Of(string tenantId, string subject, object? more = null, string secret = Secret, double seconds = 600)
    {
        var claims = new Dictionary<string, object?>
        {
            ["sub"] = subject,
            ["aud"] = tenantId,
            ["exp"] = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds(),
        };
        if (more is not null)
            foreach (var property in more.GetType().GetProperties()) claims[property.Name] = property.GetValue(more);
        return Sign(JsonSerializer.Serialize(claims), secret);
    }

    public static string Sign(string payload, string secret = Secret, string header = """{"alg":"HS256","typ":"JWT"}""")
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
