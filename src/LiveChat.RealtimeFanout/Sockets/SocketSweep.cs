using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Presence;
using Microsoft.Extensions.Options;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// The one timer of the process: sign-in and token deadlines, pings, dead and slow peers, idle feeds, heartbeats. Also
/// starts the drain when the host begins to stop, before Kestrel waits for its connections.
/// </summary>
internal sealed partial class SocketSweep(
    FeedDoor door, TenantFeeds feeds, PresenceBoard presence, TypingSigns typing, IHostApplicationLifetime lifetime,
    IOptions<RealtimeFanoutOptions> options, TimeProvider clock, ILogger<SocketSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Kestrel stops first and waits for open requests, so the drain hangs on this event and on nothing later.
        using var draining = lifetime.ApplicationStopping.Register(() => _ = DrainAsync());
        using var signs = typing.ShowIn(feeds);
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        var expired = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                door.Sweep();
                await feeds.SweepAsync();
                if (clock.GetElapsedTime(expired) > options.Value.PresenceHeartbeat)
                {
                    expired = clock.GetTimestamp();
                    await presence.ExpireAsync(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Deadlines must go on being looked at whatever one round met.
                LogFailed(logger, e);
            }
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            await door.DrainAsync();
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(7011, LogLevel.Error, "A round of the sweep failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
