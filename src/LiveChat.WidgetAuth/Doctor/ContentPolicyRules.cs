using System.Text.RegularExpressions;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>What a page's Content-Security-Policy keeps from the widget. Pure; CSP Level 3 as far as the widget needs it.</summary>
internal static partial class ContentPolicyRules
{
    /// <summary>The directives of one policy, the first of each name.</summary>
    public static IReadOnlyDictionary<string, string[]> Parse(string policy)
    {
        var directives = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in policy.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                directives.TryAdd(words[0], words[1..]);
        }
        return directives;
    }

    /// <summary>The policies of the page's own <c>meta</c> elements.</summary>
    public static IEnumerable<string> InMeta(string html) => Meta().Matches(html)
        .Select(match => Content().Match(match.Value) is { Success: true } content ? content.Groups["text"].Value : "")
        .Where(text => text.Length > 0)
        .Select(System.Net.WebUtility.HtmlDecode).OfType<string>();

    /// <summary>The directives (<c>script-src</c>, <c>connect-src</c>) of any policy that do not admit the platform's origin.</summary>
    /// <param name="own">The page's own origin: what <c>'self'</c> means.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<string> policies, string platform, string own)
    {
        var missing = new List<string>();
        foreach (var policy in policies.Select(Parse))
        {
            foreach (var (name, alternatives) in ((string, string[])[])[("script-src", ["script-src-elem", "script-src"]), ("connect-src", ["connect-src"])])
            {
                var sources = alternatives.Append("default-src").Where(policy.ContainsKey).Select(key => policy[key]).FirstOrDefault();
                if (sources is not null && !Admits(sources, platform, own, name == "script-src") && !missing.Contains(name))
                    missing.Add(name);
            }
        }
        return missing;
    }

    private static bool Admits(string[] sources, string platform, string own, bool script)
    {
        var uri = new Uri(platform);
        // A nonce admits the tag that carries it, and with 'strict-dynamic' what that loads; the HTML's tag is the site's.
        if (script && sources.Any(source => source.StartsWith("'nonce-", StringComparison.OrdinalIgnoreCase)
            || source.Equals("'strict-dynamic'", StringComparison.OrdinalIgnoreCase)))
            return true;
        return sources.Any(source => source switch
        {
            "*" => true,
            "'self'" => platform == own,
            _ when source.EndsWith(':') => source.Equals(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase),
            _ => AdmitsHost(source, uri),
        });
    }

    private static bool AdmitsHost(string source, Uri platform)
    {
        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && !source[..scheme].Equals(platform.Scheme, StringComparison.OrdinalIgnoreCase)
            && !(source[..scheme].Equals("http", StringComparison.OrdinalIgnoreCase) && platform.Scheme == "https"))
            return false;
        var rest = scheme >= 0 ? source[(scheme + 3)..] : source;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        // A path narrows it to files; the widget loads several, so only a whole folder at the root would do.
        if (slash >= 0 && rest[slash..] is not "/")
            return false;
        if (slash >= 0)
            rest = rest[..slash];
        var colon = rest.LastIndexOf(':');
        var port = colon > rest.LastIndexOf(']') ? rest[(colon + 1)..] : null;
        var host = port is null ? rest : rest[..colon];
        if (port is not null ? port != "*" && port != platform.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : !platform.IsDefaultPort)
            return false;
        return host.StartsWith("*.", StringComparison.Ordinal)
            ? platform.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase) && platform.Host.Length > host.Length - 1
            : host.Equals(platform.Host, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("""<meta[^>]{0,200}http-equiv\s*=\s*["']?Content-Security-Policy["']?[^>]{0,4000}>""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 500)]
    private static partial Regex Meta();

    [GeneratedRegex("""content\s*=\s*(?<quote>["'])(?<text>.*?)\k<quote>""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 500)]
    private static partial Regex Content();
}
