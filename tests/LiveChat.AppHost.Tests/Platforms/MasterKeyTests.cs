using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Processes;
using Xunit;

namespace LiveChat.AppHost.Tests.Platforms;

/// <summary>A service of its own that seals secrets at rest and was given no key to seal them with.</summary>
public sealed class MasterKeyTests
{
    private const string Nobody = "Host=127.0.0.1;Port=9;Username=app;Password=none;Database=none";

    [Theory]
    [InlineData("widgetauth")]
    [InlineData("chat")]
    [InlineData("assistantrouting")]
    public async Task Unset_TheServiceEndsWithOneSentence(string service)
    {
        var (exitCode, errors) = await StartAsync(service, null);

        Assert.Equal(1, exitCode);
        Assert.Equal("LiveChat:MasterKey is not set: secrets at rest need it, so make one with 'openssl rand -base64 32' and give it to every service.", errors);
    }

    [Fact]
    public async Task NotAKey_TheServiceEndsWithOneSentence()
    {
        var (exitCode, errors) = await StartAsync("chat", "too short");

        Assert.Equal(1, exitCode);
        Assert.Equal("LiveChat:MasterKey must be 32 bytes in base64: make one with 'openssl rand -base64 32'.", errors);
    }

    // The key is asked for before any server is: nobody listens at the addresses.
    private static async Task<(int ExitCode, string Errors)> StartAsync(string service, string? masterKey)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["LiveChat__ManagementUrl"] = Addresses.Loopback().GetLeftPart(UriPartial.Authority),
            ["LiveChat__MasterKey"] = masterKey,
            ["ConnectionStrings__redis"] = "127.0.0.1:9,abortConnect=false",
            ["ConnectionStrings__rabbitmq"] = "amqp://app:none@127.0.0.1:9",
            [$"ConnectionStrings__{service}"] = Nobody,
        };
        var program = BuildOutput.Program(service);
        var child = ChildProcess.Start(new ChildStart(
            ProgramFile.Find("dotnet") ?? "dotnet", [program], environment, WorkingFolder: Path.GetDirectoryName(program)));
        try
        {
            var exitCode = await child.Exited.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            return (exitCode, child.LastErrorLines.Trim());
        }
        finally
        {
            await child.KillAsync();
        }
    }
}
