using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace LiveChat.AssistantRouting;

/// <summary>Versions as <c>ETag</c> and <c>If-Match</c> (contract.md, Conventions).</summary>
internal static class EntityTags
{
    /// <summary>The version the caller has seen; null without the header or with <c>*</c>. A tag we never gave matches nothing: -1.</summary>
    public static long? Expected(HttpContext context)
    {
        if (!context.Request.Headers.TryGetValue(HeaderNames.IfMatch, out var values) || values.ToString() is "" or "*") return null;
        var text = values.ToString().Trim();
        if (text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        return long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    public static void Set(HttpContext context, long version) =>
        context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
