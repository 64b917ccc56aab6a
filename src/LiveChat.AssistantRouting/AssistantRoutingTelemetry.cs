using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LiveChat.AssistantRouting;

/// <summary>The service's metrics and spans, each named here and nowhere else.</summary>
internal static class AssistantRoutingTelemetry
{
    public static readonly ActivitySource Activities = new("LiveChat.AssistantRouting");

    private static readonly Meter Meter = new("LiveChat.AssistantRouting");

    private static readonly Counter<long> Drafts = Meter.CreateCounter<long>(
        "livechat.assistant.drafts", "{draft}", "Turns that left assistant routing, by outcome and cause.");

    private static readonly Histogram<double> DraftTime = Meter.CreateHistogram<double>(
        "livechat.assistant.draft.duration", "ms", "From the screened message to the stored draft.");

    private static readonly Histogram<double> IndexTime = Meter.CreateHistogram<double>(
        "livechat.assistant.index.duration", "ms", "Building one tenant's index.");

    private static readonly Counter<long> Redeliveries = Meter.CreateCounter<long>(
        "livechat.assistant.drafts.resent", "{draft}", "Stored drafts sent again because their event came again.");

    public static void Drafted(string outcome, string? cause, double milliseconds)
    {
        Drafts.Add(1, new("outcome", outcome), new("cause", cause ?? ""));
        DraftTime.Record(milliseconds);
    }

    public static void IndexBuilt(double milliseconds) => IndexTime.Record(milliseconds);

    public static void Resent() => Redeliveries.Add(1);
}
