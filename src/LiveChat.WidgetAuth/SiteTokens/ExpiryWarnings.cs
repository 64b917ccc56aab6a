using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Looks for sites whose chat will stop, in every replica; whoever finds one first warns.</summary>
internal sealed class ExpiryWarnings(ExpiryWarningStore store, TimeProvider clock, ILogger<ExpiryWarnings> logger)
    : PeriodicWork(TimeSpan.FromMinutes(10), clock, logger)
{
    protected override string Work => "Looking for site tokens that run out";

    protected override bool StartsAtOnce => true;

    protected override Task RoundAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>One round; how many tenants were warned by it.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var warned = 0;
        var now = Clock.GetUtcNow();
        foreach (var token in await store.EndingAsync(now, cancellationToken))
        {
            if (ExpiryWarningRules.Due(token, now) is { } days && await store.WarnAsync(token, days, now, cancellationToken))
                warned++;
        }
        return warned;
    }
}
