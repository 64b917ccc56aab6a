using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Routing;

public sealed class TenantHoursRulesTests
{
    private static readonly OpeningHours Hours = new(
        "t", 1, "Europe/Berlin",
        new Dictionary<string, IReadOnlyList<OpeningSpan>> { ["sunday"] = [new("02:30", "04:00"), new("20:00", "24:00")], ["friday"] = [new("09:00", "12:00")] },
        [new("2026-12-25", "Christmas", []), new("2026-12-24", null, [new("08:00", "09:00")])]);

    [Theory]
    [InlineData("2026-11-27T08:00:00Z", true)]
    [InlineData("2026-11-27T07:59:59Z", false)]
    [InlineData("2026-11-27T11:00:00Z", false)]
    [InlineData("2026-12-25T09:00:00Z", false)] // a Friday, but a holiday
    [InlineData("2026-12-24T07:30:00Z", true)]  // a Thursday with hours of its own
    [InlineData("2026-11-29T22:59:00Z", true)]
    [InlineData("2026-11-29T23:00:00Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)]  // 02:30 is left out: it opens when the clock jumps to 03:00
    [InlineData("2026-03-29T00:59:00Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)]  // 02:30 comes twice: it opens the first time
    [InlineData("2026-10-25T00:29:00Z", false)]
    [InlineData("2026-10-25T02:59:00Z", true)]
    public void IsOpen_Moment_IsAsChatSaysIt(string at, bool open) =>
        Assert.Equal(open, OpeningHoursRules.IsOpen(Hours, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
