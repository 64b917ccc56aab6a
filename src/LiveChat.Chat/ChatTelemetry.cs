using System.Diagnostics.Metrics;

namespace LiveChat.Chat;

/// <summary>Chat's meter; each metric is named here once. No tag carries a tenant or a text.</summary>
internal sealed class ChatTelemetry : IDisposable
{
    private readonly Meter _meter = new("LiveChat.Chat");
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _turns;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _tracked;
    private readonly Counter<long> _reviewed;
    private readonly Counter<long> _countedLocally;
    private readonly Histogram<double> _answer;

    public ChatTelemetry()
    {
        _accepted = _meter.CreateCounter<long>("livechat.chat.messages.accepted", description: "Visitor messages stored");
        _turns = _meter.CreateCounter<long>("livechat.chat.turns.ended", description: "Turns ended, by status and cause");
        _refused = _meter.CreateCounter<long>("livechat.chat.messages.refused", description: "Visitor messages refused, by code");
        _retried = _meter.CreateCounter<long>("livechat.chat.turns.retried", description: "Attempts that the sweeper started");
        _tracked = _meter.CreateCounter<long>("livechat.chat.tracked", description: "Events that widgets reported");
        _reviewed = _meter.CreateCounter<long>("livechat.chat.reviews", description: "Held replies decided, by decision and outcome");
        _countedLocally = _meter.CreateCounter<long>("livechat.chat.usage.local", description: "Counts made by this replica alone, Redis being away");
        _answer = _meter.CreateHistogram<double>("livechat.chat.answer.duration", "s", "From accept to the answer of the visitor's POST");
    }

    public void Accepted(bool duplicate) => _accepted.Add(1, new KeyValuePair<string, object?>("duplicate", duplicate));

    public void TurnEnded(string status, string? cause) => _turns.Add(1,
        new KeyValuePair<string, object?>("status", status), new KeyValuePair<string, object?>("cause", cause ?? "none"));

    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Retried() => _retried.Add(1);

    public void CountedLocally() => _countedLocally.Add(1);

    public void Tracked() => _tracked.Add(1);

    public void Reviewed(string status, string outcome) => _reviewed.Add(1,
        new KeyValuePair<string, object?>("status", status), new KeyValuePair<string, object?>("outcome", outcome));

    public void Answered(TimeSpan duration, string status) =>
        _answer.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("status", status));

    public void Dispose() => _meter.Dispose();
}
