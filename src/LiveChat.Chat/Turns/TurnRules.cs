using LiveChat.Chat.Messages;
using LiveChat.Chat.Texts;
using LiveChat.Contracts;

namespace LiveChat.Chat.Turns;

/// <summary>How a turn ends, by what screening, routing or the sweeper found. Pure.</summary>
internal static class TurnRules
{
    /// <summary>Of a verdict that names none, as the release before this one says it.</summary>
    private static readonly HoldTerms s_terms = new(600, HoldTerms.Handover, false, [], null, null);

    /// <summary>By the verdict on a drafted reply.</summary>
    /// <param name="texts">The built-in texts in the visitor's language; the verdict's own text wins.</param>
    public static TurnEnding ForReply(ReplyScreened e, VisitorTexts texts, DateTimeOffset now)
    {
        if (e.Verdict.Action == ScreeningActions.Allow)
        {
            var author = new MessageAuthor(AuthorTypes.Assistant, e.Reply.AssistantId, e.Reply.AssistantName);
            return new TurnEnding(e.Turn, TurnStatus.Answered, e.Reply.Known ? null : "not_known", null,
                new TurnLine(e.Reply.Text, MessageKinds.Message, MessageStatus.Sent, author, null, true, e.Reply.Sources, e.Reply.QuickReplies),
                false, false, e.Verdict.Serious, e.Reply, Recorded(e.Trail, TurnStatus.Answered, null, now));
        }

        if (e.Verdict.Action == ScreeningActions.Hold)
        {
            var author = new MessageAuthor(AuthorTypes.Assistant, e.Reply.AssistantId, e.Reply.AssistantName);
            return new TurnEnding(e.Turn, TurnStatus.Held, Cause(e.Verdict), e.Verdict.Text ?? texts.Waiting,
                new TurnLine(e.Reply.Text, MessageKinds.Message, MessageStatus.Held, author, null, false, e.Reply.Sources, e.Reply.QuickReplies),
                false, false, e.Verdict.Serious, e.Reply, Recorded(e.Trail, TurnStatus.Held, Cause(e.Verdict), now))
            {
                Hold = e.Verdict.Hold ?? s_terms,
            };
        }

        return ByVerdict(e.Turn, e.Verdict, e.Reply, e.Trail, texts, now);
    }

    /// <summary>By the verdict on the visitor's message: no assistant saw it.</summary>
    public static TurnEnding ForStopped(VisitorMessageStopped e, VisitorTexts texts, DateTimeOffset now) =>
        ByVerdict(e.Turn, e.Verdict, null, e.Trail, texts, now);

    /// <summary>No reply could be made, or none in time: people answer.</summary>
    public static TurnEnding ForHandover(
        TurnRef turn, string cause, string? text, IReadOnlyList<TrailStep> trail, VisitorTexts texts, DateTimeOffset now)
    {
        var shown = text ?? texts.Handover;
        return new TurnEnding(turn, TurnStatus.HandedOff, cause, shown, TurnLine.System(shown, "handed_off"),
            true, false, false, null, Recorded(trail, TurnStatus.HandedOff, cause, now));
    }

    /// <summary>Whether a stuck turn gets another attempt; else it is handed to people.</summary>
    /// <param name="startedAt">When its first attempt began; time in the queue does not count.</param>
    public static bool MayRetry(int attempt, DateTimeOffset startedAt, DateTimeOffset now, ChatOptions options) =>
        attempt < options.TurnAttempts && now - startedAt < options.TurnEndsAfter;

    private static TurnEnding ByVerdict(
        TurnRef turn, ScreeningVerdict verdict, DraftedReply? reply, IReadOnlyList<TrailStep> trail, VisitorTexts texts, DateTimeOffset now)
    {
        // A visitor's own message held for review goes to people: there is no reply to hold.
        if (verdict.Action is ScreeningActions.Handover or ScreeningActions.Hold)
        {
            var ending = ForHandover(turn, Cause(verdict), verdict.Text, trail, texts, now);
            return ending with { Serious = verdict.Serious, Reply = reply, Target = verdict.HandOverTo, Warned = verdict.Warning };
        }

        var end = verdict.Action == ScreeningActions.End;
        var text = verdict.Text ?? (end ? texts.Ended : texts.Fallback);
        return new TurnEnding(turn, TurnStatus.Blocked, Cause(verdict), text, TurnLine.System(text, end ? "ended" : null),
            false, end, verdict.Serious, reply, Recorded(trail, TurnStatus.Blocked, Cause(verdict), now))
        {
            Warned = verdict.Warning,
        };
    }

    private static string Cause(ScreeningVerdict verdict) => verdict.List ?? "screened";

    private static List<TrailStep> Recorded(IReadOnlyList<TrailStep> trail, string outcome, string? cause, DateTimeOffset now)
    {
        // Redelivered attempts must not make the trail grow without bound.
        var steps = new List<TrailStep>(trail.Count + 1);
        steps.AddRange(trail.Take(64));
        var milliseconds = trail.Count == 0 ? 0 : Math.Max(0, (now - trail[^1].At).TotalMilliseconds);
        steps.Add(new TrailStep("chat", "record", outcome, cause, null, now, Math.Round(milliseconds, 1)));
        return steps;
    }
}
