using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>Which key goes out, and that none comes back.</summary>
public abstract class ProviderKeySuite(RoutingHost host)
{
    private const string Question = "Do you ship to Switzerland?";

    [Fact]
    public async Task ReplacedKey_GoesWithTheNextTurn_AndAnEmptyOneSendsNone()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await host.NewShopAsync(fake.Url, "openai_compatible", "sk-first-000000000001");
        await host.AskAsync<ReplyDrafted>(tenant, Question);
        await PutAsync("sk-second-00000000002");
        await host.AskAsync<ReplyDrafted>(tenant, Question);
        await PutAsync(null);
        await host.AskAsync<ReplyDrafted>(tenant, Question);
        await PutAsync("");
        Assert.Equal("Yes.", (await host.AskAsync<ReplyDrafted>(tenant, Question)).Event.Reply.Text);
        Assert.Equal(["Bearer sk-first-000000000001", "Bearer sk-second-00000000002", "Bearer sk-second-00000000002", ""],
            fake.Asked.Select(a => a.Headers.Authorization.ToString()));

        async Task PutAsync(string? key)
        {
            var put = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai_compatible", baseUrl = fake.Url, model = "m", apiKey = key });
            Assert.Equal(HttpStatusCode.OK, put.Status);
        }
    }

    [Theory]
    [InlineData("sk-test-0123456789-wxyz", null)]
    [InlineData("bad_key.sk-test-0123456789-wxyz", null)]
    [InlineData("SK-TEST-0123456789-WXYZ", null)]
    [InlineData("invalid_api_key", "invalid_api_key")]
    public async Task KeyEchoedAsTheErrorsCode_IsToldToNobody(string echoed, string? told)
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.RefuseAsync(http, 401, echoed));
        var (tenant, _) = await host.NewShopAsync(fake.Url);
        var tested = await host.SendAsync(HttpMethod.Post, tenant, "provider/test", new { });
        Assert.Equal("provider_key_refused", tested.Code);
        Assert.Equal(told, (string?)tested.Json!["providerCode"]);
        Assert.DoesNotContain("0123456789", tested.Json.ToJsonString(), StringComparison.Ordinal);
    }
}

public sealed class StandaloneProviderKeyTests(StandaloneRoutingHost host) : ProviderKeySuite(host);

public sealed class DistributedProviderKeyTests(DistributedRoutingHost host) : ProviderKeySuite(host);
