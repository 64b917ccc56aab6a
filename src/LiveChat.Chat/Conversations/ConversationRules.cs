using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>What staff may set on a conversation, and how the visitor's device is named. Pure.</summary>
internal static class ConversationRules
{
    private const int TagLimit = 20;

    /// <summary>At most 20 tags of 1 to 40 characters, trimmed, lower case, without repeats; 400 otherwise.</summary>
    public static IReadOnlyList<string> CheckTags(IReadOnlyList<string?>? tags)
    {
        if (tags is null) throw Problems.Invalid("tags", "is required: an array of strings.");
        var clean = tags.Select(t => t?.Trim().ToLowerInvariant() ?? "").Distinct().ToList();
        if (clean.Count > TagLimit) throw Problems.Invalid("tags", $"may have at most {TagLimit} entries.");
        if (clean.Exists(t => t.Length is 0 or > 40 || t.Any(char.IsControl)))
            throw Problems.Invalid("tags", "must be texts of 1 to 40 characters.");
        return clean;
    }

    public static string WriteTags(IReadOnlyList<string> tags) => JsonSerializer.Serialize(tags, JsonDefaults.Options);

    /// <summary>LIKE pattern (escape character <c>\</c>) of one tag within the stored JSON array.</summary>
    public static string TagPattern(string tag)
    {
        var json = JsonSerializer.Serialize(tag.Trim().ToLowerInvariant(), JsonDefaults.Options);
        return "%" + json.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";
    }

    /// <summary><c>mobile</c>, <c>tablet</c> or <c>desktop</c>, by the browser's own words; null for anything else.</summary>
    public static string? Device(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent) || !userAgent.StartsWith("Mozilla/", StringComparison.Ordinal)) return null;
        if (userAgent.Contains("iPad", StringComparison.Ordinal) || userAgent.Contains("Tablet", StringComparison.Ordinal)) return "tablet";
        var android = userAgent.Contains("Android", StringComparison.Ordinal);
        var mobile = userAgent.Contains("Mobile", StringComparison.Ordinal) || userAgent.Contains("iPhone", StringComparison.Ordinal);
        return mobile ? "mobile" : android ? "tablet" : "desktop";
    }
}
