using System.Globalization;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Widget;

/// <summary>What the visitor reads: history, news by long-poll, news as a stream. Always with <c>X-Session-Key</c>.</summary>
internal static class HistoryEndpoints
{
    private const int PageSize = 100;
    private const int LongestWait = 25;
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder widget)
    {
        widget.MapGet("/chat/{sessionId}/messages", MessagesAsync).WithName("Chat_Widget_Messages").Produces<MessagesAnswer>()
            .RequireAuthorization(Policies.Widget);
        widget.MapGet("/chat/{sessionId}/events", EventsAsync).WithName("Chat_Widget_Events").RequireAuthorization(Policies.Widget);
    }

    /// <summary>
    /// <c>?after={seq}</c> (default 0: from the start), at most 100 lines; <c>?wait={0..25}</c> waits until there is a line,
    /// or anything else of the conversation changes; with <c>?version=</c> of the last answer, since that answer. 404 <c>conversation_not_found</c> without the right key.
    /// </summary>
    private static async Task<IResult> MessagesAsync(
        string tenantId, string sessionId, HttpContext http, ConversationStore conversations, MessageStore messages,
        ConversationWaiters waiters, TypingSigns typing, TimeProvider clock, IOptions<ChatOptions> options)
    {
        var after = Number(http, "after", 0, long.MaxValue);
        var wait = TimeSpan.FromSeconds(Number(http, "wait", 0, LongestWait));
        long? version = http.Request.Query.ContainsKey("version") ? Number(http, "version", 0, long.MaxValue) : null;
        var cancelled = http.RequestAborted;
        http.Response.Headers.CacheControl = "no-store";
        var key = SessionKeyOf(http);
        var conversation = await conversations.FindByKeyAsync(tenantId, sessionId, key, cancelled).ConfigureAwait(false)
            ?? throw ChatProblems.NoConversation();
        using var watch = wait > TimeSpan.Zero ? waiters.Listen(conversation.Id) : null;
        var started = clock.GetTimestamp();
        // Read again after subscribing: what came between is in this read.
        if (watch is not null)
            conversation = await conversations.FindByKeyAsync(tenantId, sessionId, key, cancelled).ConfigureAwait(false) ?? throw ChatProblems.NoConversation();
        version ??= conversation.View.Version;
        // A sign that was up before is no change: the client would come back at once, again and again, until it ends.
        // Its renewal while the agent types on is one.
        var firstTyping = TypingView.From(typing.Agent(conversation.Id));
        while (true)
        {
            var typist = TypingView.From(typing.Agent(conversation.Id));
            var lines = conversation.LastSeq > after
                ? await messages.VisibleAsync(conversation.Id, after, PageSize, cancelled).ConfigureAwait(false) : [];
            var left = wait - clock.GetElapsedTime(started);
            if (lines.Count > 0 || watch is null || left <= TimeSpan.Zero || version != conversation.View.Version || !Equals(typist, firstTyping))
            {
                return Results.Json(new MessagesAnswer([.. lines.Select(VisitorLines.For)], VisitorConversation.From(conversation), typist,
                    lines.Count > 0 ? lines[^1].Seq!.Value : after, conversation.View.Version), JsonDefaults.Options);
            }

            var reread = options.Value.RereadAfter(waiters.HintsUp);
            await watch.WaitAsync(left < reread ? left : reread, cancelled).ConfigureAwait(false);
            conversation = await conversations.FindByKeyAsync(tenantId, sessionId, key, cancelled).ConfigureAwait(false)
                ?? throw ChatProblems.NoConversation();
        }
    }

    /// <summary>
    /// The same as <c>text/event-stream</c>: <c>message</c> (id = seq), <c>typing</c>, <c>conversation</c>, <c>read</c>.
    /// <c>Last-Event-ID</c> (or <c>?after=</c>) says what was seen. Ends when the client leaves.
    /// </summary>
    private static async Task EventsAsync(
        string tenantId, string sessionId, HttpContext http, ConversationStore conversations, MessageStore messages,
        ConversationWaiters waiters, TypingSigns typing, TimeProvider clock, IOptions<ChatOptions> options, IHostApplicationLifetime lifetime)
    {
        var after = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last : Number(http, "after", 0, long.MaxValue);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var key = SessionKeyOf(http);
        var conversation = await conversations.FindByKeyAsync(tenantId, sessionId, key, stop.Token).ConfigureAwait(false)
            ?? throw ChatProblems.NoConversation();
        using var watch = waiters.Listen(conversation.Id);
        var stream = new EventStream(http.Response);
        await stream.BeginAsync(stop.Token).ConfigureAwait(false);
        VisitorConversation? told = null;
        TypingView? typist = null;
        var quietSince = clock.GetTimestamp();
        try
        {
            while (true)
            {
                conversation = await conversations.FindByKeyAsync(tenantId, sessionId, key, stop.Token).ConfigureAwait(false);
                if (conversation is null) return;
                var sent = 0;
                while (conversation.LastSeq > after)
                {
                    var lines = await messages.VisibleAsync(conversation.Id, after, PageSize, stop.Token).ConfigureAwait(false);
                    if (lines.Count == 0) break;
                    foreach (var line in lines) await stream.SendAsync("message", VisitorLines.For(line), line.Seq, stop.Token).ConfigureAwait(false);
                    after = lines[^1].Seq!.Value;
                    sent++;
                }

                var now = VisitorConversation.From(conversation);
                if (told is null || told with { ReadSeq = now.ReadSeq } != now)
                    await stream.SendAsync("conversation", now, null, stop.Token).ConfigureAwait(false);
                if (told is not null && now.ReadSeq > told.ReadSeq)
                    await stream.SendAsync("read", new ReadEvent(now.ReadSeq), null, stop.Token).ConfigureAwait(false);
                if (now != told) sent++;
                told = now;
                var nowTyping = TypingView.From(typing.Agent(conversation.Id));
                if (!Equals(nowTyping, typist))
                {
                    typist = nowTyping;
                    sent++;
                    await stream.SendAsync("typing", new TypingEvent(typist), null, stop.Token).ConfigureAwait(false);
                }

                if (sent > 0) quietSince = clock.GetTimestamp();
                else if (clock.GetElapsedTime(quietSince) > s_keepAlive)
                {
                    quietSince = clock.GetTimestamp();
                    await stream.KeepAliveAsync(stop.Token).ConfigureAwait(false);
                }

                await watch.WaitAsync(options.Value.RereadAfter(waiters.HintsUp), stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client left, or this process stops: the client comes back with Last-Event-ID.
        }
    }

    internal static string? SessionKeyOf(HttpContext http) => http.Request.Headers["X-Session-Key"].FirstOrDefault();

    private static long Number(HttpContext http, string name, long least, long most)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0) return least;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value : throw Problems.Invalid(name, $"must be a whole number from {least} to {most}");
    }

    private sealed record ReadEvent(long Seq);

    private sealed record TypingEvent(TypingView? Typing);
}
