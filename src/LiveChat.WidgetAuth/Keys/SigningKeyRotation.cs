namespace LiveChat.WidgetAuth.Keys;

/// <summary>Turns the key ring on schedule, in every replica: whoever is first does it, the others read what it did.</summary>
internal sealed partial class SigningKeyRotation(SigningKeyRing ring, TimeProvider clock, ILogger<SigningKeyRotation> logger) : BackgroundService
{
    // Far shorter than a key's lead, so that every replica has the next key in memory before it signs.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await ring.TurnAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2201, LogLevel.Warning, "Turning the signing keys failed ({Reason}); the keys of before go on")]
    private static partial void LogFailed(ILogger logger, string reason);
}
