using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>What staff, operators and the demo see and do.</summary>
public abstract partial class ChatSuite
{
    [Fact]
    public async Task Staff_Roles_Tenants_AndTakeOvers_AreGuarded()
    {
        var tenant = Host.Admit();
        var id = (await Host.Visitor(tenant).SayAsync("Hello!", _ct)).Text("conversationId");
        var (ann, bob) = (Host.Staff(tenant), Host.Staff(tenant, name: "Bob"));
        Assert.Equal(200, (await ann.PostAsync($"conversations/{id}/takeover", null, _ct)).Status);
        var refused = await bob.PostAsync($"conversations/{id}/takeover", null, _ct);
        Assert.Equal((409, "Ann"), (refused.Status, refused["assignee"].GetProperty("name").GetString()));
        Assert.Equal(403, (await bob.PostAsync($"conversations/{id}/takeover", new { force = true }, _ct)).Status);
        Assert.Equal(200, (await Host.Staff(tenant, "admin", "Cleo").PostAsync($"conversations/{id}/takeover", new { force = true }, _ct)).Status);
        Assert.Equal(403, (await Host.Staff(tenant, "viewer").PostAsync($"conversations/{id}/close", null, _ct)).Status);
        var other = Host.Admit();
        Assert.Equal("tenant_mismatch", (await ann.SendAsync(HttpMethod.Get, "conversations", null, _ct, other)).Text("code"));
        Assert.Equal(404, (await Host.Staff(other).GetAsync($"conversations/{id}", _ct)).Status);
        Assert.Equal(404, (await Host.Staff(other).GetAsync($"conversations/{id}/messages", _ct)).Status);
        var bulk = await ann.PostAsync("conversations/bulk", new { ids = new[] { id, Guid.NewGuid().ToString() }, action = "close" }, _ct);
        Assert.Equal(["True", "False"], bulk["items"].EnumerateArray().Select(i => i.GetProperty("ok").ToString()));
    }

