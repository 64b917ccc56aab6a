using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>The same attempt more than once: the provider is asked, and paid, once, and no turn is lost.</summary>
public abstract class ProviderRepetitionSuite(RoutingHost host)
{
    private const string Question = "Do you ship to Switzerland?";

    [Fact]
    public async Task ManyTimesAtOnce_IsAskedAndCountedOnce()
    {
        await using var fake = await FakeProvider.StartAsync(async (http, _) =>
        {
            // So long that all of them have arrived.
            await Task.Delay(TimeSpan.FromSeconds(1), http.RequestAborted);
            await FakeProvider.SayAsync(http, "Yes.");
        });
        var (tenant, _) = await host.NewShopAsync(fake.Url);
        var screened = Turns.Screened(tenant, Question);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.PublishAsync(screened)));
        var drafts = new HashSet<(Guid, string)>();
        for (var i = 0; i < 4; i++)
        {
            var drafted = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
            drafts.Add((drafted.Reply.DraftId, drafted.Reply.Text));
        }

        Assert.Equal("Yes.", Assert.Single(drafts).Item2);
        Assert.Single(fake.Asked);
        var usage = (await host.SendAsync(HttpMethod.Get, tenant, "provider/usage")).Json!["items"]!.AsArray();
        Assert.Equal(1, (int)Assert.Single(usage)!["calls"]!);
    }

    // A crash of the server takes claims, which no disk has, and no drafts.
    [Fact]
    public async Task ClaimsLost_WhatIsStoredIsSentAgain_NotAskedAgain()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await host.NewShopAsync(fake.Url);
        var screened = Turns.Screened(tenant, Question, first: false);
        await host.PublishAsync(screened);
        var first = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        var database = host.Services.GetRequiredKeyedService<ServiceDatabase>(AssistantRoutingModule.Name);
        Assert.Equal(1, await database.WriteAsync(
            new Sql("delete from draft_claim where turn_id = @turn;").With("turn", screened.Turn.TurnId), TestContext.Current.CancellationToken));
        await host.PublishAsync(screened);
        Assert.Equal(first.Reply.DraftId, (await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.DraftId);
        Assert.Single(fake.Asked);
    }

    // Whoever asked and died is passed over when nobody can be asking any more.
    [Fact]
    public async Task WhoeverAskedDied_TheNextOneAsks_AfterItsTime()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await host.NewShopAsync(fake.Url);
        var screened = Turns.Screened(tenant, Question);
        var database = host.Services.GetRequiredKeyedService<ServiceDatabase>(AssistantRoutingModule.Name);
        var ct = TestContext.Current.CancellationToken;
        Task SetAsync(DateTimeOffset at) => database.WriteAsync(new Sql("""
            insert into draft_claim (turn_id, attempt, claim, claimed_at) values (@turn, 1, @claim, @at)
              on conflict (turn_id, attempt) do update set claimed_at = excluded.claimed_at;
            """).With("turn", screened.Turn.TurnId).With("claim", Guid.NewGuid()).With("at", at), ct);

        await SetAsync(DateTimeOffset.UtcNow);
        await host.PublishAsync(screened);
        // Another turn of the tenant, which comes after it, is answered while it waits.
        await host.AskAsync<ReplyDrafted>(tenant, Question);
        Assert.Single(fake.Asked);
        await SetAsync(DateTimeOffset.UtcNow.AddSeconds(-30));
        Assert.Equal("Yes.", (await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.Text);
        Assert.Equal(2, fake.Asked.Count);
    }
}

public sealed class StandaloneProviderRepetitionTests(StandaloneRoutingHost host) : ProviderRepetitionSuite(host);

public sealed class DistributedProviderRepetitionTests(DistributedRoutingHost host) : ProviderRepetitionSuite(host);
