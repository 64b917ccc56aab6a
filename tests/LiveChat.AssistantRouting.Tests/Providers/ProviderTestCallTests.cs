using System.Net;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>The one plain call of <c>provider/test</c>, by every client library: a base URL must not lead into the operator's own
/// network, whatever DNS says later, and a server that says nothing is not waited for.</summary>
public sealed class ProviderTestCallTests
{
    [Theory]
    [InlineData("openai", "http://127.0.0.1:{port}")]
    [InlineData("openai_compatible", "http://[::1]:{port}")]
    [InlineData("azure_openai", "http://name-of-a-provider.example:{port}")]
    [InlineData("anthropic", "http://name-of-a-provider.example:{port}")]
    public async Task Test_AddressInThePrivateNetwork_IsRefusedWithoutAConnection(string kind, string address)
    {
        await using var fake = await FakeProvider.SayingAsync("You found me.");
        var guard = new OutboundGuard(Options.Create(new OutboundOptions()), (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        using var clients = new ChatClients(guard, TimeProvider.System);
        var client = clients.Create(kind, address.Replace("{port}", new Uri(fake.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), "m", "sk-test-0123456789");
        var failure = await ProviderCalls.TestAsync(client, kind, "m", TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(ProviderCauses.AddressRefused, failure!.Cause);
        Assert.Empty(fake.Asked);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Test_NoAnswerInTime_IsATimeout(string kind)
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => Misbehaviour.OfAsync(http, "slow first byte", streamed: false));
        using var clients = new ChatClients(new OutboundGuard(Options.Create(new OutboundOptions { AllowPrivateAddresses = true }), null), TimeProvider.System);
        var failure = await ProviderCalls.TestAsync(clients.Create(kind, fake.Url, "m", "sk-test-0123456789"), kind, "m", TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.Equal(ProviderCauses.Timeout, failure!.Cause);
        Assert.Equal("The provider did not answer in time: try again, or take a faster model.", ProviderCauses.Sentence(failure.Cause));
    }
}
