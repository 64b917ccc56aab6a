using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Reads widget-auth's keys when the process starts, and tries until it has them. If they were read with the first token
/// only, a replica that was idle until then could check none while widget-auth is down.
/// </summary>
internal sealed class SigningKeysReader(ISigningKeys keys, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (keys is RemoteSigningKeys remote)
        {
            try
            {
                await remote.ReadFirstAsync(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (ProblemException)
            {
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }
}
