namespace LiveChat.WidgetAuth.Tests;

/// <summary>The real clock, moved: timers run as ever, the date is another.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private readonly AsyncLocal<TimeSpan> _shift = new();

    /// <summary>How far the date of the current test is moved. Flows into what the test calls, not into other tests.</summary>
    public TimeSpan Shift
    {
        get => _shift.Value;
        set => _shift.Value = value;
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift.Value;
}
