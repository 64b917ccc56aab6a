using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;

namespace LiveChat.Chat.Tests.Staff;

public sealed class TypicalAnswerRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 2, 2, 2, 2)] // too few
    [InlineData(2, 2, 2, 2, 2, 2)]
    [InlineData(3, 1, 1, 3, 90, 90)] // the median, not the mean
    [InlineData(5, 1, 1, 5, 90, -120)] // one was never answered
    [InlineData(null, 1, 1, -120, -90, -60)] // most were not
    [InlineData(null, 1, 1, 1, 1, -59)] // the one that still waits says nothing
    [InlineData(1, 0, 0, 0, 0, 0)]
    public void Minutes_OfAnswers_IsTheirMedian(int? minutes, params int[] answeredAfterOrWaiting) =>
        Assert.Equal(minutes, TypicalAnswerRules.Minutes(answeredAfterOrWaiting.Select(m => m < 0
            ? new HandedOver(s_now.AddMinutes(m), null) : new HandedOver(s_now.AddDays(-1), s_now.AddDays(-1).AddMinutes(m))), s_now));

    [Fact]
    public void Minutes_RoundsUp() => Assert.Equal(
        4, TypicalAnswerRules.Minutes(Enumerable.Repeat(new HandedOver(s_now, s_now.AddSeconds(181)), 5), s_now.AddHours(1)));

    [Fact]
    public void HandoverText_SaysTheTimeInEveryLanguage_OnlyWhereItWasMeasured_AndNotBehindTheTenantsOwnText()
    {
        var none = new TenantSafety(TenantSafety.AnyTenant, 1, [], [], 24, 7, null, null);
        var own = none with { HandoverText = new Dictionary<string, string> { ["*"] = "We are on our way." } };
        foreach (var language in VisitorTexts.Languages)
        {
            var texts = VisitorTexts.For(language);
            Assert.Equal(texts.Handover, texts.With(none, language, true, null).Handover);
            Assert.Equal(texts.HandoverAway, texts.With(none, language, false, 7).Handover);
            var said = texts.With(none, language, true, 7).Handover;
            Assert.StartsWith(texts.Handover, said, StringComparison.Ordinal);
            Assert.Contains("7", said, StringComparison.Ordinal);
            Assert.Equal("We are on our way.", texts.With(own, language, true, 7).Handover);
        }
    }
}
