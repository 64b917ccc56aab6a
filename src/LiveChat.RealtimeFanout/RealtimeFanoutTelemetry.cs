using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiveChat.RealtimeFanout.Replay;

namespace LiveChat.RealtimeFanout;

/// <summary>Meter and activity source of the feed; each metric is named here once.</summary>
internal static class RealtimeFanoutTelemetry
{
    public const string Name = "LiveChat.RealtimeFanout";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    public static UpDownCounter<long> Sockets { get; } =
        Meter.CreateUpDownCounter<long>("livechat.feed.sockets", "{socket}", "Signed-in sockets.");

    public static UpDownCounter<long> Feeds { get; } =
        Meter.CreateUpDownCounter<long>("livechat.feed.tenants", "{tenant}", "Tenants this replica is subscribed to.");

    public static Counter<long> Deliveries { get; } =
        Meter.CreateCounter<long>("livechat.feed.deliveries", "{frame}", "Event frames handed to sockets.");

    public static Counter<long> Appended { get; } =
        Meter.CreateCounter<long>("livechat.feed.appended", "{event}", "Events appended to the log; repeated ones are tagged known=true.");

    public static Counter<long> Replayed { get; } =
        Meter.CreateCounter<long>("livechat.feed.replayed", "{event}", "Events sent again to dashboards that came back.");

    public static Counter<long> Resyncs { get; } =
        Meter.CreateCounter<long>("livechat.feed.resyncs", "{socket}", "Dashboards told to read their lists again.");

    public static Counter<long> Gaps { get; } =
        Meter.CreateCounter<long>("livechat.feed.gaps", "{gap}", "Times a replica read the log because it had missed a publication.");

    public static Counter<long> Closed { get; } =
        Meter.CreateCounter<long>("livechat.feed.closed", "{socket}", "Sockets ended, by close code; 1006 without one.");

    /// <summary>
    /// One span per event and replica, as a child of the consumer that appended it, so that one trace reaches from the
    /// visitor's POST to the frame. None when nobody samples.
    /// </summary>
    public static IReadOnlyList<Activity> StartDelivery(IReadOnlyList<FeedEvent> events, string tenantId)
    {
        if (!Activities.HasListeners()) return [];
        var spans = new List<Activity>(events.Count);
        foreach (var e in events)
        {
            if (e.TraceParent is null || !ActivityContext.TryParse(e.TraceParent, null, isRemote: true, out var parent)) continue;
            if (Activities.StartActivity("feed deliver", ActivityKind.Producer, parent) is not { } span) continue;
            spans.Add(span.SetTag("livechat.tenant_id", tenantId).SetTag("livechat.event_id", e.Id.ToString()));
        }
        return spans;
    }

    /// <summary>Ends them, the last first, as each one was begun within the one before.</summary>
    /// <param name="sockets">How many got the events.</param>
    public static void EndDelivery(IReadOnlyList<Activity> spans, int sockets)
    {
        for (var i = spans.Count - 1; i >= 0; i--) spans[i].SetTag("livechat.sockets", sockets).Dispose();
    }
}
