namespace LiveChat.Chat.Tests.Hours;

public sealed class HoursRulesTests
{
    [Theory]
    // Monday 2026-11-23 in Berlin, UTC+1.
    [InlineData("2026-11-23T07:59:59Z", false)]
    [InlineData("2026-11-23T08:00:00Z", true)]
    [InlineData("2026-11-23T11:59:59Z", true)]
    [InlineData("2026-11-23T12:00:00Z", false)]
    [InlineData("2026-11-23T12:30:00Z", true)]
    [InlineData("2026-11-23T16:00:00Z", false)]
    [InlineData("2026-11-22T10:00:00Z", false)]
    public void IsOpen_ByTheLocalClock(string at, bool open) => Assert.Equal(open, OpeningHoursRules.IsOpen(Berlin(), At(at)));

    [Theory]
    [InlineData("2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z")] // this morning
    [InlineData("2026-11-23T12:10:00Z", "2026-11-23T12:30:00Z")] // after lunch
    [InlineData("2026-11-23T09:00:00Z", null)]                   // open
    [InlineData("2026-11-23T16:00:00Z", "2026-11-30T08:00:00Z")] // next Monday
    [InlineData("2026-12-21T16:00:00Z", "2027-01-04T08:00:00Z")] // the 28th is a holiday
    public void NextOpening_TheNextOneThatIs(string at, string? opens) =>
        Assert.Equal(opens is null ? null : At(opens), OpeningHoursRules.NextOpening(Berlin(), At(at)));

    [Theory]
    // Clocks go from 02:00 to 03:00 on 2026-03-29: 02:30 does not come, so it opens with the jump, at 01:00 UTC.
    [InlineData("02:30", "06:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("03:00", "06:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    // Nine o'clock is 08:00 UTC the day before and 07:00 UTC from then on.
    [InlineData("09:00", "17:00", "2026-03-28T17:00:00Z", "2026-03-29T07:00:00Z")]
    [InlineData("09:00", "17:00", "2026-03-28T07:00:00Z", "2026-03-28T08:00:00Z")]
    // Clocks go back from 03:00 to 02:00 on 2026-10-25: half past two comes twice and the first one opens.
    [InlineData("02:30", "06:00", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("09:00", "17:00", "2026-10-24T17:00:00Z", "2026-10-25T08:00:00Z")]
    public void NextOpening_OnTheDaysWhenClocksJump(string from, string to, string at, string opens) =>
        Assert.Equal(At(opens), OpeningHoursRules.NextOpening(EveryDay("Europe/Berlin", from, to), At(at)));

    [Theory]
    // Until half past two, which comes twice: the second one closes.
    [InlineData("01:00", "02:30", "2026-10-25T01:29:59Z", true)]
    [InlineData("01:00", "02:30", "2026-10-25T01:30:00Z", false)]
    // Until half past two, which does not come: the jump closes.
    [InlineData("01:00", "02:30", "2026-03-29T00:59:59Z", true)]
    [InlineData("01:00", "02:30", "2026-03-29T01:00:00Z", false)]
    // A span that lies within the hour left out has no time at all.
    [InlineData("02:10", "02:50", "2026-03-29T01:00:00Z", false)]
    public void IsOpen_OnTheDaysWhenClocksJump(string from, string to, string at, bool open) =>
        Assert.Equal(open, OpeningHoursRules.IsOpen(EveryDay("Europe/Berlin", from, to), At(at)));

    [Fact]
    public void NextOpening_SpanSwallowedByTheJump_IsTheNextDays() => Assert.Equal(
        At("2026-03-30T00:10:00Z"), OpeningHoursRules.NextOpening(EveryDay("Europe/Berlin", "02:10", "02:50"), At("2026-03-29T00:30:00Z")));

    [Fact]
    public void IsOpen_AroundMidnightAndTheClock_HasNoGap()
    {
        var always = EveryDay("America/Sao_Paulo", "00:00", "24:00");
        for (var at = At("2018-11-03T00:00:00Z"); at < At("2018-11-06T00:00:00Z"); at = at.AddMinutes(10))
            Assert.True(OpeningHoursRules.IsOpen(always, at), at.ToString("O"));
    }

    [Fact]
    public void NextOpening_NeverOpen_IsNull()
    {
        var never = new OpeningHours("t", 1, "UTC", new Dictionary<string, IReadOnlyList<OpeningSpan>>(), []);
        Assert.False(OpeningHoursRules.IsOpen(never, At("2026-11-23T09:00:00Z")));
        Assert.Null(OpeningHoursRules.NextOpening(never, At("2026-11-23T09:00:00Z")));
        Assert.True(OpeningHoursRules.IsOpen(null, At("2026-11-23T09:00:00Z")));
        Assert.Null(OpeningHoursRules.NextOpening(null, At("2026-11-23T09:00:00Z")));
    }

    private static OpeningHours Berlin() => new("t", 1, "Europe/Berlin",
        new Dictionary<string, IReadOnlyList<OpeningSpan>> { ["monday"] = [new("09:00", "13:00"), new("13:30", "17:00")] },
        [new("2026-12-28", "Between the years", [])]);

    private static OpeningHours EveryDay(string zone, string from, string to) => new(
        "t", 1, zone, OpeningHoursRules.DayNames.ToDictionary(day => day, _ => (IReadOnlyList<OpeningSpan>)[new(from, to)]), []);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
