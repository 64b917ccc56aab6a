using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// What every replica looks for again and again, such as turns that are stuck. A round that fails ends neither the work
/// nor the process: the reason is logged once, as is the round that succeeds again.
/// </summary>
/// <param name="pause">From the beginning of one round to that of the next.</param>
public abstract partial class PeriodicWork(TimeSpan pause, TimeProvider clock, ILogger logger) : BackgroundService
{
    private string? _failure;

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What a round does, as the log names it: 'Looking for stuck turns'.</summary>
    protected abstract string Work { get; }

    /// <summary>The first round runs as the process starts; otherwise after the first pause.</summary>
    protected virtual bool StartsAtOnce => false;

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, Clock);
        try
        {
            if (StartsAtOnce) await TryRoundAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) await TryRoundAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host that could not start ends its services without ever having been 'stopping', and calls this a fault.
        }
    }

    /// <summary>One round more; its failure is logged.</summary>
    protected async Task TryRoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RoundAsync(stoppingToken).ConfigureAwait(false);
            if (_failure is not null) LogWorksAgain(logger, Work);
            _failure = null;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A database that is away for an hour says so once, not every round.
            var failure = $"{e.GetType().Name}: {e.Message}";
            if (failure != _failure) LogFailed(logger, Work, failure);
            _failure = failure;
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "{Work} failed ({Reason}); it is tried again")]
    private static partial void LogFailed(ILogger logger, string work, string reason);

    [LoggerMessage(1602, LogLevel.Information, "{Work} works again")]
    private static partial void LogWorksAgain(ILogger logger, string work);
}
