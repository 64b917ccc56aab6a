using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Tells other services every two seconds what has gathered since, in one event. For hints whose loss is harmless: a
/// batch that the broker does not take within five seconds is lost. What was not told is said as for any round that fails.
/// </summary>
public abstract class BatchTelling(TimeProvider clock, ILogger logger) : PeriodicWork(TimeSpan.FromSeconds(2), clock, logger)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Sends what waits now.</summary>
    protected internal abstract Task FlushAsync(CancellationToken cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        await FlushAsync(patience.Token).ConfigureAwait(false);
    }
}
