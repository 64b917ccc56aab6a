using System.Net.Http.Json;
using System.Text.Json;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>What chat does itself by the tenant's safety settings.</summary>
public abstract partial class ChatSuite
{
    [Fact]
    public async Task MaskedInStorage_NoCopyAnywhere_AndARepeatIsTheSame()
    {
        var tenant = Host.Admit();
        await SetSafetyAsync(tenant, facts => facts with { MaskInStorage = ["paymentCards"], MaskForProvider = ["paymentCards", "emails"] });
        var visitor = Host.Visitor(tenant, key: s_key);
        const string message = "Charge 4111 1111 1111 1111, I am ann@example.com";
        var answer = await visitor.SayAsync(message, _ct, "m-1");
        Assert.Equal("Echo: Charge [payment card], I am ann@example.com", answer.Text("message"));
        var again = await visitor.SayAsync(message, _ct, "m-1");
        Assert.Equal((200, answer.Text("messageId")), (again.Status, again.Text("messageId")));

        await UntilAsync(() => Host.Feed.Of<MessagePosted>(tenant).Any());
        var posted = Host.Feed.Of<MessagePosted>(tenant).First();
        Assert.Equal("Charge [payment card], I am ann@example.com", posted.Message.Text);
        var id = Guid.Parse(answer.Text("conversationId")!);
        foreach (var sql in (string[])["select text || search_text from messages where conversation_id = @id", "select payload from outbox",
            "select coalesce(last_text, '') from conversations where id = @id"])
        {
            var rows = await Host.Database.ListAsync(new Sql(sql).With("id", id), static r => r.GetString(0), _ct);
            Assert.DoesNotContain(rows, row => row.Contains("4111", StringComparison.Ordinal));
        }

        await Host.Staff(tenant).PostAsync($"conversations/{id}/messages", new { text = "I wrote to ann@example.com" }, _ct);
        await visitor.SayAsync("And now?", _ct);
        using var http = new HttpClient();
        var last = (await visitor.MessagesAsync(_ct))["messages"].EnumerateArray().Last().GetProperty("id").GetString();
        var context = await http.GetFromJsonAsync<JsonElement>(new Uri(Host.Management, $"/internal/chat/context/{tenant}/{id}?before={last}"), _ct);
        var lines = context.GetProperty("lines").EnumerateArray().Select(l => $"{l.GetProperty("author")}: {l.GetProperty("text")}").ToList();
        // Whoever wrote it: an address is no less the visitor's for being repeated.
        Assert.Equal(["visitor: Charge [payment card], I am [e-mail]", "assistant: Echo: Charge [payment card], I am [e-mail]", "agent: I wrote to [e-mail]"], lines.Take(3));
    }

    [Fact]
    public async Task MaskedInStorage_WhatComesBesideTheText_NoCopyAnywhere()
    {
        var tenant = Host.Admit();
        await SetSafetyAsync(tenant, facts => facts with { MaskInStorage = ["paymentCards", "emails"] });
        var visitor = Host.Visitor(tenant, key: s_key);
        var answer = await visitor.SayAsync("Hello!", _ct, more: new
        {
            visitor = new { name = "Ann 4111 1111 1111 1111", email = "ann@example.com", attributes = new { login = "eve@example.com", plan = "gold" } },
            page = new { url = "https://shop.example/a?mail=eve%40example.com&x=1", title = "Order of eve@example.com", referrer = "https://shop.example/?q=eve@example.com" },
        });
        Assert.Equal(204, (await visitor.PostAsync($"chat/{visitor.Session}/rating", """{"score":4,"comment":"My card 4111-1111-1111-1111 was charged; eve@example.com"}""", _ct)).Status);
        Assert.Equal(200, (await visitor.PostAsync("visitor", $$"""{"sessionId":"{{visitor.Session}}","attributes":{"login":"eve@example.com"} }""", _ct)).Status);

        var id = Guid.Parse(answer.Text("conversationId")!);
        foreach (var sql in (string[])["select page || ' ' || coalesce(rating_comment, '') from conversations where id = @id", "select payload from outbox",
            "select v.name || ' ' || v.attributes || ' ' || v.search_text from visitors v join conversations c on c.visitor_id = v.id where c.id = @id"])
        {
            var rows = await Host.Database.ListAsync(new Sql(sql).With("id", id), static r => r.GetString(0), _ct);
            Assert.DoesNotContain(rows, row => row.Contains("4111", StringComparison.Ordinal) || row.Contains("eve@", StringComparison.Ordinal) || row.Contains("eve%40", StringComparison.Ordinal));
        }

        // What is asked for as an address stays one: people answer to it.
        var emails = await Host.Database.ListAsync(new Sql("select v.email from visitors v join conversations c on c.visitor_id = v.id where c.id = @id").With("id", id), static r => r.GetString(0), _ct);
        Assert.Equal(["ann@example.com"], emails);
    }

