using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Contracts;
using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;
using LiveChat.SafetyModeration.Tests.Hosting;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

public sealed class StandaloneSafetyModerationTests(StandaloneSafetyHost host)
    : SafetyModerationSuite(host), IClassFixture<StandaloneSafetyHost>;

public sealed class DistributedSafetyModerationTests(DistributedSafetyHost host)
    : SafetyModerationSuite(host), IClassFixture<DistributedSafetyHost>;

/// <summary>The module from outside: over HTTP and over the bus.</summary>
public abstract partial class SafetyModerationSuite(SafetyHost host)
{
    private readonly string tenant = SafetyHost.NewTenant();
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_NeverSaved_ShowsDefaultsAndTheSystemsLists()
    {
        var (status, body, tag) = await SendAsync(HttpMethod.Get, "safety", role: "viewer");
        Assert.Equal((HttpStatusCode.OK, "\"0\""), (status, tag));
        Assert.Equal("off", (string?)body["reviewMode"]);
        Assert.Empty(body["blockedKeywords"]!["phrases"]!.AsArray());
        Assert.Equal("ignore", (string?)body["masking"]!["paymentCards"]);
        Assert.Contains(body["systemPhrases"]!.AsArray(), list => (string?)list!["list"] == ListNames.SeriousHigh);
    }

    [Fact]
    public async Task Put_ThenGet_GivesBackWhatWasSavedWithItsVersion()
    {
        var saved = Settings(blocked: ["one", " two ", "", "TWO", "drei*"], fallback: "Sorry.");
        Assert.Equal((HttpStatusCode.OK, "\"1\""), await PutAsync(saved));
        var (_, body, tag) = await SendAsync(HttpMethod.Get, "safety");
        Assert.Equal("\"1\"", tag);
        Assert.Equal(["one", "two", "drei*"], body["blockedKeywords"]!["phrases"]!.AsArray().Select(p => (string?)p));
        Assert.Equal("Sorry.", (string?)body["fallbackText"]);
    }

