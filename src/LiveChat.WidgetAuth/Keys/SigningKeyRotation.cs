using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>
/// Turns the key ring on schedule, in every replica: whoever is first does it, the others read what it did. The pause is
/// far shorter than a key's lead, so that every replica has the next key in memory before it signs.
/// </summary>
internal sealed class SigningKeyRotation(SigningKeyRing ring, TimeProvider clock, ILogger<SigningKeyRotation> logger)
    : PeriodicWork(TimeSpan.FromMinutes(5), clock, logger)
{
    protected override string Work => "Turning the signing keys";

    protected override bool StartsAtOnce => true;

    protected override Task RoundAsync(CancellationToken cancellationToken) => ring.TurnAsync(cancellationToken);
}
