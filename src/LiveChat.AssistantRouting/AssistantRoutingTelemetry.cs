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

    private static readonly Counter<long> ProviderCalls = Meter.CreateCounter<long>(
        "livechat.assistant.provider.calls", "{call}", "Questions to providers, retries included in one, by kind and cause; no cause is an answer.");

    private static readonly Counter<long> ProviderTokens = Meter.CreateCounter<long>(
        "livechat.assistant.provider.tokens", "{token}", "Tokens that providers counted, by kind.");

    private static readonly Histogram<double> ProviderTime = Meter.CreateHistogram<double>(
        "livechat.assistant.provider.duration", "ms", "One question to a provider with all its tries, by kind.");

    public static void ProviderAsked(string kind, string? cause, int tokens, double milliseconds)
    {
        ProviderCalls.Add(1, new("kind", kind), new("cause", cause ?? ""));
        if (tokens > 0) ProviderTokens.Add(tokens, new KeyValuePair<string, object?>("kind", kind));
        ProviderTime.Record(milliseconds, new KeyValuePair<string, object?>("kind", kind));
    }

    public static void IndexBuilt(double milliseconds) => IndexTime.Record(milliseconds);

    public static void Resent() => Redeliveries.Add(1);
}
