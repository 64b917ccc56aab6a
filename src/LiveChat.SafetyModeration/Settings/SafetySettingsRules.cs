using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Matching;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>The body of <c>PUT safety</c>, as it came.</summary>
internal sealed record SafetySettingsBody(
    PhraseListBody? BlockedKeywords, PhraseListBody? SeriousHighConfidenceKeywords, PhraseListBody? SeriousMediumConfidenceKeywords,
    string? ReviewMode, TenantText? FallbackText, TenantText? WaitingText, TenantText? HandoverText,
    Dictionary<string, JsonElement>? Masking, IReadOnlyList<EscalationRuleBody?>? EscalationRules, ReviewTermsBody? Review = null,
    ReplyChecksBody? ReplyChecks = null, ClosingBody? Closing = null, TenantText? HandoverAwayText = null);

internal sealed record ReviewTermsBody(int? Minutes, string? OnExpiry, bool? WaitWhenNobodyOnline, bool? AllWhenSerious);

internal sealed record PhraseListBody(IReadOnlyList<string?>? Phrases, string? Inspects, string? Action);

/// <summary>Turns a body into settings, or says for each field what is wrong. Pure.</summary>
internal static class SafetySettingsRules
{
    public const int MostPhrases = 10_000;
    public const int LongestPhrase = 200;
    public const int LongestText = 1000;
    private const int MostLanguages = 50;

    private static readonly IReadOnlyList<string> Actions =
        [ScreeningActions.Fallback, ScreeningActions.Handover, ScreeningActions.Hold, ScreeningActions.End];

    /// <exception cref="ProblemException">400 <c>invalid_request</c> with <c>errors</c> by field.</exception>
    public static SafetySettings Check(SafetySettingsBody body)
    {
        var errors = new Dictionary<string, string>();
        var settings = new SafetySettings(
            List(body.BlockedKeywords, ListNames.Blocked, errors),
            List(body.SeriousHighConfidenceKeywords, ListNames.SeriousHigh, errors),
            List(body.SeriousMediumConfidenceKeywords, ListNames.SeriousMedium, errors),
            OneOf(body.ReviewMode, ReviewModes.Every, "reviewMode", errors),
            Text(body.FallbackText, "fallbackText", errors),
            Text(body.WaitingText, "waitingText", errors),
            Text(body.HandoverText, "handoverText", errors),
            MaskingSettings.Check(body.Masking, errors))
        {
            Review = Terms(body.Review, errors),
            Checks = Checks(body.ReplyChecks, errors),
            Closing = ClosingOf(body.Closing, errors),
            HandoverAwayText = Text(body.HandoverAwayText, "handoverAwayText", errors),
            EscalationRules = EscalationChecks.Check(body.EscalationRules, errors),
        };
        return errors.Count == 0 ? settings : throw Problems.Invalid(errors);
    }

    private static PhraseList List(PhraseListBody? list, string field, Dictionary<string, string> errors)
    {
        if (list?.Phrases is null)
        {
            errors[list is null ? field : $"{field}.phrases"] = "is missing.";
            return new PhraseList([], Inspects.Both, ScreeningActions.Fallback);
        }

        // Two spellings that read the same are one phrase; the first stays.
        var phrases = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Phrases.Count; i++)
        {
            var phrase = list.Phrases[i]?.Trim() ?? "";
            if (phrase.Length == 0)
                continue;
            if (PhraseError(phrase) is { } error)
                errors.TryAdd($"{field}.phrases[{i}]", error);
            else if (known.Add((phrase.StartsWith('*') ? "*" : "") + TextReading.Normalize(phrase) + (phrase.EndsWith('*') ? "*" : "")))
                phrases.Add(phrase);
        }

