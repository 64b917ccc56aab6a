using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Usage;

/// <summary>Saves changed figures now and then, and once more at the end.</summary>
internal sealed partial class UsageSaver(
    UsageMeter meter, TimeProvider clock, IOptions<ChatOptions> options, ILogger<UsageSaver> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.UsageSaveSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await SaveAsync(stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            await SaveAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await meter.ReconcileAsync(cancellationToken).ConfigureAwait(false);
            await meter.SaveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The rows are the truth; the next change saves again.
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(3203, LogLevel.Warning, "Usage figures could not be saved; the next change saves them again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
