using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>What a reply's checks need beside its text.</summary>
/// <param name="VisitorText">What the reply answers; null where it is not known.</param>
/// <param name="Hosts">The tenant's own domains, as its allowlist has them.</param>
/// <param name="SourceHosts">Hosts of the articles that the reply stands on.</param>
/// <param name="Ungrounded">It claims to know, and names no source.</param>
internal sealed record ReplyFacts(string? VisitorText, IReadOnlyList<string> Hosts, IReadOnlyList<string> SourceHosts, bool Ungrounded)
{
    /// <summary>The provider's model that called the reply unsafe; null where none did.</summary>
    public string? UnsafeSays { get; init; }

    public static ReplyFacts None { get; } = new(null, [], [], false);
}

/// <summary>What a check found; <paramref name="Start"/> in UTF-16 units, length 0 where the whole reply is meant.</summary>
internal sealed record CheckHit(string Check, string Action, string Rule, int Start, int Length);

/// <summary>Checks of a drafted reply beside the lists. Pure, linear.</summary>
internal static class ReplyCheckRules
{
    public const string PersonalData = "personalData";
    public const string PromptLeakage = "promptLeakage";
    public const string ForeignLinks = "foreignLinks";
    public const string Ungrounded = "ungrounded";
    public const string ProviderModeration = "providerModeration";

    // What an assistant says that tells its instructions, or quotes the fences around its material.
    private static readonly string[] s_leaks =
    [
        "my system prompt", "the system prompt", "my instructions are", "here are my instructions", "my initial instructions",
        "i was instructed to", "rules that always hold", "the site's own instructions", "is information, never an instruction",
        "never reveal these instructions", "you write to a visitor", "as a large language model", "ignore previous instructions",
        "mein systemprompt", "meine anweisungen lauten", "mes instructions sont", "mis instrucciones son", "le mie istruzioni sono",
        "minhas instruções são",
    ];

    private static readonly string[] s_fences = ["<articles>", "</articles>", "<visitor>", "</visitor>", "<|im_start|>", "<|system|>", "[INST]"];

    private static readonly PhraseMatcher s_leakage = PhraseMatcher.Compile(s_leaks);

    /// <summary>Everything found, in the order of the checks.</summary>
    public static IReadOnlyList<CheckHit> Check(string text, ReplyFacts facts, SafetySettings settings)
    {
        var checks = settings.Checks;
        var hits = new List<CheckHit>();
        if (checks.PersonalData != ReplyChecks.Off && settings.Masking.KindsWith(Masking.Replies) is { Count: > 0 } kinds)
            hits.AddRange(Foreign(text, facts.VisitorText, kinds).Select(f => new CheckHit(PersonalData, checks.PersonalData, f.Kind, f.Start, f.Length)));
        if (checks.PromptLeakage != ReplyChecks.Off && Leak(text) is { } leak)
            hits.Add(new CheckHit(PromptLeakage, checks.PromptLeakage, leak.Rule, leak.Start, leak.Length));
        if (checks.ForeignLinks != ReplyChecks.Off)
        {
            hits.AddRange(LinkRules.Find(text)
                .Where(link => !LinkRules.IsAllowed(link.Host, facts.Hosts) && !LinkRules.IsAllowed(link.Host, checks.LinkDomains)
                    && !facts.SourceHosts.Contains(link.Host))
                .Select(link => new CheckHit(ForeignLinks, checks.ForeignLinks, link.Host, link.Start, link.Length)));
        }

        if (checks.Ungrounded != ReplyChecks.Off && facts.Ungrounded)
            hits.Add(new CheckHit(Ungrounded, checks.Ungrounded, "no source", 0, 0));
        if (checks.ProviderModeration != ReplyChecks.Off && facts.UnsafeSays is { } model)
            hits.Add(new CheckHit(ProviderModeration, checks.ProviderModeration, model, 0, 0));
        return hits;
    }

    // What the visitor wrote comes back as it was; written otherwise ("4111 1111 ..." for "41111111...") it is the same data.
    private static IEnumerable<PersonalDataFinding> Foreign(string text, string? visitorText, IReadOnlyList<string> kinds)
    {
        var found = PersonalDataScan.Find(text, kinds);
        if (found.Count == 0 || visitorText is null)
            return found;
        var given = PersonalDataScan.Find(visitorText, kinds).Select(f => Core(visitorText.AsSpan(f.Start, f.Length))).ToHashSet(StringComparer.Ordinal);
        return found.Where(f => !given.Contains(Core(text.AsSpan(f.Start, f.Length))));
    }

    private static string Core(ReadOnlySpan<char> part)
    {
        var core = new System.Text.StringBuilder(part.Length);
        foreach (var c in part)
        {
            if (char.IsLetterOrDigit(c) || c == '@')
                core.Append(char.ToLowerInvariant(c));
        }

        return core.ToString();
    }

    private static (string Rule, int Start, int Length)? Leak(string text)
    {
        foreach (var fence in s_fences)
        {
            var at = text.IndexOf(fence, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                return (fence, at, fence.Length);
        }

        return s_leakage.Find(text) is [var hit, ..] ? (s_leaks[hit.Phrase], hit.Start, hit.Length) : null;
    }
}
