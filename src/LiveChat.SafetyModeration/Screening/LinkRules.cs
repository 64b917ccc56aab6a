using System.Text.RegularExpressions;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>A link in a text, in UTF-16 units.</summary>
internal readonly record struct FoundLink(string Host, int Start, int Length);

/// <summary>Links that a reader may follow: with a scheme, or written as a host that browsers complete. Pure, linear.</summary>
internal static partial class LinkRules
{
    public static IEnumerable<FoundLink> Find(string text)
    {
        for (var match = Link().Match(text); match.Success; match = match.NextMatch())
        {
            var host = match.Groups["host"].Value.TrimEnd('.').ToLowerInvariant();
            // 'http://shop.example@evil.example' leads to evil.example.
            var at = match.Value.LastIndexOf('@');
            if (at >= 0 && Host().Match(match.Value, at + 1) is { Success: true } real)
                host = real.Value.TrimEnd('.').ToLowerInvariant();
            yield return new FoundLink(host, match.Index, match.Length);
        }
    }

    /// <summary>By allowlist entries as the widget settings have them: <c>shop.example</c> (with <c>www.</c>), <c>*.shop.example</c>,
    /// <c>https://shop.example:8443</c>.</summary>
    public static bool IsAllowed(string host, IReadOnlyList<string> entries)
    {
        foreach (var entry in entries)
        {
            var name = entry.AsSpan();
            var scheme = name.IndexOf("://", StringComparison.Ordinal);
            if (scheme >= 0)
                name = name[(scheme + 3)..];
            var end = name.IndexOfAny(':', '/');
            if (end >= 0)
                name = name[..end];
            if (name.StartsWith("*.", StringComparison.Ordinal) ? host.AsSpan().EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
                : name.Equals(host, StringComparison.OrdinalIgnoreCase)
                    || host.StartsWith("www.", StringComparison.Ordinal) && name.Equals(host.AsSpan(4), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"(?:[a-z][a-z0-9+.\-]{1,20}:\/\/(?:[^\s/@<>]{0,100}@)?(?<host>[^\s/:?#<>()\[\]""']{1,253})|(?<![\w@.])(?<host>www\.[^\s/:?#<>()\[\]""']{1,249}))[^\s<>()\[\]""']{0,2000}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\s/:?#<>()\[\]""']{1,253}", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
