using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>What <c>livechat.assistant.provider.calls</c> counted, by turn: tests run side by side, and the metric names no tenant,
/// but it is counted within its turn's span.</summary>
internal sealed class ProviderMetrics : IDisposable
{
    private readonly ConcurrentDictionary<Guid, ConcurrentQueue<string>> _causes = new();
    private readonly ConcurrentQueue<string> _tags = new();
    private readonly ActivityListener _spans;

    private readonly MeterListener _meter = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "livechat.assistant.provider.calls") listener.EnableMeasurementEvents(instrument);
        },
    };

    public ProviderMetrics()
    {
        _spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                _tags.Enqueue(span.DisplayName);
                foreach (var (name, value) in span.TagObjects) _tags.Enqueue($"{name}={value}");
                foreach (var e in span.Events) foreach (var (name, value) in e.Tags) _tags.Enqueue($"{e.Name}.{name}={value}");
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meter.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            for (var span = Activity.Current; span is not null; span = span.Parent)
            {
                if (span.GetTagItem("livechat.turn") is not Guid turn) continue;
                foreach (var tag in tags)
                    if (tag is { Key: "cause", Value: string cause }) _causes.GetOrAdd(turn, _ => []).Enqueue(cause);
            }
        });
        _meter.Start();
    }

    /// <summary>The causes counted in a turn, in order; '' is an answer.</summary>
    public IReadOnlyList<string> Of(Guid turnId) => _causes.TryGetValue(turnId, out var causes) ? [.. causes] : [];

    /// <summary>Names and tags of every span that ended meanwhile, of whichever library.</summary>
    public IEnumerable<string> Spans => _tags;

    public void Dispose()
    {
        _meter.Dispose();
        _spans.Dispose();
    }
}
