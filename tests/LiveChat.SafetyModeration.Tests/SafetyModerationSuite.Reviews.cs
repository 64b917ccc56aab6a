using System.Net;
using System.Text.Json.Nodes;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

/// <summary>The queue of held replies.</summary>
public abstract partial class SafetyModerationSuite
{
    [Fact]
    public async Task Reviews_Held_AreListedAndToldToTheFeed()
    {
        var held = await HeldAsync();
        var review = (await QueueAsync("pending")).Single()!;
        Assert.Equal((held.ReviewId.ToString(), "A reply", "A question"), ((string?)review["id"], (string?)review["text"], (string?)review["visitorText"]));
        Assert.Equal(("blockedKeywords", "reply"), ((string?)review["reasons"]![0]!["list"], (string?)review["reasons"]![0]!["matched"]));
        await host.Verdicts.WaitAsync<ReviewOpened>(held.ReviewId);
        Assert.Empty(await QueueAsync("approved"));
    }

    [Fact]
    public async Task Reviews_Approve_SecondDecisionIs409WithWhoAndWhat()
    {
        var held = await HeldAsync();
        var (status, review, _) = await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/approve", [], "agent");
        Assert.Equal((HttpStatusCode.OK, "approved", "Niamh"), (status, (string?)review["status"], (string?)review["decidedBy"]));
        var (again, problem, _) = await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/reject", new JsonObject { ["reason"] = "no" }, "agent");
        Assert.Equal((HttpStatusCode.Conflict, "conflict", "Niamh", "approved"),
            (again, (string?)problem["code"], (string?)problem["decidedBy"], (string?)problem["decision"]));
        var resolved = await host.Verdicts.WaitAsync<ReviewResolved>(held.ReviewId);
        Assert.Equal("approved", resolved.Review.Status);
        Assert.Empty(await QueueAsync("pending"));
    }

    [Fact]
    public async Task Reviews_TakenOverMeanwhile_Is409Withdrawn()
    {
        var held = await HeldAsync();
        host.Chat.Withdraw(held.ReviewId, "Cleo");
        var (status, problem, _) = await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/edit", new JsonObject { ["text"] = "Better" }, "agent");
        Assert.Equal((HttpStatusCode.Conflict, "Cleo", "withdrawn"), (status, (string?)problem["decidedBy"], (string?)problem["decision"]));
        Assert.Single(await QueueAsync("withdrawn"));
    }

    [Fact]
    public async Task Reviews_DecidedNewsBeforeTheHeldNews_StaysDecided()
    {
        var held = host.Chat.Hold(DateTimeOffset.UtcNow.AddMinutes(10));
        var withdrawn = host.Chat.Withdraw(held.ReviewId, "Cleo");
        await host.PublishAsync(new HeldRepliesChanged(tenant, "request-1", [withdrawn]));
        await host.Verdicts.WaitAsync<ReviewResolved>(held.ReviewId);
        await host.PublishAsync(new HeldRepliesChanged(tenant, "request-1", [held]));
        await host.PublishAsync(new HeldRepliesChanged(tenant, "request-1", [host.Chat.Hold(DateTimeOffset.UtcNow.AddMinutes(10))]));
        await UntilQueuedAsync();
        Assert.Equal("withdrawn", (string?)(await SendAsync(HttpMethod.Get, $"reviews/{held.ReviewId}")).Body["status"]);
    }

    [Fact]
    public async Task Reviews_Bulk_DecidesEachAndSaysWhichNot()
    {
        var (first, second) = (await HeldAsync(), await HeldAsync());
        await SendAsync(HttpMethod.Post, $"reviews/{first.ReviewId}/approve", [], "agent");
        var (_, body, _) = await SendAsync(HttpMethod.Post, "reviews/bulk", new JsonObject
        {
            ["ids"] = new JsonArray(first.ReviewId.ToString(), second.ReviewId.ToString(), Guid.NewGuid().ToString()),
            ["action"] = "reject",
            ["reason"] = "not now",
        }, "agent");
        Assert.Equal(["False conflict approved", "True  rejected", "False not_found "],
            body["items"]!.AsArray().Select(i => $"{(bool)i!["ok"]!} {(string?)i["code"]} {(string?)i["decision"]}"));
    }

    [Fact]
    public async Task Reviews_TimeIsUp_ChatIsAskedToSettle()
    {
        var held = host.Chat.Hold(DateTimeOffset.UtcNow.AddSeconds(-1));
        await host.PublishAsync(new HeldRepliesChanged(tenant, "request-1", [held]));
        var resolved = await host.Verdicts.WaitAsync<ReviewResolved>(held.ReviewId);
        Assert.Equal("expired", resolved.Review.Status);
    }

    [Fact]
    public async Task Reviews_ErasedInChat_AreErasedHere()
    {
        var held = await HeldAsync();
        host.Chat.Forget(held.ReviewId);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/approve", [], "agent")).Status);
        Assert.Empty(await QueueAsync("pending"));
    }

    [Fact]
    public async Task Reviews_ChatAway_Is503AndUndecided()
    {
        var held = await HeldAsync();
        host.Chat.Away[held.ReviewId] = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/approve", [], "agent")).Status);
        host.Chat.Away.TryRemove(held.ReviewId, out _);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"reviews/{held.ReviewId}/approve", [], "agent")).Status);
    }

    [Fact]
    public async Task Reviews_BadInputWrongRoleOtherTenant_AreRefused()
    {
        var held = await HeldAsync();
        var path = $"reviews/{held.ReviewId}";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, $"{path}/approve", [], "viewer")).Status);
        foreach (var (action, body) in new (string, JsonObject)[]
        {
            ("edit", []), ("edit", new() { ["text"] = " " }), ("edit", new() { ["text"] = "a\0b" }), ("edit", new() { ["text"] = new string('x', 8001) }),
            ("edit", new() { ["text"] = 7 }), ("reject", new() { ["reason"] = new string('x', 1001) }), ("reject", new() { ["then"] = "delete" }),
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, $"{path}/{action}", body, "agent")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Get, "reviews?status=odd")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, $"reviews/{Guid.NewGuid()}/approve", [], "agent")).Status);
        using var foreign = host.Request(HttpMethod.Post, $"/api/tenants/{Hosting.SafetyHost.NewTenant()}/{path}/approve", tenant, "agent");
        using var refused = await host.Http.SendAsync(foreign, ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(await QueueAsync("pending"));
    }

    [Fact]
    public async Task Reviews_ManyPages_EachOnceInOrder()
    {
        for (var i = 0; i < 5; i++) await HeldAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (_, page, _) = await SendAsync(HttpMethod.Get, $"reviews?status=pending&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page["items"]!.AsArray().Select(i => (string)i!["createdAt"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(5, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    private async Task<HeldReply> HeldAsync()
    {
        var held = host.Chat.Hold(DateTimeOffset.UtcNow.AddMinutes(10));
        await host.PublishAsync(new HeldRepliesChanged(tenant, "request-1", [held]));
        await host.Verdicts.WaitAsync<ReviewOpened>(held.ReviewId);
        return held;
    }

    private async Task UntilQueuedAsync()
    {
        while ((await QueueAsync("pending")).Count == 0) await Task.Delay(20, ct);
    }

    private async Task<JsonArray> QueueAsync(string status) =>
        (await SendAsync(HttpMethod.Get, $"reviews?status={status}", role: "viewer")).Body["items"]!.AsArray();
}
