using System.Text.RegularExpressions;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>API keys by their issuers' prefixes, signed tokens, private keys. Pure; every pattern is linear.</summary>
internal static partial class SecretRules
{
    public static IEnumerable<(int Start, int End)> Find(string text)
    {
        for (var at = text.IndexOf("-----BEGIN ", StringComparison.Ordinal); at >= 0;)
        {
            var head = text.IndexOf("PRIVATE KEY-----", at, StringComparison.Ordinal);
            if (head < 0 || head - at > 40)
                break;
            // A key that is cut off is one still.
            var foot = text.IndexOf("-----END ", head, StringComparison.Ordinal);
            var close = foot < 0 ? -1 : text.IndexOf("-----", foot + 9, StringComparison.Ordinal);
            var end = close < 0 ? text.Length : close + 5;
            yield return (at, end);
            at = text.IndexOf("-----BEGIN ", end, StringComparison.Ordinal);
        }

        foreach (var match in Key().EnumerateMatchesOf(text))
            yield return match;
    }

    private static IEnumerable<(int, int)> EnumerateMatchesOf(this Regex regex, string text)
    {
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
            yield return (match.Index, match.Index + match.Length);
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{20,}|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{30,}" +
        @"|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}" +
        @"|ya29\.[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{30,}|dop_v1_[a-f0-9]{64}" +
        @"|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
