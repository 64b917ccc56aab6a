using System.Net.Http.Json;
using System.Text.Json;
using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>What the visitor sees of a held reply; safety's part is played over the internal route.</summary>
public abstract partial class ChatSuite
{
    [Fact]
    public async Task Held_Approved_OpenLongPollGetsTheReplyAtOnce()
    {
        var tenant = Host.Admit();
        var (visitor, answer) = await HeldAsync(tenant, "hold");
        Assert.Equal(("held", "A colleague checks this."), (answer.Text("status"), answer["notice"].GetProperty("text").GetString()));
        var poll = visitor.MessagesAsync(_ct, after: 2, wait: 20);
        var review = await ReviewOfAsync(tenant);
        Assert.Equal("Echo: hold", review.Text);
        Assert.True(await DecideAsync(tenant, review.ReviewId, ReviewStatuses.Approved));
        var lines = (await poll)["messages"].EnumerateArray().ToList();
        // A poll that had read before the decision comes back with the change of the conversation, and the next has the line.
        if (lines.Count == 0) lines = [.. (await visitor.MessagesAsync(_ct, after: 2, wait: 20))["messages"].EnumerateArray()];
        Assert.Equal(("Echo: hold", 3), (lines[0].GetProperty("text").GetString(), lines[0].GetProperty("seq").GetInt32()));
        Assert.Equal(answer["notice"].GetProperty("id").GetString(), lines[0].GetProperty("replaces").GetString());
        Assert.False(await DecideAsync(tenant, review.ReviewId, ReviewStatuses.Rejected));
        var all = (await visitor.MessagesAsync(_ct))["messages"].EnumerateArray().Select(m => m.GetProperty("text").GetString());
        Assert.Equal(["hold", "Echo: hold"], all);
        await UntilAsync(() => Host.Feed.Of<HeldRepliesChanged>(tenant).Any(e => e.Replies[0].Status == ReviewStatuses.Approved));
    }

    [Fact]
    public async Task Held_Approved_StreamGetsTheReply()
    {
        var tenant = Host.Admit();
        var (visitor, _) = await HeldAsync(tenant, "hold");
        var events = visitor.StreamAsync(HttpMethod.Get, $"chat/{visitor.Session}/events?after=2", null, (name, _) => name == "message", _ct);
        await DecideAsync(tenant, (await ReviewOfAsync(tenant)).ReviewId, ReviewStatuses.Edited, text: "Better");
        Assert.Equal("Better", (await events)[^1].Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Held_RejectedWithGuidance_AssistantAnswersAgain()
    {
        var tenant = Host.Admit();
        var (visitor, _) = await HeldAsync(tenant, "hold");
        await DecideAsync(tenant, (await ReviewOfAsync(tenant)).ReviewId, ReviewStatuses.Rejected, then: "again", guidance: "shorter");
        await UntilAsync(async () => (await visitor.MessagesAsync(_ct, after: 2, wait: 5))["messages"].EnumerateArray()
            .Any(m => m.GetProperty("text").GetString() == "Better: shorter"));
    }

    [Fact]
    public async Task Held_NobodyOnline_IsHandedOverAtOnce_AndWithSomebodyItWaits()
    {
        var tenant = Host.Admit();
        var (_, answer) = await HeldAsync(tenant, "hold, nobody waits");
        Assert.Equal(("handed_off", "False"), (answer.Text("status"), answer["handover"].GetProperty("online").ToString()));
        var other = Host.Admit();
        Host.Online[other] = ["Ann"];
        Assert.Equal("held", (await HeldAsync(other, "hold, nobody waits")).Answer.Text("status"));
    }

    [Fact]
    public async Task Held_TimeIsUp_IsHandedOverWithoutSafety()
    {
        var tenant = Host.Admit();
        var (visitor, _) = await HeldAsync(tenant, "hold, shortly");
        await UntilAsync(async () => (await visitor.MessagesAsync(_ct, after: 2, wait: 5))["conversation"].GetProperty("handledBy").GetString() == "people");
        Assert.Equal("handed_off", (await visitor.MessagesAsync(_ct, after: 2))["messages"].EnumerateArray().Single().GetProperty("event").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Held_UnknownReviewOrOtherTenant_Is404()
    {
        var tenant = Host.Admit();
        await HeldAsync(tenant, "hold");
        var review = await ReviewOfAsync(tenant);
        Assert.Null(await DecideAsync(Host.Admit(), review.ReviewId, ReviewStatuses.Approved));
        Assert.Null(await DecideAsync(tenant, Guid.NewGuid(), ReviewStatuses.Approved));
    }

    private async Task<(Visitor Visitor, Answer Answer)> HeldAsync(string tenant, string message)
    {
        var visitor = Host.Visitor(tenant, key: s_key);
        return (visitor, await visitor.SayAsync(message, _ct));
    }

    private async Task<HeldReply> ReviewOfAsync(string tenant)
    {
        await UntilAsync(() => Host.Feed.Of<HeldRepliesChanged>(tenant).Any());
        return Host.Feed.Of<HeldRepliesChanged>(tenant).First().Replies[0];
    }

    private async Task<bool?> DecideAsync(string tenant, Guid review, string status, string? text = null, string? then = null, string? guidance = null)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(Host.Management, $"/internal/chat/reviews/{review}/decide"), new
        {
            tenantId = tenant,
            mark = Guid.NewGuid(),
            status,
            userId = Guid.NewGuid(),
            userName = "Ann",
            text,
            then,
            guidance,
            requestId = "request-0",
        }, _ct);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound) return null;
        return (await response.Content.ReadFromJsonAsync<JsonElement>(_ct)).GetProperty("won").GetBoolean();
    }
}
