using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults;

/// <summary>A page of a list; <c>nextCursor</c> is null on the last one.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary><c>?limit=</c> (1..100, default 50) and the opaque <c>?cursor=</c> of every list.</summary>
public static class Cursor
{
    /// <summary>The limit asked for; 400 <c>invalid_request</c> outside 1..100.</summary>
    public static int Limit(HttpContext context)
    {
        var text = context.Request.Query["limit"].ToString();
        if (text.Length == 0) return 50;
        return int.TryParse(text, System.Globalization.NumberStyles.None, null, out var limit) && limit is >= 1 and <= 100
            ? limit : throw Problems.Invalid("limit", "must be a whole number from 1 to 100");
    }

    /// <summary>The sort key of the last row (a number and an id), as text that callers need not understand.</summary>
    public static string Encode(long key, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{key}.{id:N}"));

    /// <summary>The key behind <c>?cursor=</c>, null without one; 400 <c>invalid_request</c> for a made-up one.</summary>
    public static (long Key, Guid Id)? Decode(HttpContext context)
    {
        var text = context.Request.Query["cursor"].ToString();
        if (text.Length == 0) return null;
        if (text.Length <= 128 && Base64Url.IsValid(text))
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            if (parts.Length == 2 && long.TryParse(parts[0], out var key) && Guid.TryParseExact(parts[1], "N", out var id)) return (key, id);
        }

        throw Problems.Invalid("cursor", "must be the nextCursor of the page before");
    }
}
