using LiveChat.AssistantRouting.Routing;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Routing;

public sealed class HoursRulesTests
{
    [Theory]
    // Monday to midnight, and Friday night until three: in Berlin, two hours ahead in summer and one in winter.
    [InlineData("2026-07-06T06:59:00Z", false)]
    [InlineData("2026-07-06T07:00:00Z", true)]
    [InlineData("2026-07-06T21:59:00Z", true)]
    [InlineData("2026-07-06T22:00:00Z", false)]
    [InlineData("2026-12-07T07:59:00Z", false)]
    [InlineData("2026-12-07T08:00:00Z", true)]
    [InlineData("2026-07-10T20:00:00Z", true)]
    [InlineData("2026-07-11T00:59:00Z", true)]
    [InlineData("2026-07-11T01:00:00Z", false)]
    [InlineData("2026-10-24T00:30:00Z", true)]
    public void Hold_ByTheWallClock(string now, bool expected)
    {
        var hours = new RuleHours("Europe/Berlin", [new("mon", "09:00", "24:00"), new("fri", "22:00", "03:00")]);
        Assert.Equal(expected, HoursRules.Hold(hours, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(!expected, HoursRules.Hold(hours with { Outside = true }, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("24:00", 1440)]
    [InlineData("00:00", 0)]
    [InlineData("23:59", 1439)]
    [InlineData("9:00", null)]
    [InlineData("25:00", null)]
    [InlineData(null, null)]
    public void Minutes_OfADay(string? time, int? expected) => Assert.Equal(expected, HoursRules.Minutes(time));
}