    [Fact]
    public async Task Put_StaleIfMatch_Is412AndChangesNothing()
    {
        Assert.Equal((HttpStatusCode.OK, "\"1\""), await PutAsync(Settings(["one"]), ifMatch: "\"0\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(Settings(["two"]), ifMatch: "\"0\"")).Status);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), await PutAsync(Settings(["three"]), ifMatch: "\"1\""));
        Assert.Equal((HttpStatusCode.OK, "\"3\""), await PutAsync(Settings(["four"])));
    }

    [Fact]
    public async Task Put_WrongFields_NamesEachOfThem()
    {
        var body = Settings(["ok", "...", new string('x', 201)]);
        body["seriousHighConfidenceKeywords"]!["action"] = "allow";
        body["seriousMediumConfidenceKeywords"] = null;
        body["reviewMode"] = "sometimes";
        body["masking"] = new JsonObject { ["ibans"] = "mask" };
        body["escalationRules"] = new JsonArray(new JsonObject());
        var (status, problem, _) = await SendAsync(HttpMethod.Put, "safety", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_request", (string?)problem["code"]);
        Assert.Equal(
            ["blockedKeywords.phrases[1]", "blockedKeywords.phrases[2]", "escalationRules[0].name", "escalationRules[0].then",
                "escalationRules[0].when", "masking.ibans", "reviewMode",
                "seriousHighConfidenceKeywords.action", "seriousMediumConfidenceKeywords"],
            problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"blockedKeywords\":")]
    [InlineData("{\"blockedKeywords\":7}")]
    [InlineData("{\"fallbackText\":[1]}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Put_BrokenJson_Is400(string json)
    {
        using var request = host.Request(HttpMethod.Put, $"/api/tenants/{tenant}/safety", tenant);
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.SendAsync(request, ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Routes_WrongRoleTenantOrNoToken_AreRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Put, "safety", Settings([]), role: "agent")).Status);
        using var foreign = host.Request(HttpMethod.Get, $"/api/tenants/{SafetyHost.NewTenant()}/safety", tenant);
        using var refused = await host.Http.SendAsync(foreign, ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var anonymous = await host.Http.GetAsync(new Uri($"/api/tenants/{tenant}/safety", UriKind.Relative), ct);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        using var wrongListener = await host.Http.PostAsJsonAsync("/internal/safetymoderation/screen", new { tenantId = tenant, sentence = "x" }, ct);
        Assert.Equal(HttpStatusCode.NotFound, wrongListener.StatusCode);
    }

    [Fact]
    public async Task Test_SavedPhraseInDisguise_SaysWhereItStands()
    {
        await PutAsync(Settings(["brown fox"]));
        var (status, body, _) = await SendAsync(HttpMethod.Post, "safety/test",
            new JsonObject { ["text"] = "🙂 a br0wn-f0x!", ["direction"] = "visitor" }, role: "viewer");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("fallback", "blockedKeywords", "brown fox"), ((string?)body["verdict"], (string?)body["list"], (string?)body["rule"]));
        Assert.Equal((4, 9, "br0wn-f0x"), ((int)body["matched"]!["start"]!, (int)body["matched"]!["length"]!, (string?)body["matched"]!["text"]));
        Assert.Equal("🙂 a br0wn f0x", (string?)body["normalized"]);
    }

    [Fact]
    public async Task Test_WrongInput_Is400()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "safety/test", new JsonObject())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = "x", ["direction"] = "up" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "safety/test", new JsonObject { ["text"] = 7 })).Status);
    }

    [Fact]
    public async Task VisitorMessage_Clean_GoesOnWithItsTrail()
    {
        var posted = Posted("Do you ship to Switzerland?");
        await host.PublishAsync(posted);
        var screened = await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        Assert.Equal(posted.Message.Text, screened.Message.Text);
        Assert.Equal(["accept", "screen_message"], screened.Trail.Select(step => step.Step));
        Assert.Equal(("allow", "No list hit; default settings."), (screened.Trail[1].Outcome, screened.Trail[1].Detail));
    }

    [Fact]
    public async Task VisitorMessage_HitsTheTenantsList_IsStoppedWithItsTextInTheVisitorsLanguage()
    {
        var settings = Settings(["brown fox"]);
        settings["fallbackText"] = new JsonObject { ["en"] = "Sorry.", ["de"] = "Leider nein." };
        await PutAsync(settings);
        var posted = Posted("the brown fox", locale: "de-CH");
        await host.PublishAsync(posted);
        var stopped = await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId);
        Assert.Equal(new ScreeningVerdict("fallback", "blockedKeywords", "brown fox", "Leider nein.", false) { Warning = true }, stopped.Verdict);
        Assert.Equal("blockedKeywords: phrase 'brown fox'; settings version 1.", stopped.Trail[^1].Detail);
    }

    [Fact]
    public async Task VisitorMessage_SomebodyInDanger_GoesToPeopleAndTurnsSerious()
    {
        var posted = Posted("I want to k i l l   m y s e l f");
        await host.PublishAsync(posted);
        var stopped = await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId);
        Assert.Equal(("handover", true), (stopped.Verdict.Action, stopped.Verdict.Serious));
    }

    [Fact]
    public async Task VisitorMessage_SettingsJustSaved_AreTheOnesThatCount()
    {
        for (var version = 1; version <= 3; version++)
        {
            await PutAsync(Settings([$"phrase{version}x"]));
            var posted = Posted($"a phrase{version}x");
            await host.PublishAsync(posted);
            await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId);
        }
    }

    [Theory]
    [InlineData("fallback")]
    [InlineData("handover")]
    [InlineData("hold")]
    [InlineData("end")]
    public async Task EachList_DoesItsAction_ToMessagesAndToReplies(string action)
    {
        var settings = Settings([]);
        settings["blockedKeywords"] = List(["quokka"], action);
        settings["seriousHighConfidenceKeywords"] = List(["wombat"], action);
        settings["seriousMediumConfidenceKeywords"] = List(["bandicoot", "potoroo"], action);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(settings)).Status);
        foreach (var (text, list, rule, serious) in new[]
        {
            ("a quokka", "blockedKeywords", "quokka", false), ("a wombat", "seriousHighConfidenceKeywords", "wombat", true),
            ("bandicoot and potoroo", "seriousMediumConfidenceKeywords", "bandicoot", true),
        })
        {
            var (posted, drafted) = (Posted(text), Drafted(text));
            await host.PublishAsync(posted);
            await host.PublishAsync(drafted);
            var said = (await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId)).Verdict;
            var drawn = (await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId)).Verdict;
            Assert.Equal((action, list, rule, serious, true), (said.Action, said.List, said.Rule, said.Serious, said.Warning));
            Assert.Equal((action, list, rule, serious, false), (drawn.Action, drawn.List, drawn.Rule, drawn.Serious, drawn.Warning));
            Assert.Equal(action == "hold", drawn.Hold is not null);
        }
    }

    [Fact]
    public async Task Reply_WithAForbiddenWord_IsReplaced()
    {
        var drafted = Drafted("Well, sh1t.");
        await host.PublishAsync(drafted);
        var screened = await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId);
        Assert.Equal(("fallback", "shit"), (screened.Verdict.Action, screened.Verdict.Rule));
        Assert.Equal(drafted.Reply.DraftId, screened.Reply.DraftId);
    }

    [Fact]
    public async Task Reply_ReviewModeAll_IsHeld()
    {
        var settings = Settings([]);
        settings["reviewMode"] = "all";
        settings["waitingText"] = "One moment.";
        await PutAsync(settings);
        var drafted = Drafted("We ship on Mondays.");
        await host.PublishAsync(drafted);
        var screened = await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId);
        Assert.Equal(new ScreeningVerdict("hold", "reviewMode", null, "One moment.", false), screened.Verdict with { Hold = null });
        Assert.Equal((600, "handover", false), (screened.Verdict.Hold!.Seconds, screened.Verdict.Hold.OnExpiry, screened.Verdict.Hold.WaitWhenNobodyOnline));
        Assert.Equal("reviewMode", Assert.Single(screened.Verdict.Hold.Reasons).List);
    }

    // What can't be read now can't be read in a minute: people are told at once, instead of when the turn's time is up.
    [Fact]
    public async Task Settings_ThatCannotBeRead_HandTheTurnToPeopleAtOnce()
    {
        await SpoilAsync(tenant);
        var (posted, drafted) = (Posted("Do you ship to Switzerland?"), Drafted("We do."));
        await host.PublishAsync(posted);
        await host.PublishAsync(drafted);
        var stopped = await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId);
        var screened = await host.Verdicts.WaitAsync<ReplyScreened>(drafted.Turn.TurnId);
        Assert.Equal(("handover", "internal_error", false), (stopped.Verdict.Action, stopped.Verdict.List, stopped.Verdict.Warning));
        Assert.Equal(("handover", "internal_error"), (screened.Verdict.Action, screened.Verdict.List));
        Assert.Equal(("screen_message", "failed", "internal_error"), (stopped.Trail[^1].Step, stopped.Trail[^1].Outcome, stopped.Trail[^1].Cause));
        Assert.Equal(("screen_reply", "failed", "internal_error"), (screened.Trail[^1].Step, screened.Trail[^1].Outcome, screened.Trail[^1].Cause));
    }

    [Fact]
    public async Task Settings_ThatCannotBeRead_KeepNoOtherTenantsChangesFromBeingRead()
    {
        var screens = host.Services.GetRequiredService<TenantScreens>();
        await PutAsync(Settings(["zebra"]));
        await screens.FindAsync(tenant, ct);
        await SpoilAsync(SafetyHost.NewTenant());
        await PutAsync(Settings(["lion"]));
        await screens.RefreshAsync(ct);
        var posted = Posted("A lion.");
        await host.PublishAsync(posted);
        Assert.Equal("fallback", (await host.Verdicts.WaitAsync<VisitorMessageStopped>(posted.Turn.TurnId)).Verdict.Action);
    }

    [Fact]
    public async Task InternalMask_MasksWhatMustNotReachAProvider()
    {
        var url = new Uri(host.Management, "/internal/safetymoderation/mask");
        var text = "Write to niamh@shop.example.";
        using var before = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, text }, ct);
        Assert.Equal(text, (string)(await before.Content.ReadFromJsonAsync<JsonObject>(ct))!["text"]!);
        var settings = Settings([]);
        settings["masking"] = new JsonObject { ["emails"] = "provider" };
        await PutAsync(settings);
        using var after = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, text }, ct);
        Assert.DoesNotContain("niamh", (string)(await after.Content.ReadFromJsonAsync<JsonObject>(ct))!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InternalScreen_PhraseOverTheBorderOfSentences_DoesNotPass()
    {
        await PutAsync(Settings(["brown fox"]));
        var url = new Uri(host.Management, "/internal/safetymoderation/screen");
        using var whole = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, previous = "A brown.", sentence = "Fox ran." }, ct);
        Assert.False((bool)(await whole.Content.ReadFromJsonAsync<JsonObject>(ct))!["pass"]!);
        using var part = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, sentence = "Fox ran." }, ct);
        Assert.True((bool)(await part.Content.ReadFromJsonAsync<JsonObject>(ct))!["pass"]!);
    }

    [Theory]
    [InlineData("reviewMode", "\"flagged\"")]
    [InlineData("reviewMode", "\"all\"")]
    [InlineData("blockedKeywords", "{\"phrases\":[\"zebra\"],\"inspects\":\"both\",\"action\":\"hold\"}")]
    public async Task InternalScreen_WhereAReplyCouldBeHeld_LetsNothingPass(string name, string value)
    {
        var url = new Uri(host.Management, "/internal/safetymoderation/screen");
        using var before = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, sentence = "We ship on Mondays." }, ct);
        Assert.True((bool)(await before.Content.ReadFromJsonAsync<JsonObject>(ct))!["pass"]!);
        var settings = Settings([]);
        settings[name] = JsonNode.Parse(value);
        await PutAsync(settings);
        using var after = await host.Http.PostAsJsonAsync(url, new { tenantId = tenant, sentence = "We ship on Mondays." }, ct);
        Assert.False((bool)(await after.Content.ReadFromJsonAsync<JsonObject>(ct))!["pass"]!);
    }

    [Fact]
    public async Task Replace_ManyTenantsAtOnce_EveryChangeIsSeenByALaterReader()
    {
        var store = host.Services.GetRequiredService<SafetySettingsStore>();
        var before = await store.LatestRevisionAsync(ct);
        var tenants = Enumerable.Range(0, 12).Select(_ => SafetyHost.NewTenant()).ToList();
        await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (id, token) =>
        {
            Assert.True(await store.ReplaceAsync(id, SafetySettings.Default, 0, null, null, token));
            Assert.False(await store.ReplaceAsync(id, SafetySettings.Default, 0, null, null, token));
            Assert.True(await store.ReplaceAsync(id, SafetySettings.Default, 1, Guid.NewGuid(), null, token));
        });
        var changed = await store.ChangedSinceAsync(before, 1000, ct);
        Assert.Subset(changed.Select(c => (c.TenantId, c.Stored!.Version)).ToHashSet(), tenants.Select(id => (id, 2L)).ToHashSet());
        Assert.Equal(changed.Select(c => c.Revision).Order(), changed.Select(c => c.Revision));
    }

    /// <summary>Leaves settings that nobody can read.</summary>
    private Task SpoilAsync(string tenantId) => host.Services.GetRequiredService<SafetyModerationDatabase>().Database.WriteAsync(new Sql("""
        insert into safety_settings (tenant_id, version, revision, settings, updated_at)
        select @tenant, 1, coalesce(max(revision), 0) + 1, '{', 0 from safety_settings;
        """).With("tenant", tenantId), ct);

    private static JsonObject Settings(string[] blocked, string? fallback = null) => new()
    {
        ["blockedKeywords"] = List(blocked, "fallback"),
        ["seriousHighConfidenceKeywords"] = List([], "handover"),
        ["seriousMediumConfidenceKeywords"] = List([], "handover"),
        ["reviewMode"] = "off",
        ["fallbackText"] = fallback,
    };

    private static JsonObject Settings(string name, JsonNode value)
    {
        var settings = Settings([]);
        settings[name] = value;
        return settings;
    }

    private static JsonObject List(string[] phrases, string action) => new()
    {
        ["phrases"] = new JsonArray([.. phrases.Select(p => (JsonNode)p)]),
        ["inspects"] = "both",
        ["action"] = action,
    };

    private VisitorMessagePosted Posted(string text, string? locale = null) => new(
        Turn(), new VisitorMessage(text, locale, "chat", null, null, null, false, true, null), Accepted());

    private ReplyDrafted Drafted(string text) => new(
        Turn(), new DraftedReply(Guid.NewGuid(), Guid.NewGuid(), "Ada", text, [], [], "builtin", 0, true), Accepted());

    private TurnRef Turn() => new(tenant, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), 1, "request-1");

    private static TrailStep[] Accepted() => [new("chat", "accept", "accepted", null, null, DateTimeOffset.UtcNow, 1)];

    private async Task<(HttpStatusCode Status, string? Tag)> PutAsync(JsonObject settings, string? ifMatch = null)
    {
        var (status, _, tag) = await SendAsync(HttpMethod.Put, "safety", settings, ifMatch: ifMatch);
        return (status, tag);
    }

    private async Task<(HttpStatusCode Status, JsonObject Body, string? Tag)> SendAsync(
        HttpMethod method, string path, JsonObject? content = null, string role = "admin", string? ifMatch = null)
    {
        using var request = host.Request(method, $"/api/tenants/{tenant}/{path}", tenant, role);
        if (content is not null)
            request.Content = JsonContent.Create(content);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await host.Http.SendAsync(request, ct);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(ct))!, response.Headers.ETag?.Tag);
    }
}
