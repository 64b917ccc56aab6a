using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiveChat.SafetyModeration.Screening;

namespace LiveChat.SafetyModeration;

/// <summary>Safety's meter and activity source; each metric is named here once. No tag carries a tenant, a phrase or a text.</summary>
internal sealed class SafetyModerationTelemetry : IDisposable
{
    public const string Name = "LiveChat.SafetyModeration";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter meter = new(Name);
    private readonly Counter<long> screened;
    private readonly Histogram<double> duration;
    private readonly Counter<long> compiled;

    public SafetyModerationTelemetry()
    {
        screened = meter.CreateCounter<long>("livechat.safety.screened", description: "Texts screened, by direction, action and list");
        duration = meter.CreateHistogram<double>("livechat.safety.screening.duration", "s", "Screening of one text, settings at hand");
        compiled = meter.CreateCounter<long>("livechat.safety.settings.compiled", description: "Phrase lists compiled for a tenant");
    }

    public void Screened(Direction direction, ScreeningResult result, TimeSpan elapsed)
    {
        screened.Add(1,
            new KeyValuePair<string, object?>("direction", direction == Direction.Visitor ? "visitor" : "reply"),
            new KeyValuePair<string, object?>("action", result.Action),
            new KeyValuePair<string, object?>("list", result.List ?? "none"));
        duration.Record(elapsed.TotalSeconds);
    }

    public void Compiled() => compiled.Add(1);

    public void Dispose() => meter.Dispose();
}
