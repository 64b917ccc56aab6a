using System.Text.RegularExpressions;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task QuickTest_OfTheTroubleshootingPage_ContractAnswer()
    {
        var tenant = await TenantAsync();

        var answer = await tenant.Widget.SendAsync(
            HttpMethod.Post, tenant.ChatRoute, Caller.Raw("""{"sessionId":"test_session","message":"Hello!"}"""), Ct);

        var body = answer.Ok();
        Assert.True((bool)body["success"]!);
        Assert.True(Guid.TryParse((string?)body["conversationId"], out _));
        Assert.Equal("answered", (string?)body["status"]);
        Assert.True(Guid.TryParse((string?)body["messageId"], out _));
        Assert.Equal(1, (int?)body["seq"]);
        Assert.Matches("^[A-Za-z0-9_-]{43,128}$", (string?)body["sessionKey"]);
        Assert.Null(body["handover"]);
        var reply = body["reply"]!;
        Assert.Equal((string?)body["message"], (string?)reply["text"]);
        Assert.Equal(2, (int?)reply["seq"]);
        Assert.True(Guid.TryParse((string?)reply["id"], out _));
        Assert.Equal("assistant", (string?)reply["author"]!["type"]);
        Assert.Equal("Ada", (string?)reply["author"]!["name"]);
        Assert.True(DateTimeOffset.TryParse((string?)reply["createdAt"], out _));
        Assert.NotNull(reply["sources"]!.AsArray());
        Assert.NotNull(reply["quickReplies"]!.AsArray());
        var metadata = body["metadata"]!;
        Assert.True(Guid.TryParse((string?)metadata["assistantId"], out _));
        Assert.Equal("builtin", (string?)metadata["model"]);
        Assert.NotNull((int?)metadata["tokens"]);
        Assert.Equal(answer.Header("X-Request-Id"), (string?)metadata["requestId"]);
        Assert.DoesNotMatch(NotKnown(), (string)body["message"]!);
    }

    [Fact]
    public async Task Question_ThatAnArticleAnswers_QuotesItAndNamesIt()
    {
        var tenant = await TenantAsync();

        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);

        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
        var source = Assert.Single(answer["reply"]!["sources"]!.AsArray());
        Assert.Equal("Shipping", (string?)source!["title"]);
        Assert.Equal("https://shop.example/shipping", (string?)source["url"]);
    }

    [Fact]
    public async Task Question_ThatNoArticleAnswers_SaysSoAndOffersAPerson()
    {
        var tenant = await TenantAsync();

        var answer = await tenant.NewVisitor().SayAsync("Which football club won the league in 1987?", Ct);

        Assert.Matches(NotKnown(), (string)answer["message"]!);
        Assert.Empty(answer["reply"]!["sources"]!.AsArray());
        Assert.NotEmpty(answer["reply"]!["quickReplies"]!.AsArray());
    }

    [Fact]
    public async Task RequestId_OfTheCaller_IsKeptOrReplaced()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        object Message(string text) => new { sessionId = visitor.SessionId, message = text };

        var kept = await tenant.Widget.PostAsync(tenant.ChatRoute, Message("Hello!"), Ct, visitor.Key, ("X-Request-Id", "my-own.id_42"));
        var replaced = await tenant.Widget.PostAsync(tenant.ChatRoute, Message("Hello!"), Ct, visitor.Key, ("X-Request-Id", "bad id!"));

        Assert.Equal("my-own.id_42", kept.Header("X-Request-Id"));
        Assert.Equal("my-own.id_42", (string?)kept.Ok()["metadata"]!["requestId"]);
        Assert.Matches("^[A-Za-z0-9._-]{8,64}$", replaced.Header("X-Request-Id"));
    }

    [Fact]
    public async Task Messages_PostedAtOnce_AreAnsweredOneByOneWithoutGaps()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);

        await Task.WhenAll(Enumerable.Range(1, 6).Select(n => visitor.SayAsync($"Do you ship to Switzerland? Question {n}", Ct)));

        var history = (await visitor.MessagesAsync(Ct)).Ok()["messages"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 14), history.Select(m => (int)m!["seq"]!));
        Assert.Equal(7, history.Count(m => (string?)m!["author"]!["type"] == "assistant"));
    }

    [GeneratedRegex("don.t know|not sure|couldn.t find|no answer|can.t find", RegexOptions.IgnoreCase)]
    private static partial Regex NotKnown();
}
