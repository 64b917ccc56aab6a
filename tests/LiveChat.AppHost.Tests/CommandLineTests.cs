using Xunit;

namespace LiveChat.AppHost.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_NoArguments_StandaloneOnPort8080WithDemo()
    {
        var line = CommandLine.Parse([]);

        Assert.Equal(("standalone", "http://localhost:8080/", true), (line.Command, line.Urls.ToString(), line.Demo));
        Assert.Null(line.Data);
    }

    [Fact]
    public void Parse_DistributedWithOptions_TakesThemAll()
    {
        var line = CommandLine.Parse(["distributed", "--urls", "http://127.0.0.1:9000", "--data=/d", "--replicas", "chat=2", "--replicas=gateway=3", "--keep-going"]);

        Assert.Equal("distributed", line.Command);
        Assert.Equal(9000, line.Urls.Port);
        Assert.Equal("/d", line.Data);
        Assert.Equal((2, 3, true), (line.Replicas["chat"], line.Replicas["gateway"], line.KeepGoing));
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--data")]
    [InlineData("--data", "")]
    [InlineData("--data=")]
    [InlineData("--urls", "")]
    [InlineData("--urls", "https://127.0.0.1:9000")]
    [InlineData("--urls", "nowhere")]
    [InlineData("--replicas", "chat=0")]
    [InlineData("--replicas", "database=2")]
    [InlineData("somewhere")]
    public void Parse_NotUnderstood_OneSentence(params string[] args)
    {
        var refused = Assert.Throws<AppHostException>(() => CommandLine.Parse(args));

        Assert.DoesNotContain('\n', refused.Message);
    }
}
