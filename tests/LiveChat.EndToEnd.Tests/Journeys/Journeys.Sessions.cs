using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task SessionId_GuessedByAnother_OpensAConversationOfItsOwn()
    {
        var tenant = await TenantAsync();
        var first = tenant.NewVisitor("test_session");
        var second = tenant.NewVisitor("test_session");
        var mine = await first.SayAsync("Do you ship to Switzerland?", Ct);

        var theirs = await second.SayAsync("Hello!", Ct);

        Assert.NotEqual((string?)mine["conversationId"], (string?)theirs["conversationId"]);
        Assert.Equal(1, (int?)theirs["seq"]);
        Assert.Equal(2, (await second.MessagesAsync(Ct)).Ok()["messages"]!.AsArray().Count);
    }

    [Fact]
    public async Task History_WithoutOrWithAWrongKey_NotFound()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        var route = $"{tenant.ChatRoute}/{visitor.SessionId}/messages";

        (await tenant.Widget.GetAsync(route, Ct)).Refused(404, "conversation_not_found");
        (await tenant.Widget.GetAsync(route, Ct, tenant.NewVisitor().Key)).Refused(404, "conversation_not_found");
        (await tenant.NewVisitor("never-seen").MessagesAsync(Ct)).Refused(404, "conversation_not_found");
    }

    [Fact]
    public async Task SessionKey_MadeByTheServer_OpensTheConversationAgain()
    {
        var tenant = await TenantAsync();
        var first = (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s1", message = "Hello!" }, Ct)).Ok();
        var key = ("X-Session-Key", (string)first["sessionKey"]!);

        var second = (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s1", message = "Thanks!" }, Ct, key)).Ok();

        Assert.Equal((string?)first["conversationId"], (string?)second["conversationId"]);
        Assert.Equal(3, (int?)second["seq"]);
    }

    [Fact]
    public async Task ConversationId_WithItsSessionId_WritesWithoutAKey()
    {
        var tenant = await TenantAsync();
        var first = (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s1", message = "Hello!" }, Ct)).Ok();
        var conversationId = (string)first["conversationId"]!;

        var same = (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s1", message = "Thanks!", conversationId }, Ct)).Ok();
        var other = (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s2", message = "Hello!", conversationId }, Ct)).Ok();

        Assert.Equal(conversationId, (string?)same["conversationId"]);
        Assert.NotEqual(conversationId, (string?)other["conversationId"]);
    }

    [Fact]
    public async Task ClientMessageId_SentAgain_SameAnswerStoredOnce()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);

        var first = (await visitor.PostAsync("Do you ship to Switzerland?", Ct, "my-message-1")).Ok();
        var again = (await visitor.PostAsync("Do you ship to Switzerland?", Ct, "my-message-1")).Ok();
        var byHeader = (await tenant.Widget.PostAsync(
            tenant.ChatRoute, new { sessionId = visitor.SessionId, message = "Do you ship to Switzerland?" }, Ct,
            visitor.Key, ("Idempotency-Key", "\"my-message-1\""))).Ok();
        var otherText = await visitor.PostAsync("Something else", Ct, "my-message-1");

        foreach (var repeat in new[] { again, byHeader })
        {
            Assert.Equal((string?)first["messageId"], (string?)repeat["messageId"]);
            Assert.Equal((string?)first["message"], (string?)repeat["message"]);
        }
        otherText.Refused(422, "idempotency_key_reused");
        Assert.Equal(4, (await visitor.MessagesAsync(Ct)).Ok()["messages"]!.AsArray().Count);
    }

    [Fact]
    public async Task FirstMessage_RepeatedWithoutAKey_SameConversationAndKey()
    {
        var tenant = await TenantAsync();
        var message = new { sessionId = "s1", message = "Hello!", clientMessageId = "0123456789-0123456789-0123456789" };

        var first = (await tenant.Widget.PostAsync(tenant.ChatRoute, message, Ct)).Ok();
        var again = (await tenant.Widget.PostAsync(tenant.ChatRoute, message, Ct)).Ok();

        Assert.Equal((string?)first["conversationId"], (string?)again["conversationId"]);
        Assert.Equal((string?)first["sessionKey"], (string?)again["sessionKey"]);
        Assert.Equal((string?)first["messageId"], (string?)again["messageId"]);
    }

    [Fact]
    public async Task History_AfterASeq_OnlyWhatCameLater()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        await visitor.SayAsync("Do you ship to Switzerland?", Ct);

        var all = (await visitor.MessagesAsync(Ct)).Ok();
        var later = (await visitor.MessagesAsync(Ct, after: 2)).Ok();

        Assert.Equal([1, 2, 3, 4], all["messages"]!.AsArray().Select(m => (int)m!["seq"]!));
        Assert.Equal([3, 4], later["messages"]!.AsArray().Select(m => (int)m!["seq"]!));
        Assert.Equal(4, (int?)later["nextAfter"]);
        Assert.Equal("assistant", (string?)later["conversation"]!["handledBy"]);
        Assert.Equal("open", (string?)later["conversation"]!["status"]);
    }
}
