using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>What the lists as they are now would have done with messages that were written before. By the lists and the scored rule set
/// alone: no provider is asked, and a reply's further checks need facts that are gone. Pure.</summary>
internal static class Replay
{
    private const int LongestText = 200;

    public static SafetyTestEndpoints.ReplayView Run(IReadOnlyList<RecentMessage> messages, TenantScreen screen, bool showTexts)
    {
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var hits = new List<SafetyTestEndpoints.ReplayedView>();
        foreach (var message in messages)
        {
            var direction = message.Author == "visitor" ? Direction.Visitor : Direction.Reply;
            var result = screen.Screen(message.Text, direction, alreadySerious: false);
            verdicts[result.Action] = verdicts.GetValueOrDefault(result.Action) + 1;
            if (result.Hit is not { } hit)
                continue;
            var span = SafetyTestEndpoints.MatchedSpan.Of(message.Text, hit)!;
            hits.Add(new SafetyTestEndpoints.ReplayedView(
                message.ConversationId, message.Id, message.CreatedAt, direction == Direction.Visitor ? Inspects.Visitor : Inspects.Reply, result.Action,
                result.Serious, result.List ?? hit.Listed.List, hit.Listed.Phrase, hit.Listed.System,
                showTexts ? span : span with { Text = "" }, showTexts ? Cut(message.Text) : null));
        }

        return new SafetyTestEndpoints.ReplayView(messages.Count, verdicts, hits);
    }

    private static string Cut(string text) =>
        text.Length <= LongestText ? text : UnicodeText.CutUnits(text, LongestText) + "…";
}