    [Fact]
    public async Task HandoverText_OfTheTenant_ByWhetherSomebodyIsOnline()
    {
        var tenant = Host.Admit();
        await SetSafetyAsync(tenant, facts => facts with
        {
            HandoverText = new Dictionary<string, string> { ["*"] = "Ann takes over." },
            HandoverAwayText = new Dictionary<string, string> { ["de"] = "Wir sind am Montag zurück." },
        });
        var away = await Host.Visitor(tenant).SayAsync("human", _ct, more: new { locale = "de-CH" });
        Assert.Equal(("Wir sind am Montag zurück.", "False"), (away.Text("message"), away["handover"].GetProperty("online").ToString()));
        var other = Host.Admit();
        Host.Online[other] = ["Ann"];
        await SetSafetyAsync(other, facts => facts with { HandoverText = new Dictionary<string, string> { ["*"] = "Ann takes over." } });
        Assert.Equal("Ann takes over.", (await Host.Visitor(other).SayAsync("human", _ct)).Text("message"));
    }

    [Fact]
    public async Task Handover_SaysHowLongPeopleTypicallyTake_OnlyOnceMeasured()
    {
        var tenant = Host.Admit();
        Host.Online[tenant] = ["Ann"];
        var staff = Host.Staff(tenant);
        for (var n = 0; n < 5; n++)
        {
            var answer = await Host.Visitor(tenant, $"s-{n}").SayAsync("human", _ct);
            Assert.Equal(System.Text.Json.JsonValueKind.Null, answer["handover"].GetProperty("typicalMinutes").ValueKind);
            Assert.Equal("I'm passing you to a colleague. They answer right here.", answer.Text("message"));
            Assert.Equal(201, (await staff.PostAsync($"conversations/{answer.Text("conversationId")}/messages", new { text = "Here I am." }, _ct)).Status);
        }

        var measured = await Host.Visitor(tenant, "s-5").SayAsync("human", _ct, more: new { locale = "de" });
        Assert.Equal(1, measured["handover"].GetProperty("typicalMinutes").GetInt32());
        Assert.EndsWith("Meist innerhalb von 1 Min.", measured.Text("message"), StringComparison.Ordinal);
        Assert.Equal("I'm passing you to a colleague. They answer right here.", (await SayOnlineElsewhereAsync()).Text("message"));

        async Task<Answer> SayOnlineElsewhereAsync()
        {
            var other = Host.Admit();
            Host.Online[other] = ["Bob"];
            return await Host.Visitor(other).SayAsync("human", _ct);
        }
    }

    // It would fail until the turn's time is up: people are told at once, and the trail says why.
    [Theory]
    [InlineData("broken reply")]
    [InlineData("broken stop")]
    public async Task Outcome_ThatCannotBeRecorded_HandsOverAtOnce(string text)
    {
        var tenant = Host.Admit();
        var answer = await Host.Visitor(tenant).SayAsync(text, _ct, more: new { locale = "de" });
        Assert.Equal((200, "handed_off"), (answer.Status, answer.Text("status")));
        Assert.NotEmpty(answer.Text("message")!);
        var trail = await Host.Staff(tenant).GetAsync($"conversations/{answer.Text("conversationId")}/messages/{answer.Text("messageId")}/trail", _ct);
        Assert.Equal(("handed_off", "internal_error"), (trail.Text("status"), trail.Text("cause")));
        Assert.Equal([("record", "failed"), ("record", "handed_off")],
            trail["steps"].EnumerateArray().TakeLast(2).Select(s => (s.GetProperty("step").GetString(), s.GetProperty("outcome").GetString())));
    }

    [Fact]
    public async Task SeriousMode_SticksUntilStaffEndIt()
    {
        var tenant = Host.Admit();
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = (await visitor.SayAsync("Hello!", _ct)).Text("conversationId");
        var staff = Host.Staff(tenant);
        Assert.True((await staff.PostAsync($"conversations/{id}/serious", new { serious = true }, _ct))["seriousMode"].GetBoolean());
        var posted = await Host.Visitor(tenant, key: s_key).SayAsync("More", _ct);
        Assert.True((await visitor.MessagesAsync(_ct))["conversation"].GetProperty("seriousMode").GetBoolean());
        Assert.Equal("answered", posted.Text("status"));
        Assert.False((await staff.PostAsync($"conversations/{id}/serious", new { serious = false }, _ct))["seriousMode"].GetBoolean());
        Assert.Equal(400, (await staff.PostAsync($"conversations/{id}/serious", new { }, _ct)).Status);
        Assert.Equal(403, (await Host.Staff(tenant, "viewer").PostAsync($"conversations/{id}/serious", new { serious = true }, _ct)).Status);
        Assert.Equal(404, (await Host.Staff(Host.Admit()).PostAsync($"conversations/{id}/serious", new { serious = true }, _ct)).Status);
    }

    private async Task SetSafetyAsync(string tenant, Func<TenantSafety, TenantSafety> change)
    {
        Host.SetSafety(change(ChatHost.NoFacts(tenant)));
        await Host.Services.GetRequiredService<SafetyDirectory>().RefreshAsync(_ct);
    }
}
