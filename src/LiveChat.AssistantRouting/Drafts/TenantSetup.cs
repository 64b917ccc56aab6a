using System.Collections.Concurrent;
using System.Diagnostics;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.Routing;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Everything a turn needs to know of its tenant, in memory. Immutable.</summary>
internal sealed record TenantSetup(
    long Version, long KnowledgeVersion, IReadOnlyList<Assistant> Assistants, RoutingSettings Routing, KnowledgeIndex Knowledge)
{
    public static TenantSetup Unknown { get; } = new(0, 0, [], RoutingSettings.None, KnowledgeIndex.Empty);

    /// <summary>Where the answers come from; the built-in one unless the tenant chose another.</summary>
    public ProviderSettings Provider { get; init; } = ProviderSettings.Default;

    public Assistant? Assistant(Guid id) => Assistants.FirstOrDefault(a => a.Id == id);
}

/// <summary>Loads a tenant's setup; the index is built again only when articles changed.</summary>
internal sealed class TenantSetupStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    public async Task<TenantSetup> LoadAsync(string tenantId, TenantSetup before, CancellationToken cancellationToken)
    {
        var head = await database.ReadAsync(new Sql($"""
            select version, knowledge_version from tenant_state where tenant_id = @tenant;
            select {AssistantStore.Columns} from assistant where tenant_id = @tenant order by created_at, id;
            select {RoutingStore.Columns} from routing where tenant_id = @tenant;
            select {ProviderStore.Columns} from provider where tenant_id = @tenant;
            """).With("tenant", tenantId), async reader =>
        {
            if (!await reader.ReadAsync()) return TenantSetup.Unknown;
            var (version, knowledge) = (reader.GetInt64(0), reader.GetInt64(1));
            await reader.NextResultAsync();
            var assistants = new List<Assistant>();
            while (await reader.ReadAsync()) assistants.Add(AssistantStore.Read(reader));
            await reader.NextResultAsync();
            var routing = await reader.ReadAsync() ? RoutingStore.Read(reader) : RoutingSettings.None;
            await reader.NextResultAsync();
            var provider = await reader.ReadAsync() ? ProviderStore.Read(reader) : ProviderSettings.Default;
            return new TenantSetup(version, knowledge, assistants, routing, KnowledgeIndex.Empty) { Provider = provider };
        }, cancellationToken);
        if (head.KnowledgeVersion == before.KnowledgeVersion) return head with { Knowledge = before.Knowledge };

        // Read after the versions: articles may be newer than them, never older, and a newer version loads them again.
        var articles = await database.ListAsync(
            ArticleStore.Indexed(tenantId), ArticleStore.ReadIndexed, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var index = new KnowledgeIndex(articles);
        AssistantRoutingTelemetry.IndexBuilt(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return head with { Knowledge = index };
    }

    public Task<long> NewestVersionAsync(CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql("select n from change_counter where id = 1;"), reader => reader.GetInt64(0), cancellationToken);

    public Task<List<(string TenantId, long Version)>> ChangedAsync(long since, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql("select tenant_id, version from tenant_state where version > @since order by version limit @limit;").With("since", since).With("limit", limit),
            reader => (reader.GetString(0), reader.GetInt64(1)), cancellationToken);
}

/// <summary>
/// The setups in memory. A change marks its tenant's setup old; the next question loads it (once, however many ask) and
/// answers from the new one.
/// </summary>
internal sealed class TenantSetups(TenantSetupStore store, IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ValueTask<TenantSetup> GetAsync(string tenantId, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(tenantId, static (id, s) => new Entry(TenantSetup.Unknown, before => s.LoadAsync(id, before, CancellationToken.None)), store);
        entry.UsedAt = clock.GetTimestamp();
        return entry.Loaded is { } setup ? new(setup) : new(LoadAsync(tenantId, entry, cancellationToken));
    }

    /// <summary>Has the tenant's setup loaded again unless it is as new as <paramref name="version"/>.</summary>
    public void Invalidate(string tenantId, long version)
    {
        while (_entries.TryGetValue(tenantId, out var entry))
        {
            if (entry.Loaded is { } loaded && loaded.Version >= version) return;
            var before = entry.Loaded ?? entry.Before;
            if (_entries.TryUpdate(tenantId, new Entry(before, b => store.LoadAsync(tenantId, b, CancellationToken.None)) { UsedAt = entry.UsedAt }, entry)) return;
        }
    }

    /// <summary>Lets the least recently used go when there are too many.</summary>
    public void Trim()
    {
        var surplus = _entries.Count - options.Value.TenantsInMemory;
        if (surplus <= 0) return;
        foreach (var (tenantId, _) in _entries.OrderBy(e => e.Value.UsedAt).Take(surplus).ToList()) _entries.TryRemove(tenantId, out _);
    }

    private async Task<TenantSetup> LoadAsync(string tenantId, Entry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await entry.LoadAsync().WaitAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A failed load must not stick: the next question tries again.
            _entries.TryUpdate(tenantId, new Entry(entry.Before, b => store.LoadAsync(tenantId, b, CancellationToken.None)), entry);
            throw;
        }
    }

    private sealed class Entry(TenantSetup before, Func<TenantSetup, Task<TenantSetup>> load)
    {
        private readonly Lazy<Task<TenantSetup>> _task = new(() => Task.Run(() => load(before)));

        public TenantSetup Before { get; } = before;

        public TenantSetup? Loaded => _task.IsValueCreated && _task.Value.IsCompletedSuccessfully ? _task.Value.Result : null;

        public long UsedAt { get; set; }

        public Task<TenantSetup> LoadAsync() => _task.Value;
    }
}
