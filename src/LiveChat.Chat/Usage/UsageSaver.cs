using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Usage;

/// <summary>Saves changed figures now and then, and once more at the end. The rows are the truth: what is not saved now is saved by the next change.</summary>
internal sealed class UsageSaver(UsageMeter meter, TimeProvider clock, IOptions<ChatOptions> options, ILogger<UsageSaver> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.UsageSaveSeconds), clock, logger)
{
    protected override string Work => "Saving usage figures";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await meter.ReconcileAsync(cancellationToken).ConfigureAwait(false);
        await meter.SaveAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // Whatever patience the host has left: it is one command.
        await TryRoundAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
