using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>A host that asks at most four things of providers at once.</summary>
public sealed class CrowdedRoutingHost : StandaloneRoutingHost
{
    protected override async Task<Dictionary<string, string?>> SettingsAsync() =>
        new(await base.SettingsAsync()) { ["LiveChat:AssistantRouting:ProviderCallsInProcess"] = "4" };
}

/// <summary>Many tenants with one provider that hangs: they must not fill the consumer that everybody's turns go through.</summary>
public sealed class ProviderCrowdTests(CrowdedRoutingHost host) : IClassFixture<CrowdedRoutingHost>
{
    private const string Known = "Do you ship to Switzerland?", Unknowable = "Do you sell gloves?";

    [Fact]
    public async Task MoreThanTheProcessMayAsk_IsRefusedAtOnce_AndBuiltInAnswersGoOn()
    {
        var open = new TaskCompletionSource();
        var four = new TaskCompletionSource();
        await using var fake = await FakeProvider.StartAsync(async (http, call) =>
        {
            if (call == 4) four.SetResult();
            await open.Task.WaitAsync(TimeSpan.FromSeconds(20), http.RequestAborted);
            await FakeProvider.SayAsync(http, "Late.");
        });
        var tenants = new List<string>();
        for (var i = 0; i < 3; i++) tenants.Add((await host.NewShopAsync(fake.Url)).TenantId);
        var (builtin, _) = await host.NewShopAsync();
        // Two each of two tenants: far from what one tenant may have under way.
        var turns = tenants.Take(2).SelectMany(tenant => new[] { Turns.Screened(tenant, Unknowable), Turns.Screened(tenant, Unknowable) }).ToList();
        await Task.WhenAll(turns.Select(turn => host.PublishAsync(turn)));
        await four.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        using var metrics = new ProviderMetrics();
        var (failed, turn) = await host.AskAsync<ReplyFailed>(tenants[2], Unknowable);
        Assert.Equal("bulkhead_full", failed.Cause);
        Assert.Equal(["bulkhead_full"], metrics.Of(turn.TurnId));
        var (own, _) = await host.AskAsync<ReplyDrafted>(tenants[2], Known);
        Assert.Equal(("builtin", true), (own.Reply.Model, own.Reply.Known));
        Assert.Equal("bulkhead_full", Assert.Single(own.Trail, s => s.Step == "ask_provider").Cause);
        Assert.True((await host.AskAsync<ReplyDrafted>(builtin, Known)).Event.Reply.Known);
        Assert.Equal(4, fake.Asked.Count);

        open.SetResult();
        foreach (var late in turns) Assert.Equal("Late.", (await host.Drafts.NextAsync<ReplyDrafted>(late.Turn.TurnId)).Reply.Text);
        Assert.Equal("Late.", (await host.AskAsync<ReplyDrafted>(tenants[2], Unknowable)).Event.Reply.Text);
    }
}
