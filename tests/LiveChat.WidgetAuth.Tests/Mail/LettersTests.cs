using LiveChat.WidgetAuth.Mail;

namespace LiveChat.WidgetAuth.Tests.Mail;

public sealed class LettersTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 14, 9, 30, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("en", "en")]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("den", "en")]
    [InlineData("fr", "en")]
    public void Language_OfALocale(string? locale, string language) => Assert.Equal(language, MailLanguages.Of(locale));

    [Theory]
    [InlineData("""{"locale":"de-CH","name":"x"}""", "de")]
    [InlineData("{}", "en")]
    [InlineData("""{"locale":7}""", "en")]
    public void Language_OfStoredSettings(string settings, string language) => Assert.Equal(language, MailLanguages.OfSettings(settings));

    [Theory]
    [InlineData("en", "14 March 2026, 07:30 UTC", "as admin")]
    [InlineData("de", "14. März 2026, 07:30 UTC", "Administration")]
    public void Letters_SayTheMomentInUtc_AndKeepNamesInTheirLine(string language, string time, string role)
    {
        var letters = Letters.For(language);
        var invitation = letters.Invitation("a@b.example", "Evil\r\nBcc: x", "admin", "https://link", s_now, s_now.AddDays(-7));
        Assert.Contains(time, invitation.Body, StringComparison.Ordinal);
        Assert.Contains(role, invitation.Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', invitation.Subject);
        Assert.DoesNotContain("\nBcc", invitation.Body, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(7), invitation.Life);
        foreach (var letter in (Letter[])[invitation, letters.PasswordReset("a@b.example", "https://link", s_now, s_now.AddHours(-2)),
            letters.TokenExpiring("a@b.example", "Shop", null, s_now, 1, "https://link")])
        {
            Assert.Contains("https://link", letter.Body, StringComparison.Ordinal);
            Assert.Contains(time, letter.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Letters_OfBothLanguages_Differ()
    {
        Assert.NotEqual(Letters.For("en").PasswordChanged("x").Body, Letters.For("de").PasswordChanged("x").Body);
        Assert.NotEqual(Letters.For("en").TokenExpiring("x", "S", "l", s_now, 7, "u").Subject, Letters.For("de").TokenExpiring("x", "S", "l", s_now, 7, "u").Subject);
    }
}
