using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>One tenant's settings compiled together with the system's lists: immutable, shared by all threads.</summary>
internal sealed class TenantScreen
{
    private readonly ListedPhrase[] phrases;
    private readonly PhraseMatcher matcher;

    private TenantScreen(StoredSettings stored)
    {
        (Settings, Version) = (stored.Settings, stored.Version);
        phrases =
        [
            .. SystemLists.All.SelectMany(list =>
                list.Phrases.Select(phrase => new ListedPhrase(list.List, phrase, list.Inspects, list.Action, true))),
            .. Of(ListNames.Blocked, Settings.BlockedKeywords),
            .. Of(ListNames.SeriousHigh, Settings.SeriousHighConfidenceKeywords),
            .. Of(ListNames.SeriousMedium, Settings.SeriousMediumConfidenceKeywords),
        ];
        matcher = PhraseMatcher.Compile(phrases.Select(phrase => phrase.Phrase));
        Escalation = new TenantEscalation(Settings.EscalationRules);
    }

    /// <summary>Of every tenant that never saved settings: compiled once.</summary>
    public static TenantScreen Default { get; } = new(StoredSettings.Default);

    public SafetySettings Settings { get; }

    /// <summary>The settings' version; 0 was never saved.</summary>
    public long Version { get; }

    public TenantEscalation Escalation { get; }

    public static TenantScreen Compile(StoredSettings stored) => stored.Version == 0 ? Default : new TenantScreen(stored);

    /// <summary>Decides on a text: a pure function of it and the settings. Never throws.</summary>
    /// <param name="facts">For a reply: what its further checks need; null leaves them out.</param>
    /// <param name="opinion">The second opinion where somebody gave it; null for the scored rule set's.</param>
    public ScreeningResult Screen(string text, Direction direction, bool alreadySerious, ReplyFacts? facts = null, Opinion? opinion = null)
    {
        var found = matcher.Find(text);
        var hits = found.Count == 0
            ? (IReadOnlyList<ListHit>)[]
            : [.. found.Select(hit => new ListHit(phrases[hit.Phrase], hit.Start, hit.Length, hit.Disguised))];
        if (facts is not null && ReplyCheckRules.Check(text, facts, Settings) is { Count: > 0 } checks)
        {
            hits = [.. hits, .. checks.Select(hit => new ListHit(
                new ListedPhrase(hit.Check, hit.Rule, Inspects.Reply, hit.Action, false), hit.Start, hit.Length, false))];
        }

        return ScreeningRules.Decide(hits, direction, alreadySerious, Settings.ReviewMode, Settings.Review.AllWhenSerious, text, opinion);
    }

    private static IEnumerable<ListedPhrase> Of(string name, PhraseList list) =>
        list.Phrases.Select(phrase => new ListedPhrase(name, phrase, list.Inspects, list.Action, false));
}
