using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

/// <summary>Personal data, reply checks and the terms of reviews as settings.</summary>
public abstract partial class SafetyModerationSuite
{
    [Fact]
    public async Task MaskedForTheProvider_PageAttributesAndGuidanceToo()
    {
        await PutAsync(Settings("masking", new JsonObject { ["emails"] = "provider" }));
        var posted = Posted("hello, ann@example.com");
        await host.PublishAsync(posted with
        {
            Message = posted.Message with
            {
                PageUrl = "https://shop.example/?mail=ann%40example.com",
                Attributes = new Dictionary<string, string> { ["login"] = "ann@example.com", ["plan"] = "gold" },
                Guidance = "Tell her that we wrote to ann@example.com.",
            },
        });
        var screened = (await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId)).Message;
        Assert.Equal(("hello, [e-mail]", "https://shop.example/?mail=%5Be-mail%5D", "[e-mail]", "gold"),
            (screened.Text, screened.PageUrl, screened.Attributes!["login"], screened.Attributes["plan"]));
        Assert.Equal("Tell her that we wrote to [e-mail].", screened.Guidance);
    }

    [Fact]
    public async Task Masking_SavedAndReadBack_AsWordsOrArrays()
    {
        await PutAsync(Settings("masking", new JsonObject
        {
            ["paymentCards"] = new JsonArray("storage", "replies"),
            ["emails"] = "provider",
            ["phones"] = null,
            ["other"] = "x",
        }));
        var (_, body, _) = await SendAsync(HttpMethod.Get, "safety");
        Assert.Equal(("[\"storage\",\"replies\"]", "provider", "ignore"), (body["masking"]!["paymentCards"]!.ToJsonString(),
            (string?)body["masking"]!["emails"], (string?)body["masking"]!["phones"]));
        foreach (var wrong in (string[])["mask", "7", "[\"storage\", 1]", "{}"])
        {
            var value = wrong == "mask" ? JsonValue.Create(wrong) : JsonNode.Parse(wrong);
            var (status, problem, _) = await SendAsync(HttpMethod.Put, "safety", Settings("masking", new JsonObject { ["ibans"] = value }));
            Assert.Equal((HttpStatusCode.BadRequest, true), (status, problem["errors"]!.AsObject().ContainsKey("masking.ibans")));
        }
    }

    [Fact]
    public async Task Masking_TowardsTheProvider_LeavesNoCardInWhatGoesOn()
    {
        await PutAsync(Settings("masking", new JsonObject { ["paymentCards"] = "provider" }));
        var posted = Posted("Charge 4111 1111 1111 1111, write to ann@example.com");
        await host.PublishAsync(posted);
        var screened = await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        Assert.Equal("Charge [payment card], write to ann@example.com", screened.Message.Text);
    }

    [Fact]
    public async Task Facts_TellChatWhatToMaskAndWhenToClose_TheDefaultsFirst()
    {
        var settings = Settings("masking", new JsonObject { ["paymentCards"] = "storage", ["emails"] = "provider" });
        settings["closing"] = new JsonObject { ["assistantHours"] = 2, ["peopleDays"] = 3 };
        settings["handoverAwayText"] = "We are back on Monday.";
        await PutAsync(settings);
        var page = await host.Http.GetFromJsonAsync<JsonObject>(new Uri(host.Management, "/internal/safetymoderation/facts?since=0&limit=1000"), ct);
        var facts = page!["items"]!.AsArray();
        Assert.Equal(("*", 24), ((string?)facts[0]!["tenantId"], (int)facts[0]!["assistantHours"]!));
        var own = facts.Single(item => (string?)item!["tenantId"] == tenant)!;
        Assert.Equal(("[\"paymentCards\"]", 2, 3, "We are back on Monday."), (own["maskInStorage"]!.ToJsonString(), (int)own["assistantHours"]!,
            (int)own["peopleDays"]!, (string?)own["handoverAwayText"]!["*"]));
        Assert.Equal(["paymentCards", "emails"], own["maskForProvider"]!.AsArray().Select(kind => (string?)kind));
    }

    [Fact]
    public async Task ReplyChecks_WrongValues_NameEachField()
    {
        var settings = Settings("replyChecks", new JsonObject { ["foreignLinks"] = "end", ["linkDomains"] = new JsonArray("help.example", "not a host") });
        settings["review"] = new JsonObject { ["minutes"] = 0, ["onExpiry"] = "delete" };
        settings["closing"] = new JsonObject { ["assistantHours"] = 0 };
        var (status, problem, _) = await SendAsync(HttpMethod.Put, "safety", settings);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["closing.assistantHours", "replyChecks.foreignLinks", "replyChecks.linkDomains[1]", "review.minutes", "review.onExpiry"],
            problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reply_WithAForeignAddress_IsReplacedAndSaysWhy()
    {
        await PutAsync(Settings("masking", new JsonObject { ["emails"] = "replies" }));
        var drafted = Drafted("Write to boss@secret.example");
        await host.PublishAsync(drafted);
        var verdict = (await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId)).Verdict;
        Assert.Equal(("fallback", "personalData", "emails"), (verdict.Action, verdict.List, verdict.Rule));
        var answering = Drafted("We write to boss@secret.example") with { VisitorText = "I am Boss@secret.example" };
        await host.PublishAsync(answering);
        Assert.Equal("allow", (await host.Verdicts.WaitAsync<ReplyScreened>(answering.Turn.TurnId)).Verdict.Action);
    }

    [Fact]
    public async Task Reply_InSeriousMode_IsHeldIfTheTenantWants_AndHasNoQuickReplies()
    {
        await PutAsync(Settings("review", new JsonObject { ["allWhenSerious"] = true, ["minutes"] = 3, ["onExpiry"] = "send" }));
        var calm = Drafted("We ship on Mondays.");
        await host.PublishAsync(calm);
        Assert.Equal("allow", (await host.Verdicts.WaitAsync<ReplyScreened>(calm.Turn.TurnId)).Verdict.Action);
        var drafted = Drafted("We ship on Mondays.") with { Serious = true };
        await host.PublishAsync(drafted with { Reply = drafted.Reply with { QuickReplies = ["Yay!"] } });
        var screened = await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId);
        Assert.Equal(("hold", 180, "send"), (screened.Verdict.Action, screened.Verdict.Hold!.Seconds, screened.Verdict.Hold.OnExpiry));
        Assert.Empty(screened.Reply.QuickReplies);
    }
}
