using System.Collections.Concurrent;
using LiveChat.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Tells widget-auth which keys are in use and on which sites, so that owners see it. What a request pays is one look into a
/// dictionary: a key and site are told at most once a minute, in batches.
/// </summary>
public sealed class CredentialUses(IEventBus bus, TimeProvider clock, ILogger<CredentialUses> logger) : BatchTelling(clock, logger)
{
    /// <summary>The values of <see cref="CredentialUse.Kind"/>.</summary>
    public const string Widget = "widget", ApiKey = "api-key";

    private const int BatchLimit = 200;
    private const int Remembered = 16_384;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Id, string? Site), long> _toldAt = new();
    private readonly ConcurrentQueue<CredentialUse> _waiting = new();

    /// <summary>Notes a use. <paramref name="site"/>: an <c>Origin</c> or <c>Referer</c> as it came, or null.</summary>
    public void Note(string kind, string tenantId, Guid id, string? site)
    {
        if (site?.Length > DomainRules.MaxLength)
            site = null;
        var now = Clock.GetTimestamp();
        if (_toldAt.TryGetValue((id, site), out var at) && Clock.GetElapsedTime(at, now) < Again)
            return;
        // Full: it will be told with a later use.
        if (_waiting.Count >= BatchLimit)
            return;
        _toldAt[(id, site)] = now;
        _waiting.Enqueue(new(tenantId, kind, id, DomainRules.ParseOrigin(site)?.ToString(), Clock.GetUtcNow()));
    }

    protected internal override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_toldAt.Count > Remembered)
            _toldAt.Clear();
        var batch = new List<CredentialUse>();
        while (_waiting.TryDequeue(out var use))
            batch.Add(use);
        if (batch.Count > 0)
            await bus.PublishAsync(new CredentialsUsed(batch), null, cancellationToken);
    }

    protected override string Work => "Telling which keys are in use";
}
