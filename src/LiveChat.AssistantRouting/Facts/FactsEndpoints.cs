using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Facts;

/// <summary>The snapshot that chat's cache starts from and re-reads.</summary>
internal static class FactsEndpoints
{
    public static void MapFacts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/assistantrouting/facts", ListAsync);

    /// <summary><c>?since={version}&amp;limit=1..1000</c>: facts that changed after it, ascending by version.</summary>
    private static async Task<SnapshotPage<AssistantFacts>> ListAsync(FactsStore store, CancellationToken cancellationToken, long since = 0, int limit = 500)
    {
        limit = Math.Clamp(limit, 1, 1000);
        var items = await store.ListAsync(since, limit + 1, cancellationToken);
        var more = items.Count > limit;
        if (more) items.RemoveAt(limit);
        return new SnapshotPage<AssistantFacts>(items, items.Count > 0 ? items[^1].Version : since, more);
    }
}
