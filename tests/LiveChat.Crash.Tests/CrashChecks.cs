using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveChat.Benchmarks;

namespace LiveChat.Crash.Tests;

/// <summary>Holds what visitors were told against what the platform has when everything has come to rest.</summary>
internal static class CrashChecks
{
    // Of the turns: a kill may cost some their answer, never most.
    private const double LeastAnswered = 0.8;

    private static readonly HashSet<string> s_ended = ["answered", "handed_off", "blocked", "held", "failed"];

    /// <summary>Waits until no turn runs or waits; the sweeper promises an end within 120 s.</summary>
    public static async Task<Dictionary<string, List<JsonNode>>> RestAsync(BenchTenant tenant, IEnumerable<string> conversations)
    {
        var open = conversations.ToHashSet();
        var histories = new Dictionary<string, List<JsonNode>>();
        var limit = DateTime.UtcNow.AddSeconds(150);
        while (open.Count > 0)
        {
            foreach (var conversation in open.ToList())
            {
                var history = await tenant.MessagesAsync(conversation);
                if (history.Any(m => m["turn"]?["status"]?.GetValue<string>() is { } status && !s_ended.Contains(status))) continue;
                histories[conversation] = history;
                open.Remove(conversation);
            }

            Assert.True(DateTime.UtcNow < limit, $"{open.Count} conversations have turns that never ended: {string.Join(", ", open.Take(3))}");
            if (open.Count > 0) await Task.Delay(500);
        }

        return histories;
    }

    /// <summary>Nothing lost, nothing doubled, order kept, every turn answered once.</summary>
    public static void Histories(IReadOnlyCollection<Accepted> accepted, Dictionary<string, List<JsonNode>> histories)
    {
        foreach (var conversation in accepted.GroupBy(a => a.ConversationId))
        {
            var messages = histories[conversation.Key].Where(m => m["seq"] is not null).OrderBy(m => m["seq"]!.GetValue<long>()).ToList();
            Assert.Equal(Enumerable.Range(1, messages.Count).Select(n => (long)n), messages.Select(m => m["seq"]!.GetValue<long>()));
            var visitor = messages.Where(m => m["author"]!["type"]!.GetValue<string>() == "visitor").ToList();
            Assert.Equal(visitor.Count, visitor.Select(m => m["clientMessageId"]!.GetValue<string>()).Distinct().Count());
            var told = conversation.OrderBy(a => a.Seq).ToList();
            Assert.Equal(told.Select(a => (a.ClientMessageId, a.MessageId, a.Seq)), visitor.Select(m =>
                (m["clientMessageId"]!.GetValue<string>(), m["id"]!.GetValue<string>(), m["seq"]!.GetValue<long>())));
            // Visitors wait for the answers to one wave before they send the next.
            Assert.Equal(told.Select(a => a.Wave), told.Select(a => a.Wave).Order());
            var answered = visitor.Count(m => m["turn"]?["status"]?.GetValue<string>() == "answered");
            Assert.Equal(answered, messages.Count(m => m["author"]!["type"]!.GetValue<string>() == "assistant"));
        }

        var ends = histories.Values.SelectMany(h => h).Select(m => m["turn"]?["status"]?.GetValue<string>()).OfType<string>().ToList();
        Assert.True(ends.Count(e => e == "answered") >= LeastAnswered * ends.Count,
            $"Too few turns were answered: {string.Join(", ", ends.GroupBy(e => e).Select(g => $"{g.Count()} {g.Key}"))}");
    }

    /// <summary>Every line, and that its conversation is new, reached the dashboard, once; where the feed said 'resync' the
    /// dashboard read the lists, and between those and the feed nothing may be missing.</summary>
    public static async Task DashboardAsync(
        DashboardFollower dashboard, Dictionary<string, List<JsonNode>> histories, bool resyncAllowed)
    {
        var ids = histories.Values.SelectMany(h => h).Where(m => m["kind"]!.GetValue<string>() == "message")
            .Select(m => m["id"]!.GetValue<string>()).Concat(histories.Keys).ToList();
        var limit = DateTime.UtcNow.AddSeconds(60);
        while (DateTime.UtcNow < limit && !ids.TrueForAll(dashboard.Knows)) await Task.Delay(100);
        Assert.Empty(dashboard.Doubled);
        if (!resyncAllowed) Assert.Equal(0, dashboard.Resyncs);
        Assert.DoesNotContain(ids, id => !dashboard.Knows(id));
    }

    /// <summary>What was counted is what there is: at once, or once the figures were held against the rows, which waits until
    /// nothing was counted for ten seconds.</summary>
    public static async Task<string> UsageAsync(BenchTenant tenant, Dictionary<string, List<JsonNode>> histories)
    {
        var replies = histories.Values.SelectMany(h => h).Count(m => m["author"]!["type"]!.GetValue<string>() == "assistant");
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var used = (await tenant.ListAsync("usage")).ToDictionary(u => u["name"]!.GetValue<string>(), u => u["used"]!.GetValue<long>());
            if (used["aiReplies"] == replies && used["conversations"] == histories.Count)
                return $"usage: {replies} replies and {histories.Count} conversations, as counted after {clock.Elapsed.TotalSeconds:0} s";
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60),
                $"{used["aiReplies"]} replies counted of {replies} stored, {used["conversations"]} conversations of {histories.Count}");
            await Task.Delay(500);
        }
    }
}
