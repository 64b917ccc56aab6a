using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>Chat begins another attempt, which is paid again, after 40 s: everything that a turn asks shares one time that is shorter.</summary>
public abstract class ProviderDeadlineSuite(RoutingHost host)
{
    private const string Unknowable = "Do you sell gloves?";

    // Of the host's 10 s an intent may take 1, and one assistant 8.
    [Fact]
    public async Task SilentProvider_IntentAndBothAssistantsShareOneTime()
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => NeverAsync(http));
        var (tenant, ada) = await host.NewShopAsync(fake.Url);
        var bob = (await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bob", model = "other" })).Json!["id"]!.GetValue<Guid>();
        await host.SendAsync(HttpMethod.Put, tenant, $"assistants/{ada}", new { name = "Ada", fallbackAssistantId = bob });
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "own", intent = "wool_lovers", target = "people" } } });

        var (failed, _) = await host.AskAsync<ReplyFailed>(tenant, Unknowable);

        Assert.Equal("provider_timeout", failed.Cause);
        var intent = Assert.Single(failed.Trail, s => s.Step == "recognise_intent");
        Assert.Equal("provider_timeout", intent.Cause);
        Assert.InRange(intent.Milliseconds, 500, 2_900);
        var asked = failed.Trail.Where(s => s.Step == "ask_provider").ToList();
        Assert.Equal(["provider_timeout", "provider_timeout"], asked.Select(s => s.Cause));
        Assert.InRange(intent.Milliseconds + asked.Sum(s => s.Milliseconds), 9_000, 13_500);
    }

    [Fact]
    public async Task StreamRefusedLate_TheRepetitionInOnePieceHasWhatIsLeft()
    {
        await using var fake = await FakeProvider.StartAsync(async (http, _) =>
        {
            if (!Asked.Of(http).Streamed) await NeverAsync(http);
            await Task.Delay(TimeSpan.FromSeconds(2.5), http.RequestAborted);
            await FakeProvider.RefuseAsync(http, 400, "unsupported_value");
        });
        var (tenant, _) = await host.NewShopAsync(fake.Url);
        var (failed, _) = await host.AskAsync<ReplyFailed>(tenant, Unknowable, streamed: true);
        Assert.Equal("provider_timeout", failed.Cause);
        Assert.Contains(fake.Asked, a => a.Streamed);
        Assert.Contains(fake.Asked, a => !a.Streamed);
        Assert.InRange(Assert.Single(failed.Trail, s => s.Step == "ask_provider").Milliseconds, 7_500, 10_000);
    }

    private static Task NeverAsync(HttpContext http) => Task.Delay(TimeSpan.FromSeconds(60), http.RequestAborted);
}

public sealed class StandaloneProviderDeadlineTests(StandaloneRoutingHost host) : ProviderDeadlineSuite(host);

public sealed class DistributedProviderDeadlineTests(DistributedRoutingHost host) : ProviderDeadlineSuite(host);
