using System.Buffers.Text;
using System.Text;
using LiveChat.AppHost.Seeding;
using Xunit;

namespace LiveChat.AppHost.Tests.Seeding;

public sealed class DemoSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NeedsToken_NoneOrNonsense_True()
    {
        Assert.True(DemoSeed.NeedsToken(null, Now));
        Assert.True(DemoSeed.NeedsToken("no.token", Now));
        Assert.True(DemoSeed.NeedsToken("a.%%%.c", Now));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(-1, true)]
    public void NeedsToken_EndsInDays_OnlyWhenSoon(int days, bool expected) =>
        Assert.Equal(expected, DemoSeed.NeedsToken(Token(Now.AddDays(days)), Now));

    private static string Token(DateTimeOffset end) =>
        $"h.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"exp":{{end.ToUnixTimeSeconds()}}}"""))}.s";
}
