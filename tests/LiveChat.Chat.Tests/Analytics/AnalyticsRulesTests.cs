using LiveChat.Chat.Analytics;

namespace LiveChat.Chat.Tests.Analytics;

public sealed class AnalyticsRulesTests
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Items_DaysAreTheTenantsOwn()
    {
        var period = AnalyticsRules.Period("2026-11-20", "2026-11-21", null, s_berlin, s_now);
        // 23:00 UTC on the 19th is midnight of the 20th in Berlin; 22:45 UTC is still the day before.
        var items = AnalyticsRules.Items(period, Slots("2026-11-19T23:00:00Z", "2026-11-20T22:45:00Z", "2026-11-20T23:00:00Z"));
        Assert.Equal([("2026-11-20", 2L), ("2026-11-21", 1L)], items.Select(i => (i.At!, i.Conversations)));
    }

    [Fact]
    public void Items_TheHourThatComesTwice_IsTwoHours()
    {
        var period = AnalyticsRules.Period("2026-10-25", "2026-10-25", "hour", s_berlin, s_now);
        var items = AnalyticsRules.Items(period, Slots("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"));
        Assert.Equal(25, items.Count);
        Assert.Equal(["2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00"], items.Where(i => i.Conversations == 1).Select(i => i.At));
        Assert.Equal(23, AnalyticsRules.Items(AnalyticsRules.Period("2026-03-29", "2026-03-29", "hour", s_berlin, s_now), Slots()).Count);
    }

    [Fact]
    public void Item_RatesAndMeans_AreNullWithoutAnythingToDivide()
    {
        Assert.Equal(new AnalyticsItem("d", 0, null, 0, null, 0, null, 2, 1), AnalyticsRules.Item("d", new Figures(0, 0, 0, 0, 0, 2, 1)));
        Assert.Equal(new AnalyticsItem("d", 4, 1.5, 3, 0.75, 1, 0.25, 0, 0), AnalyticsRules.Item("d", new Figures(4, 3, 1, 2, 3000, 0, 0)));
    }

    [Theory]
    [InlineData("yesterday", null, null, "from")]
    [InlineData(null, "2026-13-01", null, "to")]
    [InlineData("2026-11-22", "2026-11-01", null, "from")]
    [InlineData("2020-01-01", "2026-11-01", null, "from")]
    [InlineData("2026-01-01", "2026-11-01", "hour", "from")]
    [InlineData(null, null, "week", "by")]
    public void Period_WhatCannotBe_IsNamed(string? from, string? to, string? by, string field)
    {
        var refused = Assert.Throws<ProblemException>(() => AnalyticsRules.Period(from, to, by, s_berlin, s_now));
        Assert.Contains(field, ((IReadOnlyDictionary<string, string>)refused.Members.Single(m => m.Name == "errors").Value!).Keys);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("+49 30 123", "\"'+49 30 123\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1+1", "\"'  =1+1\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("a,b\r\nc", "\"a,b\r\nc\"")]
    [InlineData("", "")]
    public void Cell_IsQuotedAndNeverAFormula(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    private static Dictionary<long, Figures> Slots(params string[] at) => at.ToDictionary(
        text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() / AnalyticsRules.SlotMs,
        _ => new Figures(1, 0, 0, 0, 0, 0, 0));
}
