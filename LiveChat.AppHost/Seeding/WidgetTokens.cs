using System.Buffers.Text;
using System.Text.Json;

namespace LiveChat.AppHost.Seeding;

/// <summary>Reads what a widget token says about itself; whether it is true is the platform's to judge.</summary>
internal static class WidgetTokens
{
    /// <summary>The claim <c>exp</c>; null where the text is no token.</summary>
    public static DateTimeOffset? ExpiresAt(string token)
    {
        if (token.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.TryGetProperty("exp", out var seconds) && seconds.TryGetInt64(out var value)
                ? DateTimeOffset.FromUnixTimeSeconds(value)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
