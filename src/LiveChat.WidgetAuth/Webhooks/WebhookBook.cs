namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>
/// The enabled webhooks by tenant, from memory: most tenants have none, and every message asks. Read again when older than
/// two seconds, and at once after a change in this process.
/// </summary>
internal sealed class WebhookBook(WebhookStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Page _page = new(null!, 0, -1);
    private int _changes;

    /// <summary>Whether the tenant has an enabled webhook.</summary>
    public async ValueTask<bool> AnyAsync(string tenantId, CancellationToken cancellationToken) =>
        (await PageAsync(cancellationToken)).Webhooks.Contains(tenantId);

    /// <summary>The tenant's enabled webhooks that want an event of this name.</summary>
    public async ValueTask<IReadOnlyList<Guid>> WantingAsync(string tenantId, string name, CancellationToken cancellationToken)
    {
        var page = await PageAsync(cancellationToken);
        return page.Webhooks.Contains(tenantId) ? [.. page.Webhooks[tenantId].Where(webhook => webhook.Wants(name)).Select(webhook => webhook.Id)] : [];
    }

    /// <summary>A webhook was added, removed, disabled or opened again.</summary>
    public void Forget() => Interlocked.Increment(ref _changes);

    public void Dispose() => _reading.Dispose();

    private bool IsFresh(Page page) => page.Change == Volatile.Read(ref _changes) && clock.GetElapsedTime(page.ReadAt) < s_fresh;

    private ValueTask<Page> PageAsync(CancellationToken cancellationToken) => IsFresh(_page) ? new(_page) : new(ReadAsync(cancellationToken));

    private async Task<Page> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh(_page))
                return _page;
            // Both taken before the read: what changes meanwhile makes it stale again.
            var (change, at) = (Volatile.Read(ref _changes), clock.GetTimestamp());
            var webhooks = await store.ListEnabledAsync(cancellationToken);
            return _page = new(webhooks.ToLookup(webhook => webhook.TenantId), at, change);
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Page(ILookup<string, Webhook> Webhooks, long ReadAt, int Change);
}
