namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Looks for sites whose chat will stop, in every replica; whoever finds one first warns.</summary>
internal sealed partial class ExpiryWarnings(ExpiryWarningStore store, TimeProvider clock, ILogger<ExpiryWarnings> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round; how many tenants were warned by it.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var warned = 0;
        var now = clock.GetUtcNow();
        foreach (var token in await store.EndingAsync(now, cancellationToken))
        {
            if (ExpiryWarningRules.Due(token, now) is { } days && await store.WarnAsync(token, days, now, cancellationToken))
                warned++;
        }
        return warned;
    }

    [LoggerMessage(2221, LogLevel.Warning, "Looking for site tokens that run out failed ({Reason}); the next round tries again")]
    private static partial void LogFailed(ILogger logger, string reason);
}
