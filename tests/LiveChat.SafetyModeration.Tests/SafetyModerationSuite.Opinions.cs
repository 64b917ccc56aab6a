using System.Net;
using System.Text.Json.Nodes;
using LiveChat.Contracts;
using LiveChat.SafetyModeration.Tests.Hosting;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

public abstract partial class SafetyModerationSuite
{
    private const string Medium = "marmalade";

    [Fact]
    public async Task SecondOpinion_NoProvider_IsTheRulesAndOnePhraseAloneDecidesNothing()
    {
        await PutAsync(MediumSettings());
        var posted = Posted($"about {Medium}");
        await host.PublishAsync(posted);
        var screened = await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        Assert.Contains("second opinion by rules: 1 of 2;", screened.Trail[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondOpinion_ProviderConfirms_DecidesAndIsNamedInTheTrail()
    {
        await PutAsync(MediumSettings());
        var asked = new List<(string, string)>();
        host.Routing.Providers[tenant] = (kind, text) =>
        {
            asked.Add((kind, text));
            return Task.FromResult(PlayedRouting.Says(true));
        };
        var posted = Posted($"about {Medium}, card 4111 1111 1111 1111");
        await host.PublishAsync(posted);
        var stopped = await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId);
        Assert.Equal(("handover", true), (stopped.Verdict.Action, stopped.Verdict.Serious));
        Assert.Contains("second opinion by provider (test-model): 1 of 1;", stopped.Trail[^1].Detail, StringComparison.Ordinal);
        Assert.Equal(("serious", $"about {Medium}, card [payment card]"), Assert.Single(asked));

        var (_, body, _) = await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = Medium });
        Assert.Equal(("handover", "provider", "test-model", true),
            ((string?)body["verdict"], (string?)body["secondOpinion"]!["by"], (string?)body["secondOpinion"]!["model"], (bool)body["secondOpinion"]!["confirms"]!));
    }

    [Fact]
    public async Task SecondOpinion_ProviderDenies_TwoPhrasesAreLetThrough()
    {
        var settings = MediumSettings();
        settings["seriousMediumConfidenceKeywords"] = List([Medium, "parsnip"], "handover");
        await PutAsync(settings);
        host.Routing.Providers[tenant] = (_, _) => Task.FromResult(PlayedRouting.Says(false));
        var posted = Posted($"{Medium} and parsnip");
        await host.PublishAsync(posted);
        Assert.Contains("by provider", (await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId)).Trail[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondOpinion_ProviderTooSlow_TheRulesDecideAndTheTrailSaysWhy()
    {
        await PutAsync(MediumSettings());
        host.Routing.Providers[tenant] = async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            return PlayedRouting.Says(true);
        };
        var posted = Posted(Medium);
        await host.PublishAsync(posted);
        var screened = await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        Assert.Contains("second opinion by rules: 1 of 2 (provider_timeout);", screened.Trail[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondOpinion_SomebodyInDanger_AsksNobody()
    {
        await PutAsync(MediumSettings());
        host.Routing.Providers[tenant] = (_, _) => throw new InvalidOperationException("must not be asked");
        var posted = Posted($"{Medium}, I want to kill myself");
        await host.PublishAsync(posted);
        Assert.Equal("seriousHighConfidenceKeywords", (await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId)).Verdict.List);
    }

    [Fact]
    public async Task Provider_IsToldWhatItJudges_SoThatARepeatedEventIsNotPaidAgain()
    {
        var settings = MediumSettings();
        settings["replyChecks"] = new JsonObject { ["providerModeration"] = "hold" };
        await PutAsync(settings);
        host.Routing.Providers[tenant] = (_, _) => Task.FromResult(PlayedRouting.Says(false));
        var (posted, drafted) = (Posted(Medium), Drafted($"The {Medium} is sold out."));
        await host.PublishAsync(posted);
        await host.PublishAsync(drafted);
        await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId);
        await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = Medium });
        var asked = host.Routing.Subjects.Where(s => s.TenantId == tenant).Select(s => (s.Kind, s.Subject)).ToList();
        Assert.Equal(4, asked.Count);
        Assert.Contains(("serious", (Guid?)posted.Turn.TurnId), asked);
        Assert.Contains(("serious", (Guid?)drafted.Reply.DraftId), asked);
        Assert.Contains(("reply", (Guid?)drafted.Reply.DraftId), asked);
        Assert.Contains(("serious", (Guid?)null), asked);
    }

