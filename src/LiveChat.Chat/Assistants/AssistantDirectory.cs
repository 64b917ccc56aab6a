using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Assistants;

/// <summary>Whether a tenant can answer at all, from memory: the one fact chat needs before it accepts a message.</summary>
internal sealed class AssistantDirectory(InternalClients clients, TimeProvider clock, ILogger<AssistantDirectory> logger) : IDisposable
{
    private readonly SnapshotCache<AssistantFacts> _cache = new(
        "/internal/assistantrouting/facts", facts => facts.TenantId, facts => facts.Version,
        () => clients.For("assistantrouting"), clock, logger);

    internal IHostedService Refresher => _cache;

    /// <summary>Null where assistant routing knows nothing of the tenant; throws 503 when nothing usable was ever read.</summary>
    public ValueTask<AssistantFacts?> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        _cache.FindAsync(tenantId, cancellationToken);

    /// <summary>Takes a change in at once, unless a newer one is known.</summary>
    public void Apply(AssistantFacts facts) => _cache.Apply(facts);

    public void Dispose() => _cache.Dispose();
}
