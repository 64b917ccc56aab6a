using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// Brings a client from its last id to now: greeting, what it missed, then live. It reads the log page by page, each
/// frame only when the one before has left, and joins in under the feed's lock once it has reached the newest event, so
/// that nothing falls between reading and hearing and nothing comes by both ways.
/// </summary>
internal static class Resumption
{
    public static async Task RunAsync(
        TenantFeed feed, StaffSession session, string? lastEventId, IReplayLog log, int pageSize)
    {
        if (lastEventId is null)
        {
            feed.GoLiveAtHead(session);
            return;
        }
        if (!FeedId.TryParse(lastEventId, out var from))
        {
            await StartOverAsync(feed, session, await log.HeadAsync(feed.TenantId, CancellationToken.None), greet: true, log, pageSize);
            return;
        }
        if (feed.TryResumeFromTail(session, from)) return;

        var page = await log.ReadAfterAsync(feed.TenantId, from, pageSize, CancellationToken.None);
        if (page.Gone)
        {
            await StartOverAsync(feed, session, page.Head, greet: true, log, pageSize);
            return;
        }
        var replayed = page.Head.Number - from.Number;
        session.Connection.Send(ServerFrames.AuthOk(session.Id, from, replayed));
        RealtimeFanoutTelemetry.Replayed.Add(replayed);
        session.Position = from;
        await FollowAsync(feed, session, page, log, pageSize);
    }

    private static Task StartOverAsync(
        TenantFeed feed, StaffSession session, FeedId head, bool greet, IReplayLog log, int pageSize)
    {
        if (greet) session.Connection.Send(ServerFrames.AuthOk(session.Id, head, 0));
        session.Connection.Send(ServerFrames.Resync(head));
        RealtimeFanoutTelemetry.Resyncs.Add(1);
        session.Position = head;
        return FollowAsync(feed, session, new ReplayPage(head, [], Gone: false), log, pageSize);
    }

    private static async Task FollowAsync(
        TenantFeed feed, StaffSession session, ReplayPage page, IReplayLog log, int pageSize)
    {
        while (!session.Connection.Closing)
        {
            foreach (var e in page.Events)
            {
                session.Connection.Send(e.Frame);
                session.Position = e.Id;
                if (session.Connection.Congested) await session.Connection.DrainedAsync();
            }
            if (session.Position.Number >= page.Head.Number && feed.TryGoLive(session)) return;
            page = await log.ReadAfterAsync(feed.TenantId, session.Position, pageSize, CancellationToken.None);
            if (!page.Gone) continue;
            await StartOverAsync(feed, session, page.Head, greet: false, log, pageSize);
            return;
        }
    }
}
