using System.Text;
using LiveChat.WidgetAuth.Webhooks;

namespace LiveChat.WidgetAuth.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    [Fact]
    public void NextAttempt_GoesOnForADayWithLongerPauses_ThenStops()
    {
        var (now, attempts, pause) = (Start, 0, TimeSpan.Zero);
        while (WebhookRules.NextAttempt(++attempts, now, Start + WebhookRules.GivesUpAfter, First, 0.5) is { } next)
        {
            Assert.True(next > now);
            Assert.True(next - now >= pause || next == Start + WebhookRules.GivesUpAfter);
            (now, pause) = (next, next - now);
        }
        // The last one at the very end of the 24 hours.
        Assert.Equal(Start + WebhookRules.GivesUpAfter, now);
        Assert.InRange(attempts, 8, 20);
    }

    [Fact]
    public void NextAttempt_IsSpread() => Assert.True(
        WebhookRules.NextAttempt(3, Start, Start.AddDays(1), First, 0) < WebhookRules.NextAttempt(3, Start, Start.AddDays(1), First, 1));

    [Theory]
    [InlineData(9, 80, 500, null)]
    [InlineData(50, 71, 500, null)]
    [InlineData(10, 72, 500, "failed_for_3_days")]
    [InlineData(1, 0, 410, "gone")]
    public void ReasonToDisable_AfterThreeDaysOrWhenGone(long failures, int hours, int status, string? reason) =>
        Assert.Equal(reason, WebhookRules.ReasonToDisable(failures, Start, status, Start.AddHours(hours)));

    [Fact]
    public void Signature_IsTheHmacThatEveryLanguageMakes() => Assert.Equal(
        // printf 'The quick brown fox jumps over the lazy dog' | openssl dgst -sha256 -hmac key
        "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
        WebhookRules.Signature("key", Encoding.UTF8.GetBytes("The quick brown fox jumps over the lazy dog")));
}
