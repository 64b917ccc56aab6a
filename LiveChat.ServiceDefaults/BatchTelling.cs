using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Tells other services every two seconds what has gathered since, in one event. For hints whose loss is harmless: a
/// batch that the broker does not take within five seconds is lost, and said so once.
/// </summary>
public abstract class BatchTelling(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>Sends what waits now.</summary>
    protected internal abstract Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Logs why a batch was not sent.</summary>
    protected abstract void Lost(string reason);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pause, Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(s_patience);
                await FlushAsync(patience.Token);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Lost(exception.Message);
            }
        }
    }
}
