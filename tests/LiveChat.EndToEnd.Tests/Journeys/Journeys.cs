using LiveChat.AppHost.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using LiveChat.EndToEnd.Tests.Topologies;
using LiveChat.WidgetAuth.Tests.Mail;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>What people and programs do with the platform, from outside, at the gateway. One suite for every way to run it;
/// its parts lie in the files beside this one.</summary>
public abstract partial class Journeys(Topology topology) : IAsyncLifetime
{
    /// <summary>How often a visitor may be told "I don't know": never to a greeting.</summary>
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected Platform Platform { get; private set; } = null!;

    private protected Uri Gateway => Platform.GatewayUrl;

    private protected MailServer Mail => topology.Mail;

    private protected Caller Anonymous => new(Gateway);

    public async ValueTask InitializeAsync() => Platform = await topology.PlatformAsync();

    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine($"The platform's last lines:\n{topology.LastLines}");
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task<TestTenant> TenantAsync(bool assistant = true) =>
        TestTenant.CreateAsync(Gateway, Platform.Options.OperatorKey, Ct, assistant);
}

public sealed class StandaloneJourneys(StandaloneTopology topology) : Journeys(topology);
