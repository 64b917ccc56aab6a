using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Reads <c>Authorization: Bearer ...</c>. Tokens are never taken from an address.</summary>
public static class BearerHeader
{
    /// <summary>The text after <c>Bearer</c>; null without the header; empty when the header is of another form.</summary>
    public static string? Read(HttpRequest request)
    {
        var values = request.Headers.Authorization;
        if (values.Count == 0)
            return null;
        var value = values.Count == 1 ? values[0]! : "";
        return value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : "";
    }
}
