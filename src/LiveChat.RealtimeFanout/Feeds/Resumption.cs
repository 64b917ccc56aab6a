using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// Brings a client from its last id to now: greeting, what it missed, then live. It reads the log page by page, each part
/// only when the one before has left, and joins in under the feed's lock once it has reached the newest event, so that
/// nothing falls between reading and hearing and nothing comes by both ways.
/// </summary>
internal static class Resumption
{
    public static async Task RunAsync(TenantFeed feed, StaffSession session, string? lastEventId, IReplayLog log)
    {
        if (lastEventId is null)
        {
            feed.GoLiveAtHead(session);
            return;
        }
        if (!FeedId.TryParse(lastEventId, out var from))
        {
            await StartOverAsync(feed, session, await log.HeadAsync(feed.TenantId, CancellationToken.None), greet: true);
            return;
        }
        if (feed.TryResumeFromTail(session, from)) return;

        var page = await feed.Pages.ReadAfterAsync(from);
        if (page.Gone)
        {
            await StartOverAsync(feed, session, page.Head, greet: true);
            return;
        }
        // A page that was read for another may know of less than this replica does by now.
        var last = feed.Last;
        var replayed = (last.Epoch == page.Head.Epoch ? Math.Max(last.Number, page.Head.Number) : page.Head.Number) - from.Number;
        session.Connection.Send(ServerFrames.AuthOk(session.Id, from, replayed));
        RealtimeFanoutTelemetry.Replayed.Add(replayed);
        session.Position = from;
        await FollowAsync(feed, session, page);
    }

    private static Task StartOverAsync(TenantFeed feed, StaffSession session, FeedId head, bool greet)
    {
        if (greet) session.Connection.Send(ServerFrames.AuthOk(session.Id, head, 0));
        session.Connection.Send(ServerFrames.Resync(head));
        RealtimeFanoutTelemetry.Resyncs.Add(1);
        session.Position = head;
        return FollowAsync(feed, session, new SharedPage(head, Gone: false, []));
    }

    private static async Task FollowAsync(TenantFeed feed, StaffSession session, SharedPage page)
    {
        while (!session.Connection.Closing)
        {
            foreach (var part in page.Parts)
            {
                session.Connection.Send(part.Frames);
                session.Position = part.Last;
                if (session.Connection.Congested) await session.Connection.DrainedAsync();
            }
            if (session.Position.Number >= page.Head.Number && feed.TryGoLive(session)) return;
            page = await feed.Pages.ReadAfterAsync(session.Position);
            if (!page.Gone) continue;
            await StartOverAsync(feed, session, page.Head, greet: false);
            return;
        }
    }
}
