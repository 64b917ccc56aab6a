using System.Collections.Concurrent;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveChat.SafetyModeration.Tests.Hosting;

/// <summary>Stands where chat stands: keeps held replies, and says which decision was the first.</summary>
internal sealed class PlayedChat
{
    private readonly ConcurrentDictionary<Guid, HeldReply> held = new();

    /// <summary>Chat does not answer.</summary>
    public ConcurrentDictionary<Guid, bool> Away { get; } = new();

    public HeldReply Hold(DateTimeOffset expiresAt)
    {
        var reply = new HeldReply(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), "A reply", "A question",
            [new ReviewReason("blockedKeywords", "reply", null, "reply")], ReviewStatuses.Pending, null, null, null, null,
            DateTimeOffset.UtcNow, expiresAt, "handover", null, "Ada", "en");
        return held[reply.ReviewId] = reply;
    }

    public void Forget(Guid id) => held.TryRemove(id, out _);

    public HeldReply Withdraw(Guid id, string by) => Change(id, reply => reply with { Status = ReviewStatuses.Withdrawn, Outcome = "none", DecidedBy = by }).Held;

    /// <summary>By tenant, newest first: author and text.</summary>
    public ConcurrentDictionary<string, (string Author, string Text)[]> Recent { get; } = new();

    public void Map(WebApplication app)
    {
        app.MapInternal("/internal/chat/recent-messages/{tenantId}", (string tenantId, int limit) => new
        {
            messages = Recent[tenantId].Take(limit).Select(m => new
            {
                id = Guid.NewGuid(),
                conversationId = Guid.NewGuid(),
                author = m.Author,
                text = m.Text,
                createdAt = DateTimeOffset.UtcNow,
            }),
        });
        MapDecisions(app);
    }

    private void MapDecisions(WebApplication app) => app.MapInternal(HttpMethods.Post, "/internal/chat/reviews/{id:guid}/decide", (Guid id, Body body) =>
    {
        if (Away.ContainsKey(id)) return Results.StatusCode(400);
        if (!held.ContainsKey(id)) return Results.NotFound();
        var (won, reply) = Change(id, reply => reply with
        {
            Status = body.Status,
            Outcome = "sent",
            DecidedById = body.UserId,
            DecidedBy = body.UserName,
            Reason = body.Reason,
            Text = body.Text ?? reply.Text,
            DecidedAt = DateTimeOffset.UtcNow,
        });
        return Results.Ok(new { won, held = reply });
    });

    private (bool Won, HeldReply Held) Change(Guid id, Func<HeldReply, HeldReply> change)
    {
        lock (held)
        {
            var reply = held[id];
            return reply.Status == ReviewStatuses.Pending ? (true, held[id] = change(reply)) : (false, reply);
        }
    }

    internal sealed record Body(Guid Mark, string Status, Guid? UserId, string? UserName, string? Text, string? Reason, string? Then, string? Guidance);
}