    [Fact]
    public async Task LongPoll_WhatChangedSinceTheLastAnswer_EndsItAtOnce()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        var seen = await visitor.MessagesAsync(_ct);
        // Between two reads, and without a line that the visitor sees.
        Assert.Equal(200, (await Host.Staff(tenant).PostAsync($"conversations/{id}/serious", new { serious = true }, _ct)).Status);
        var poll = $"chat/{visitor.Session}/messages?after={seen["nextAfter"].GetInt64()}&wait=25&version=";
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var next = await visitor.GetAsync($"{poll}{seen["version"].GetInt64()}", _ct);
        Assert.True(next["conversation"].GetProperty("seriousMode").GetBoolean());
        Assert.Empty(next["messages"].EnumerateArray());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.Equal(next["version"].GetInt64(), (await visitor.MessagesAsync(_ct))["version"].GetInt64());
        Assert.Equal("invalid_request", (await visitor.GetAsync($"{poll}x", _ct)).Text("code"));
    }

    [Fact]
    public async Task HandOver_IsGivenToThoseOnlineInTurn_UpToTheirCapacity()
    {
        var tenant = Host.Admit(assignment: "round_robin", capacity: 1);
        Host.Online[tenant] = ["Ann", "Bob"];
        var staff = Host.Staff(tenant);
        var given = new List<string?>();
        foreach (var n in Enumerable.Range(1, 3))
        {
            var id = (await Host.Visitor(tenant, $"s-{n}").SayAsync("human", _ct)).Text("conversationId");
            var conversation = await staff.GetAsync($"conversations/{id}", _ct);
            Assert.Equal("people", conversation.Text("handledBy"));
            given.Add(conversation["assigneeName"].GetString());
        }

        // The third finds nobody with a hand free and waits in the queue.
        Assert.Equal(["Ann", "Bob", null], given);
        var none = Host.Admit(assignment: "least_busy");
        var queued = (await Host.Visitor(none).SayAsync("human", _ct)).Text("conversationId");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Host.Staff(none).GetAsync($"conversations/{queued}", _ct))["assigneeName"].ValueKind);
    }

    [Fact]
    public async Task Context_HasWhatTheVisitorSawBeforeAMessage_AndNothingElse()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var first = await visitor.SayAsync("Hello!", _ct);
        var id = first.Text("conversationId");
        await visitor.SayAsync("hold", _ct);
        await Host.Staff(tenant).PostAsync($"conversations/{id}/messages", new { text = "for the team only", note = true }, _ct);
        var last = await visitor.SayAsync("block", _ct);
        using var http = new HttpClient { BaseAddress = Host.Management };
        var lines = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync($"/internal/chat/context/{tenant}/{id}?before={last.Text("messageId")}", _ct))!["lines"]!.AsArray();
        Assert.Equal(["visitor: Hello!", "assistant: Echo: Hello!", "visitor: hold"], lines.Select(l => $"{l!["author"]}: {l["text"]}"));
        var foreign = await http.GetStringAsync($"/internal/chat/context/{Host.Admit()}/{id}?before={last.Text("messageId")}", _ct);
        Assert.Empty(System.Text.Json.Nodes.JsonNode.Parse(foreign)!["lines"]!.AsArray());
    }

    [Fact]
    public async Task Staff_BansVisitor_WhoIsThenTold()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        var visitorId = (await Host.Staff(tenant).GetAsync($"conversations/{id}", _ct))["visitor"].GetProperty("id").GetString();
        Assert.Equal(200, (await Host.Staff(tenant).PostAsync($"visitors/{visitorId}/ban", null, _ct)).Status);
        var refused = await visitor.SayAsync("Again", _ct);
        Assert.Equal((403, "visitor_banned"), (refused.Status, refused.Text("code")));
    }

    [Fact]
    public async Task Staff_Canned_CreateListReplaceDelete()
    {
        var staff = Host.Staff(Host.Admit());
        var made = await staff.PostAsync("canned", new { shortcut = "/Hi", text = "Hello there" }, _ct);
        Assert.Equal((201, "hi"), (made.Status, made.Text("shortcut")));
        Assert.Equal(409, (await staff.PostAsync("canned", new { shortcut = "hi", text = "x" }, _ct)).Status);
        var changed = await staff.SendAsync(HttpMethod.Put, $"canned/{made.Text("id")}", new { shortcut = "hey", text = "Hey" }, _ct);
        Assert.Equal("hey", changed.Text("shortcut"));
        Assert.Single((await staff.GetAsync("canned", _ct))["items"].EnumerateArray());
        Assert.Equal(204, (await staff.SendAsync(HttpMethod.Delete, $"canned/{made.Text("id")}", null, _ct)).Status);
        Assert.Equal(404, (await staff.SendAsync(HttpMethod.Delete, $"canned/{made.Text("id")}", null, _ct)).Status);
    }

    [Fact]
    public async Task Requests_ById_TellsWhatBecameOfIt()
    {
        var tenant = Host.Admit();
        var answer = await Host.Visitor(tenant).SayAsync("Hello!", _ct);
        var requestId = answer["metadata"].GetProperty("requestId").GetString();
        var found = await Host.Staff(tenant, "viewer").GetAsync($"requests/{requestId}", _ct);
        Assert.Equal(("accepted", "answered"), (found.Text("outcome"), found["trail"].GetProperty("status").GetString()));
        Assert.Equal(["accept", "draft", "record"], found["trail"].GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()));
        Assert.Equal(404, (await Host.Staff(tenant).GetAsync("requests/unknown-request", _ct)).Status);
    }

    [Fact]
    public async Task Samples_ImportOnTheManagementListenerOnly_AreNotCounted()
    {
        var tenant = Host.Admit();
        using var http = new HttpClient();
        var body = new
        {
            tenantId = tenant,
            conversations = new[]
            {
                new
                {
                    sessionId = "sample-1", visitor = new { name = "Orla", email = "orla@mail.example" }, startedAt = DateTimeOffset.UtcNow.AddHours(-2),
                    status = "open", handledBy = "assistant", tags = (string[])["sample"], locale = "en", page = "/demo",
                    messages = new[] { new { author = "visitor", name = "Orla", text = "Hi", at = DateTimeOffset.UtcNow.AddHours(-2) } },
                },
            },
        };
        using var outside = await http.PostAsync(new Uri(Host.Address, "/internal/chat/samples"), System.Net.Http.Json.JsonContent.Create(body), _ct);
        Assert.Equal(404, (int)outside.StatusCode);
        for (var i = 0; i < 2; i++)
        {
            using var inside = await http.PostAsync(new Uri(Host.Management, "/internal/chat/samples"), System.Net.Http.Json.JsonContent.Create(body), _ct);
            Assert.Equal(i == 0 ? "1" : "0", (await Answer.ReadAsync(inside, _ct)).Text("imported"));
        }

        Assert.Equal(0, (await Host.Staff(tenant).GetAsync("usage", _ct))["items"][0].GetProperty("used").GetInt32());
        // Nor in the figures: the real one is.
        await Host.Visitor(tenant).SayAsync("Hello!", _ct);
        Assert.Equal(1, (await Host.Staff(tenant).GetAsync("analytics", _ct))["totals"].GetProperty("conversations").GetInt32());
        Assert.Equal(403, (await Host.Staff(tenant).SendAsync(HttpMethod.Delete, "conversations?tag=sample", null, _ct)).Status);
        Assert.Equal("1", (await Host.Staff(tenant, "admin").SendAsync(HttpMethod.Delete, "conversations?tag=sample", null, _ct)).Text("conversations"));
    }
}