    [Fact]
    public async Task ProviderModeration_OffUnlessWanted_StopsWhatTheProviderCallsUnsafe()
    {
        host.Routing.Providers[tenant] = (kind, text) => Task.FromResult(PlayedRouting.Says(kind == "reply" && text.Contains("odd", StringComparison.Ordinal)));
        var off = Drafted("An odd reply.");
        await host.PublishAsync(off);
        Assert.Equal("allow", (await host.Verdicts.WaitAsync<ReplyScreened>(off.Turn.TurnId)).Verdict.Action);

        await PutAsync(Settings("replyChecks", new JsonObject { ["providerModeration"] = "hold" }));
        var (unsafeReply, fine) = (Drafted("An odd reply."), Drafted("A fine reply."));
        await host.PublishAsync(unsafeReply);
        await host.PublishAsync(fine);
        var held = await host.Verdicts.WaitAsync<ReplyScreened>(unsafeReply.Turn.TurnId);
        Assert.Equal(("hold", "providerModeration", "test-model"), (held.Verdict.Action, held.Verdict.List, held.Verdict.Rule));
        Assert.Contains(held.Trail, step => step is { Step: "moderate_reply", Outcome: "unsafe" });
        Assert.Equal("allow", (await host.Verdicts.WaitAsync<ReplyScreened>(fine.Turn.TurnId)).Verdict.Action);
    }

    [Fact]
    public async Task Test_LastMessages_SaysWhatTheListsWouldHaveDone()
    {
        await PutAsync(Settings(["brown fox"]));
        host.Chat.Recent[tenant] = [("visitor", "hello"), ("assistant", "A brown-f0x!"), ("visitor", "I want to kill myself"), ("visitor", "too old")];
        var (status, body, _) = await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "x", ["lastMessages"] = 3 }, role: "viewer");
        Assert.Equal(HttpStatusCode.OK, status);
        var last = body["lastMessages"]!;
        Assert.Equal((3, 1, 1, 1), ((int)last["tried"]!, (int)last["verdicts"]!["allow"]!, (int)last["verdicts"]!["fallback"]!, (int)last["verdicts"]!["handover"]!));
        var hits = last["hits"]!.AsArray();
        Assert.Equal(["reply", "visitor"], hits.Select(h => (string?)h!["direction"]));
        Assert.Equal(("brown fox", "brown-f0x", "A brown-f0x!", 2),
            ((string?)hits[0]!["rule"], (string?)hits[0]!["matched"]!["text"], (string?)hits[0]!["text"], (int)hits[0]!["matched"]!["start"]!));
        Assert.Equal((true, true), ((bool)hits[1]!["serious"]!, (bool)hits[1]!["system"]!));

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "x", ["lastMessages"] = 201 })).Status);
        host.Chat.Recent.TryRemove(tenant, out _);
        var (away, problem, _) = await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "x", ["lastMessages"] = 3 });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (away, (string?)problem["code"]));
    }

    [Fact]
    public async Task Test_EscalationRules_SaysWhichWouldApply()
    {
        await PutAsync(Settings("escalationRules", Rules("""{"name":"Asks","when":{"keywords":{"askingForPerson":true}},"then":{"handOver":{}}}""")));
        var (_, body, _) = await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "human please" });
        Assert.Equal(("handover", "escalationRules", "Asks", "Asks"),
            ((string?)body["verdict"], (string?)body["list"], (string?)body["rule"], (string?)body["escalationRules"]![0]!["name"]));
    }

    private static JsonObject MediumSettings()
    {
        var settings = Settings("masking", new JsonObject { ["paymentCards"] = "provider" });
        settings["seriousMediumConfidenceKeywords"] = List([Medium], "handover");
        return settings;
    }
}