        if (phrases.Count > MostPhrases)
            errors[$"{field}.phrases"] = $"must have at most {MostPhrases} phrases.";
        return new PhraseList(phrases,
            OneOf(list.Inspects, Inspects.All, $"{field}.inspects", errors), OneOf(list.Action, Actions, $"{field}.action", errors));
    }

    private static ReviewTerms Terms(ReviewTermsBody? body, Dictionary<string, string> errors)
    {
        if (body is null)
            return ReviewTerms.Default;
        var minutes = body.Minutes ?? ReviewTerms.Default.Minutes;
        if (minutes is < 1 or > 1440)
            errors["review.minutes"] = "must be a whole number from 1 to 1440.";
        return new ReviewTerms(minutes, OneOf(body.OnExpiry ?? HoldTerms.Handover, ReviewTerms.Outcomes, "review.onExpiry", errors),
            body.WaitWhenNobodyOnline ?? false, body.AllWhenSerious ?? false);
    }

    private static ReplyChecks Checks(ReplyChecksBody? body, Dictionary<string, string> errors)
    {
        var usual = ReplyChecks.Default;
        if (body is null)
            return usual;
        var domains = new List<string>();
        foreach (var (domain, index) in (body.LinkDomains ?? []).Select((domain, index) => (domain?.Trim().ToLowerInvariant() ?? "", index)))
        {
            var name = domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain;
            if (domain.Length == 0)
                continue;
            if (name.Length > 253 || Uri.CheckHostName(name) == UriHostNameType.Unknown)
                errors.TryAdd($"replyChecks.linkDomains[{index}]", "must be a host such as help.example or *.shop.example.");
            else if (!domains.Contains(domain))
                domains.Add(domain);
        }

        if (domains.Count > ReplyChecks.MostDomains)
            errors["replyChecks.linkDomains"] = $"must have at most {ReplyChecks.MostDomains} entries.";
        string Of(string? action, string otherwise, string field) =>
            OneOf(action ?? otherwise, ReplyChecks.Actions, $"replyChecks.{field}", errors);
        return new ReplyChecks(Of(body.PersonalData, usual.PersonalData, "personalData"), Of(body.PromptLeakage, usual.PromptLeakage, "promptLeakage"),
            Of(body.ForeignLinks, usual.ForeignLinks, "foreignLinks"), Of(body.Ungrounded, usual.Ungrounded, "ungrounded"), domains)
        {
            ProviderModeration = Of(body.ProviderModeration, usual.ProviderModeration, "providerModeration"),
        };
    }

    private static Closing ClosingOf(ClosingBody? body, Dictionary<string, string> errors)
    {
        var closing = new Closing(body?.AssistantHours ?? Closing.Default.AssistantHours, body?.PeopleDays ?? Closing.Default.PeopleDays);
        if (closing.AssistantHours is < 1 or > 8760)
            errors["closing.assistantHours"] = "must be a whole number from 1 to 8760.";
        if (closing.PeopleDays is < 1 or > 365)
            errors["closing.peopleDays"] = "must be a whole number from 1 to 365.";
        return closing;
    }

    /// <summary>What is wrong with a phrase, or null.</summary>
    public static string? PhraseError(string phrase) =>
        CodePoints.Count(phrase) > LongestPhrase ? $"must have at most {LongestPhrase} characters."
        : phrase.Contains('\0', StringComparison.Ordinal) ? "must not contain a NUL character."
        : Pattern.IsEmpty(phrase) ? "must contain a letter, a digit or a sign."
        : null;

    private static TenantText? Text(TenantText? text, string field, Dictionary<string, string> errors)
    {
        if (text is null || text.Texts.Values.All(string.IsNullOrWhiteSpace))
            return null;
        if (text.Texts.Count > MostLanguages)
            errors[field] = $"must have at most {MostLanguages} languages.";
        foreach (var (language, value) in text.Texts)
        {
            var place = language == TenantText.AnyLanguage ? field : $"{field}.{language}";
            if (CodePoints.Count(value) > LongestText)
                errors[place] = $"must have at most {LongestText} characters.";
            else if (value.Contains('\0', StringComparison.Ordinal))
                errors[place] = "must not contain a NUL character.";
        }

        return new TenantText(text.Texts.Where(t => !string.IsNullOrWhiteSpace(t.Value)).ToDictionary(t => t.Key, t => t.Value.Trim()));
    }

    private static string OneOf(string? value, IReadOnlyList<string> allowed, string field, Dictionary<string, string> errors)
    {
        if (value is not null && allowed.Contains(value))
            return value;
        errors[field] = $"must be one of {string.Join(", ", allowed)}.";
        return allowed[0];
    }
}

/// <summary>The API counts Unicode code points; a broken surrogate counts as one.</summary>
internal static class CodePoints
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
