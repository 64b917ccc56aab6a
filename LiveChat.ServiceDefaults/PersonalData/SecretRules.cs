using System.Buffers;
using System.Text.RegularExpressions;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>API keys by their issuers' prefixes, signed tokens, private keys. Pure; every pattern is linear.</summary>
internal static partial class SecretRules
{
    // What the patterns of Key begin with: found by one vectorised search, so that a text without any costs nothing more.
    private static readonly SearchValues<string> s_prefixes = SearchValues.Create(
        [
            "sk-", "sk_", "rk_", "pk_", "whsec_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "AKIA", "ASIA", "AIza",
            "ya29.", "npm_", "SG.", "hf_", "dop_v1_", "eyJ",
        ], StringComparison.Ordinal);

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

        for (var at = NextPrefix(text, 0); at >= 0;)
        {
            var length = KeyLength(text, at);
            if (length > 0)
                yield return (at, at + length);
            at = NextPrefix(text, at + Math.Max(1, length));
        }
    }

    private static int NextPrefix(string text, int from) =>
        text.AsSpan(from).IndexOfAny(s_prefixes) is var next and >= 0 ? from + next : -1;

    private static int KeyLength(string text, int start)
    {
        foreach (var match in Key().EnumerateMatches(text, start))
            return match.Length;
        return 0;
    }

    [GeneratedRegex(
        @"\G(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{20,}|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{30,}" +
        @"|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}" +
        @"|ya29\.[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|hf_[A-Za-z0-9]{30,}|dop_v1_[a-f0-9]{64}" +
        @"|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
