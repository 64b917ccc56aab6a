using System.Globalization;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.Routing;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>
/// Decides what becomes of a message: who answers, small talk, then the articles. No I/O; the clock only dates the
/// steps of the trail, which name articles and rules but never the visitor's words.
/// </summary>
internal sealed class Drafter(TimeProvider clock)
{
    /// <summary>Picks who answers: an assistant, or what becomes of the turn without one.</summary>
    /// <param name="open">Whether the tenant is open; null where it set no opening hours.</param>
    /// <param name="peopleToo">False when rules may not hand over any more.</param>
    public (Assistant? Assistant, Draft? Draft) Pick(TenantSetup setup, VisitorMessage message, Intent intent, bool? open, bool peopleToo, List<TrailStep> trail)
    {
        var started = clock.GetTimestamp();
        var pick = RoutingRules.Pick(setup.Routing, setup.Assistants, new RoutingQuestion(
            message.Text, message.Locale, message.Channel, message.PageUrl, message.RequestedAssistantId, message.CurrentAssistantId, message.Attributes, clock.GetUtcNow(), intent, open), peopleToo);
        var version = $"settings version {setup.Version.ToString(CultureInfo.InvariantCulture)}";
        switch (pick)
        {
            case { By: PickedBy.PeopleOnly }:
                Step(trail, "pick_assistant", "people", "people_only", version, started);
                return (null, Draft.Handover("people_only"));
            case { People: true }:
                Step(trail, "pick_assistant", "people", "routing_rule", $"rule '{pick.Rule!.Name}', {version}", started);
                return (null, Draft.Handover("routing_rule"));
            case { Assistant: null }:
                Step(trail, "pick_assistant", "nobody", "assistant_not_configured", version, started);
                return (null, Draft.Failure("assistant_not_configured"));
        }

        var by = pick.By switch
        {
            PickedBy.Rule => $"rule '{pick.Rule!.Name}': ",
            _ => "",
        };
        Step(trail, "pick_assistant", Code(pick.By), null, $"{by}assistant '{pick.Assistant.Name}', {version}", started);
        return (pick.Assistant, null);
    }

    /// <summary>What one assistant answers without a provider: small talk, a quote of an article, or that it does not know.</summary>
    public Draft Answer(TenantSetup setup, Assistant assistant, string text, string? locale, List<TrailStep> trail) =>
        SmallTalk(assistant, text, locale, trail) ?? FromArticles(setup, assistant, text, locale, trail);

    /// <summary>The answer to a greeting, thanks and the like, or the hand-over that was asked for; null for everything else.</summary>
    public Draft? SmallTalk(Assistant assistant, string text, string? locale, List<TrailStep> trail)
    {
        var started = clock.GetTimestamp();
        if (SmallTalkRules.Recognise(text, locale, assistant.Name) is not { } talk) return null;
        Step(trail, "small_talk", talk.Kind == SmallTalkKind.WantsPerson ? "wants_person" : Code(talk.Kind), null, null, started);
        var small = SmallTalkReply(assistant, talk.Kind, talk.Language);
        Step(trail, "draft", small.Kind == DraftKind.Handover ? "handed_over" : "answered", small.Cause, null, started);
        return small;
    }

    /// <summary>A quote of an article, or that no article knows.</summary>
    public Draft FromArticles(TenantSetup setup, Assistant assistant, string text, string? locale, List<TrailStep> trail)
    {
        var started = clock.GetTimestamp();
        var hits = setup.Knowledge.For(assistant.Id).Search(text, ReplyTexts.AskedIn(text, locale, assistant.Settings.Language), Draft.MostQuickReplies);
        var hit = hits.Count > 0 ? hits[0] : null;
        var known = hit is not null && RetrievalRules.IsKnown(hit);
        var score = hit is null ? "" : string.Create(CultureInfo.InvariantCulture, $"article '{hit.Passage.Article.Title}', score {hit.Coverage:0.00}");
        Step(trail, "retrieve", known ? "found" : "not_found", known ? null : "no_article",
            hit is null ? "no article has any of its words" : known ? score : $"nearest: {score}, needed {RetrievalRules.KnownFrom:0.00}", started);
        started = clock.GetTimestamp();
        var texts = ReplyTexts.For(ReplyTexts.LanguageOf(text, locale, assistant.Settings.Language));
        var draft = known
            ? Draft.Reply(Text(hit!, texts), [new MessageSource(hit!.Passage.Article.Title, hit.Passage.Article.Url)], [])
            : Draft.Reply(texts.Unknown, [], [.. RetrievalRules.NearMisses(hits, Draft.MostQuickReplies - 1), texts.GetPerson], known: false);
        Step(trail, "draft", known ? "answered" : "unknown", draft.Cause, null, started);
        return draft;
    }

    /// <summary>Instead of one more hand-over of a conversation that had as many as it may have.</summary>
    public static Draft EnoughHandovers(Assistant assistant, VisitorMessage message) =>
        Draft.Reply(ReplyTexts.For(ReplyTexts.LanguageOf(message.Text, message.Locale, assistant.Settings.Language)).EnoughHandovers, [], []);

    private static Draft SmallTalkReply(Assistant assistant, SmallTalkKind kind, string language)
    {
        var texts = ReplyTexts.For(language);
        var suggestions = assistant.Suggestions;
        return kind switch
        {
            SmallTalkKind.WantsPerson => Draft.Handover("visitor_asked"),
            SmallTalkKind.Thanks => Draft.Reply(texts.Thanks, [], []),
            SmallTalkKind.Goodbye => Draft.Reply(texts.Goodbye, [], []),
            SmallTalkKind.WhoAreYou => Draft.Reply(Named(texts.WhoAmI, assistant), [], WithPerson(suggestions, texts)),
            SmallTalkKind.AreYouARobot => Draft.Reply(Named(texts.Robot, assistant), [], [texts.GetPerson]),
            _ => Draft.Reply(assistant.Settings.Greeting?.For(language) ?? Named(texts.Greeting, assistant), [], suggestions),
        };
    }

    // The three first suggestions and the way to a person, unless one of them is that already.
    private static List<string> WithPerson(IReadOnlyList<string> suggestions, ReplyTexts texts)
    {
        var replies = suggestions.Where(s => SmallTalkRules.Recognise(s, null) is null).Take(Draft.MostQuickReplies - 1).ToList();
        replies.Add(texts.GetPerson);
        return replies;
    }

    private static string Named(string text, Assistant assistant) => string.Format(CultureInfo.InvariantCulture, text, assistant.Name);

    private static string Text(PassageHit hit, ReplyTexts texts)
    {
        if (hit.Range is not { Inside: false } range) return Quote.Of(hit);
        var column = hit.Passage.Grid!.Columns[range.Column];
        var unit = column.Unit.Length > 0 ? " " + column.Unit : "";
        return string.Format(CultureInfo.InvariantCulture, texts.OutsideTable, column.Name.ToLowerInvariant(), range.Least, $"{range.Most}{unit}", $"{range.Value:0.#}{unit}");
    }

    private void Step(List<TrailStep> trail, string step, string outcome, string? cause, string? detail, long started) =>
        trail.Add(new TrailStep(AssistantRoutingModule.Name, step, outcome, cause, detail, clock.GetUtcNow(), Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3)));

    private static string Code<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
