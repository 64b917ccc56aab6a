using System.Text.Json;
using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>The visitor's and the staff's routes over HTTP, whole turns included; the same in both topologies.</summary>
public abstract partial class ChatSuite(ChatHostFixture fixture)
{
    private static readonly string s_key = new('k', 43);

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private ChatHost Host => fixture.Host;

    [Fact]
    public async Task Post_Hello_AnswersTheWholeContract()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant);
        var answer = await visitor.SayAsync("Hello!", _ct);
        Assert.Equal(200, answer.Status);
        Assert.Equal(("True", "answered", "Echo: Hello!", "1"), (answer.Text("success"), answer.Text("status"), answer.Text("message"), answer.Text("seq")));
        Assert.Equal(43, answer.Text("sessionKey")!.Length);
        Assert.Equal(JsonValueKind.Null, answer["handover"].ValueKind);
        var reply = answer["reply"];
        Assert.Equal((2, "assistant", "Ada"), (reply.GetProperty("seq").GetInt32(), reply.GetProperty("author").GetProperty("type").GetString(), reply.GetProperty("author").GetProperty("name").GetString()));
        Assert.Equal("Shipping", reply.GetProperty("sources")[0].GetProperty("title").GetString());
        Assert.Equal(("builtin", 7), (answer["metadata"].GetProperty("model").GetString(), answer["metadata"].GetProperty("tokens").GetInt32()));
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), answer["metadata"].GetProperty("requestId").GetString());

        visitor.Key = answer.Text("sessionKey");
        var second = await visitor.SayAsync("More", _ct);
        Assert.Equal((answer.Text("conversationId"), "3", ""), (second.Text("conversationId"), second.Text("seq"), second.Text("sessionKey")));
        await UntilAsync(() => Host.Feed.Of<MessagePosted>(tenant).Count() == 4);
        Assert.Single(Host.Feed.Of<MessagePosted>(tenant), e => e.NewConversation);
    }

    [Fact]
    public async Task Post_FirstMessageRepeatedWithoutKey_SameConversationAndKey()
    {
        var visitor = Host.Visitor(Host.Admit());
        const string id = "0123456789012345678901";
        var first = await visitor.SayAsync("Hello!", _ct, id);
        var again = await visitor.SayAsync("Hello!", _ct, id);
        Assert.Equal((first.Text("conversationId"), first.Text("messageId"), first.Text("sessionKey"), first.Text("message")),
            (again.Text("conversationId"), again.Text("messageId"), again.Text("sessionKey"), again.Text("message")));
        var shortId = await visitor.SayAsync("Hello!", _ct, "short");
        Assert.NotEqual(first.Text("conversationId"), shortId.Text("conversationId"));
    }

    [Fact]
    public async Task Post_IdempotencyKeyHeader_IsTheSameThingAndRefusesAnotherText()
    {
        var visitor = Host.Visitor(Host.Admit(), key: s_key);
        var first = await visitor.PostAsync("chat", """{"sessionId":"s-1","message":"Hello!"}""", _ct, ("Idempotency-Key", "\"m-1\""));
        var again = await visitor.SayAsync("Hello!", _ct, "m-1");
        var other = await visitor.SayAsync("Other", _ct, "m-1");
        Assert.Equal(first.Text("messageId"), again.Text("messageId"));
        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Text("code")));
    }

    [Fact]
    public async Task Post_ByConversationIdAndSession_Writes_UnlessTheTenantDemandsTheKey()
    {
        foreach (var requireKey in (bool[])[false, true])
        {
            var tenant = Host.Admit(requireKey: requireKey);
            var first = await Host.Visitor(tenant).SayAsync("Hello!", _ct);
            var second = await Host.Visitor(tenant).SayAsync("More", _ct, more: new { conversationId = first.Text("conversationId") });
            Assert.Equal(!requireKey, first.Text("conversationId") == second.Text("conversationId"));
            var stranger = await Host.Visitor(tenant, "s-2").SayAsync("Mine?", _ct, more: new { conversationId = first.Text("conversationId") });
            Assert.NotEqual(first.Text("conversationId"), stranger.Text("conversationId"));
            Assert.Equal("1", stranger.Text("seq"));
        }
    }

    [Theory]
    [InlineData("""{"message":"x"}""", "sessionId")]
    [InlineData("""{"sessionId":"a b","message":"x"}""", "sessionId")]
    [InlineData("""{"sessionId":"s"}""", "message")]
    [InlineData("""{"sessionId":"s","message":"   "}""", "message")]
    [InlineData("""{"sessionId":"s","message":"a\u0000b"}""", "message")]
    [InlineData("""{"sessionId":"s","message":"x","clientMessageId":"a b"}""", "clientMessageId")]
    [InlineData("""{"sessionId":"s","message":"x","visitor":{"email":"nobody"}}""", "visitor.email")]
    [InlineData("""{"sessionId":"s","message":"x","visitor":{"attributes":{"a":{"b":1}}}}""", "visitor.attributes")]
    [InlineData("""{"sessionId":"s","message":5}""", "message")]
    [InlineData("""{"sessionId":"s","message":"\ud800"}""", null)]
    [InlineData("""{"sessionId":"s","message":""", null)]
    [InlineData("[]", null)]
    [InlineData("null", "message")]
    public async Task Post_BadBody_Is400WithTheField(string json, string? field)
    {
        var answer = await Host.Visitor(Host.Admit()).PostAsync("chat", json, _ct);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Text("code")));
        Assert.NotNull(answer.Text("visitorMessage"));
        if (field is not null) Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Body.ToString());
    }

    [Fact]
    public async Task Post_IdsThatAreNoText_AreIgnored()
    {
        var visitor = Host.Visitor(Host.Admit());
        var answer = await visitor.PostAsync("chat", """{"sessionId":"s","message":"x","conversationId":"\ud800","assistantId":"\udc00x"}""", _ct);
        Assert.Equal((200, "Echo: x"), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task Post_OddButHarmless_IsAccepted()
    {
        var visitor = Host.Visitor(Host.Admit());
        var answer = await visitor.PostAsync("chat",
            """{"sessionId":"s","message":" x ","conversationId":7,"assistantId":"nope","locale":"???","page":{"url":"javascript:alert(1)"},"other":[1],"visitor":{"attributes":{"n":1,"b":true}}}""", _ct);
        Assert.Equal((200, "Echo: x"), (answer.Status, answer.Text("message")));
        Assert.Equal("message_too_long", (await visitor.SayAsync(new string('x', 4001), _ct)).Text("code"));
        Assert.Equal(200, (await visitor.SayAsync(string.Concat(Enumerable.Repeat("👋", 4000)), _ct)).Status);
        visitor.Key = "short";
        Assert.Equal("invalid_request", (await visitor.SayAsync("x", _ct)).Text("code"));
    }

    [Fact]
    public async Task Post_NoAssistant_Is400AndStoresNothing()
    {
        var tenant = Host.Admit(assistant: false);
        var answer = await Host.Visitor(tenant).SayAsync("Hello!", _ct);
        Assert.Equal((400, "assistant_not_configured"), (answer.Status, answer.Text("code")));
        Assert.Empty((await Host.Staff(tenant).GetAsync("conversations", _ct))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Post_Verdicts_GiveTheirStatus()
    {
        var tenant = Host.Admit();
        Host.Online[tenant] = ["Ann"];
        async Task<Answer> SayAsync(string text) => await Host.Visitor(tenant, $"s-{text}").SayAsync(text, _ct);
        var held = await SayAsync("hold");
        Assert.Equal(("held", "A colleague checks this.", JsonValueKind.Null), (held.Text("status"), held.Text("message"), held["reply"].ValueKind));
        var blocked = await SayAsync("block");
        Assert.Equal("blocked", blocked.Text("status"));
        Assert.Equal(2, blocked["notice"].GetProperty("seq").GetInt32());
        Assert.Equal("blocked", (await SayAsync("end")).Text("status"));
        foreach (var text in (string[])["stop", "fail", "human"])
        {
            var answer = await SayAsync(text);
            Assert.Equal("handed_off", answer.Text("status"));
            Assert.NotEqual("", answer.Text("message"));
            Assert.True(answer["handover"].GetProperty("online").GetBoolean());
        }
    }

    [Fact]
    public async Task Post_WithPeople_IsHandedOffAtOnceAndTellsOnce()
    {
        var visitor = Host.Visitor(Host.Admit(assistant: false, peopleOnly: true), key: s_key);
        var first = await visitor.SayAsync("Hello!", _ct);
        var second = await visitor.SayAsync("Anybody?", _ct);
        Assert.Equal(("handed_off", "handed_off", ""), (first.Text("status"), second.Text("status"), second.Text("message")));
        Assert.NotEqual("", first.Text("message"));
        Assert.True(first["handover"].GetProperty("askEmail").GetBoolean());
    }

    [Fact]
    public async Task Post_TakenOverWhileWaiting_AnswersAtOnceAndTheReplyIsWithheld()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var waiting = visitor.SayAsync("gate", _ct);
        var posted = await Host.Neighbours.HearAsync(tenant, _ct);
        var taken = await Host.Staff(tenant).PostAsync($"conversations/{posted.Turn.ConversationId}/takeover", null, _ct);
        Assert.Equal(200, taken.Status);
        var answer = await waiting;
        Assert.Equal(("handed_off", ""), (answer.Text("status"), answer.Text("message")));
        await Host.Neighbours.OpenAsync(posted);
        var staff = Host.Staff(tenant, "viewer");
        var path = $"conversations/{posted.Turn.ConversationId}/messages/{posted.Turn.MessageId}/trail";
        await UntilAsync(async () => (await staff.GetAsync(path, _ct))["steps"].EnumerateArray().Last().GetProperty("outcome").GetString() == "withheld");
        Assert.Single((await visitor.MessagesAsync(_ct))["messages"].EnumerateArray());
    }

    [Fact]
    public async Task Post_SeveralAtOnce_AllAnsweredInOrder()
    {
        var visitor = Host.Visitor(Host.Admit(), key: s_key);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => visitor.SayAsync($"m{i}", _ct, $"c-{i}")));
        Assert.All(answers, a => Assert.Equal("answered", a.Text("status")));
        var lines = (await visitor.MessagesAsync(_ct))["messages"].EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 24), lines.Select(l => l.GetProperty("seq").GetInt32()));
        var asked = lines.Where(l => l.GetProperty("author").GetProperty("type").GetString() == "visitor").Select(l => "Echo: " + l.GetProperty("text").GetString());
        var replied = lines.Where(l => l.GetProperty("author").GetProperty("type").GetString() == "assistant").Select(l => l.GetProperty("text").GetString()!);
        Assert.Equal(asked, replied);
    }

    [Fact]
    public async Task Post_FirstMessagesOfManySessionsThreeAtOnce_EachConversationIsCountedOnce()
    {
        var tenant = Host.Admit();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async session =>
        {
            var visitor = Host.Visitor(tenant, $"s-{session}", new string((char)('a' + session), 43));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => visitor.SayAsync($"m{i}", _ct, $"c-{i}")));
        }));
        Assert.Equal(20, (await Host.Staff(tenant).GetAsync("conversations?limit=100", _ct))["items"].GetArrayLength());
        var used = (await Host.Staff(tenant).GetAsync("usage", _ct))["items"].EnumerateArray().ToDictionary(i => i.GetProperty("name").GetString()!, i => i.GetProperty("used").GetInt32());
        Assert.Equal((20, 60), (used["conversations"], used["aiReplies"]));
    }

    [Fact]
    public async Task Post_SilentNeighbours_IsPendingAndTheReplyComesByLongPoll()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var answer = await visitor.SayAsync("gate", _ct);
        Assert.Equal(("pending", ""), (answer.Text("status"), answer.Text("message")));
        var poll = visitor.MessagesAsync(_ct, after: 1, wait: 25);
        await Host.Neighbours.OpenAsync(await Host.Neighbours.HearAsync(tenant, _ct));
        var news = await poll;
        Assert.Equal("Echo: gate", news["messages"][0].GetProperty("text").GetString());
        Assert.Equal("2", news.Text("nextAfter"));
    }

    [Fact]
    public async Task Post_FlakyNeighbours_GetsItsSecondAttempt_AndASilentTurnGoesToPeople()
    {
        var tenant = Host.Admit();
        var flaky = Host.Visitor(tenant, "s-flaky", s_key);
        var silent = Host.Visitor(tenant, "s-silent", s_key);
        await Task.WhenAll(flaky.SayAsync("flaky", _ct), silent.SayAsync("silent", _ct));
        await UntilAsync(async () => (await flaky.MessagesAsync(_ct))["messages"].GetArrayLength() == 2);
        await UntilAsync(async () => (await silent.MessagesAsync(_ct))["conversation"].GetProperty("handledBy").GetString() == "people");
        var list = (await Host.Staff(tenant).GetAsync("conversations?handledBy=people", _ct))["items"].EnumerateArray();
        var id = Assert.Single(list).GetProperty("id").GetString();
        var lines = (await Host.Staff(tenant).GetAsync($"conversations/{id}/messages", _ct))["items"].EnumerateArray();
        Assert.Equal("timeout", lines.First().GetProperty("turn").GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Post_ClosedLongAgo_BeginsASuccessorWithItsOwnKey()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var first = await visitor.SayAsync("Hello!", _ct);
        await Host.Staff(tenant).PostAsync($"conversations/{first.Text("conversationId")}/close", null, _ct);
        await Host.Database.WriteAsync(new Sql("update conversations set closed_at = 1000 where tenant_id = @t;").With("t", tenant), _ct);
        var next = await visitor.SayAsync("Again", _ct, "c-1");
        var repeat = await visitor.SayAsync("Again", _ct, "c-1");
        Assert.Equal((first.Text("conversationId"), "1"), (next.Text("previousConversationId"), next.Text("seq")));
        Assert.Equal((next.Text("messageId"), next.Text("sessionKey")), (repeat.Text("messageId"), repeat.Text("sessionKey")));
        visitor.Key = next.Text("sessionKey");
        Assert.Equal(2, (await visitor.MessagesAsync(_ct))["messages"].GetArrayLength());
    }

    [Fact]
    public async Task Read_WithoutTheRightKey_Is404()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        await visitor.SayAsync("Hello!", _ct);
        Assert.Equal(200, (await visitor.MessagesAsync(_ct)).Status);
        foreach (var stranger in (Visitor[])[Host.Visitor(tenant), Host.Visitor(tenant, key: new string('x', 43)), Host.Visitor(tenant, "s-2", s_key), Host.Visitor(Host.Admit(), key: s_key)])
        {
            var answer = await stranger.MessagesAsync(_ct);
            Assert.Equal((404, "conversation_not_found"), (answer.Status, answer.Text("code")));
            Assert.Equal(404, (await stranger.PostAsync($"chat/{stranger.Session}/rating", """{"score":5}""", _ct)).Status);
        }
    }

    [Fact]
    public async Task Events_Stream_ShowsHistoryThenAgentsWords_AndResumesById()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        var written = false;
        var events = await visitor.StreamAsync(HttpMethod.Get, "chat/s-1/events", null, (name, data) =>
        {
            if (name == "conversation" && !written)
            {
                written = true;
                _ = Host.Staff(tenant).PostAsync($"conversations/{id}/messages", new { text = "Ann here" }, _ct);
            }

            return name == "message" && data.GetProperty("text").GetString() == "Ann here";
        }, _ct);
        Assert.Equal(["1", "2", "3"], events.Where(e => e.Name == "message").Select(e => e.Id));
        var resumed = await visitor.StreamAsync(HttpMethod.Get, "chat/s-1/events", null, (name, _) => name == "message", _ct, ("Last-Event-ID", "2"));
        Assert.Equal("3", resumed[^1].Id);
    }

    [Fact]
    public async Task LongPoll_AgentTypesAndWrites_WakesTheVisitor()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = Guid.Parse((await visitor.SayAsync("Hello!", _ct)).Text("conversationId")!);
        var poll = visitor.MessagesAsync(_ct, after: 2, wait: 25);
        var agent = Guid.CreateVersion7();
        do
        {
            // As a dashboard does while its agent types on: a sign that was up before the poll began is no news to it.
            Hints.Publish(TypingHint.Channel, JsonSerializer.Serialize(
                new TypingHint(tenant, id, "agent", agent, "Ann", true, DateTimeOffset.UtcNow.AddSeconds(20)), JsonDefaults.Options));
        }
        while (await Task.WhenAny(poll, Task.Delay(100, _ct)) != poll);
        Assert.Equal("Ann", (await poll)["typing"].GetProperty("author").GetProperty("name").GetString());
        poll = visitor.MessagesAsync(_ct, after: 2, wait: 25);
        await Host.Staff(tenant).PostAsync($"conversations/{id}/messages", new { text = "note to self", note = true }, _ct);
        await Host.Staff(tenant).PostAsync($"conversations/{id}/messages", new { text = "Ann here" }, _ct);
        while ((await poll)["messages"].GetArrayLength() == 0) poll = visitor.MessagesAsync(_ct, after: 2, wait: 25);
        var line = Assert.Single((await poll)["messages"].EnumerateArray());
        Assert.Equal(("Ann here", "agent"), (line.GetProperty("text").GetString(), line.GetProperty("author").GetProperty("type").GetString()));
        Assert.Equal("Ann", (await poll)["conversation"].GetProperty("agent").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Limits_Session_Refuses21stWithHeaders()
    {
        var visitor = Host.Visitor(Host.Admit(TenantLimits.Default with { MessagesPerMinutePerSession = 3 }), key: s_key);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await visitor.SayAsync($"m{i}", _ct)).Status);
        var refused = await visitor.SayAsync("m4", _ct);
        Assert.Equal((429, "rate_limited", "True"), (refused.Status, refused.Text("code"), refused.Text("retryable")));
        Assert.StartsWith("\"session\";r=0;t=", refused.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        Assert.Equal("\"session\";q=3;w=60", refused.Headers.GetValues("RateLimit-Policy").Single());
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("refuse", 429, null)]
    [InlineData("people", 200, "handed_off")]
    [InlineData("fallback", 200, "blocked")]
    public async Task Limits_MonthUsedUp_OnlyNewConversationsAreAffected(string atLimit, int status, string? turn)
    {
        var tenant = Host.Admit(TenantLimits.Default with { ConversationsPerMonth = 1, AtLimit = atLimit });
        var first = Host.Visitor(tenant, "s-1", s_key);
        Assert.Equal(200, (await first.SayAsync("Hello!", _ct)).Status);
        var refused = await Host.Visitor(tenant, "s-2", s_key).SayAsync("Hello!", _ct);
        Assert.Equal(status, refused.Status);
        if (status == 429) Assert.Equal(("usage_limit_reached", "False"), (refused.Text("code"), refused.Text("retryable")));
        else Assert.Equal(turn, refused.Text("status"));
        Assert.Equal("answered", (await first.SayAsync("Still here", _ct)).Text("status"));
        // The reply is counted after its visitor was woken.
        await UntilAsync(async () => (await Host.Staff(tenant, "viewer").GetAsync("usage", _ct))["items"].EnumerateArray()
            .Select(i => (i.GetProperty("name").GetString(), i.GetProperty("used").GetInt64())).SequenceEqual([("conversations", 1), ("aiReplies", 2)]));
    }

    [Fact]
    public async Task Limits_SessionWithoutKey_CountsOnceInTheMonth()
    {
        var tenant = Host.Admit();
        for (var i = 0; i < 3; i++) await Host.Visitor(tenant).SayAsync("Hello!", _ct);
        var usage = await Host.Staff(tenant).GetAsync("usage", _ct);
        Assert.Equal(1, usage["items"][0].GetProperty("used").GetInt32());
        Assert.Equal(3, (await Host.Staff(tenant).GetAsync("conversations", _ct))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Config_HasEveryMember()
    {
        var answer = await Host.Visitor(Host.Admit()).GetAsync("config?locale=de-CH", _ct);
        var widget = answer["config"].GetProperty("widget");
        Assert.Equal(("Hallo", "Loom & Larch", "#123456"), (widget.GetProperty("greeting").GetString(), widget.GetProperty("companyName").GetString(), widget.GetProperty("primaryColor").GetString()));
        foreach (var member in (string[])["primaryColor", "position", "theme", "greeting", "avatarUrl", "headerLogoUrl", "headerWordmarkUrl", "companyName",
            "preChatForm", "consent", "availability", "suggestions", "contactEmail", "features", "proactive", "texts", "locale", "supportedLocales"])
        {
            Assert.True(widget.TryGetProperty(member, out _), member);
        }

        Assert.Contains("max-age=60", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    private IHints Hints => (IHints)Host.Services.GetService(typeof(IHints))!;

    private Task UntilAsync(Func<bool> met) => UntilAsync(() => Task.FromResult(met()));

    private async Task UntilAsync(Func<Task<bool>> met)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await met()) await Task.Delay(50, limit.Token);
    }
}

public sealed class StandaloneChatTests(StandaloneChat fixture) : ChatSuite(fixture), IClassFixture<StandaloneChat>;

public sealed class DistributedChatTests(DistributedChat fixture) : ChatSuite(fixture), IClassFixture<DistributedChat>;
