using System.Text.RegularExpressions;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>What a page's HTML says about the widget.</summary>
/// <param name="Found">The widget's script is named in it.</param>
/// <param name="ByOthers">A tag manager or a bundle may add it later; the HTML alone can't tell.</param>
internal sealed record SnippetFacts(
    bool Found, bool ByOthers, IReadOnlyList<string> TenantIds, IReadOnlyList<string> Tokens, IReadOnlyList<string> ApiUrls,
    IReadOnlyList<string> ScriptOrigins);

/// <summary>Finds the three forms of the snippet in a page. Pure; a page is hostile input.</summary>
internal static partial class SnippetRules
{
    public static SnippetFacts Read(string html)
    {
        var scripts = ScriptAddress().Matches(html).Select(match => match.Groups["url"].Value).Distinct().Take(5).ToList();
        return new(
            scripts.Count > 0 || html.Contains("renderWebWidget", StringComparison.Ordinal),
            TagManager().IsMatch(html) || ScriptTag().IsMatch(html),
            Values(TenantId(), html), Values(Token(), html), Values(ApiUrl(), html),
            [.. scripts.Select(OriginOf).OfType<string>().Distinct()]);
    }

    private static List<string> Values(Regex form, string html) =>
        [.. form.Matches(html).Select(match => match.Groups["value"].Value).Distinct().Take(5)];

    private static string? OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : null;

    [GeneratedRegex("""["'](?<url>[^"'\s<>]{0,500}/web-widget(\.classic)?\.js)""", RegexOptions.CultureInvariant, 500)]
    private static partial Regex ScriptAddress();

    [GeneratedRegex("""(tenantId["']?\s*:\s*|data-tenant-id\s*=\s*)["'](?<value>[^"'<>]{1,100})["']""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex TenantId();

    [GeneratedRegex("""(token["']?\s*:\s*|data-token\s*=\s*)["'](Bearer\s+)?(?<value>[^"'<>]{1,4096})["']""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex Token();

    [GeneratedRegex("""(apiUrl["']?\s*:\s*|data-api-url\s*=\s*)["'](?<value>[^"'<>]{1,500})["']""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex ApiUrl();

    [GeneratedRegex(@"googletagmanager\.com|/gtm\.js|tealium|cdn\.segment\.com", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex TagManager();

    [GeneratedRegex(@"<script[^>]{0,300}\ssrc\s*=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex ScriptTag();
}
