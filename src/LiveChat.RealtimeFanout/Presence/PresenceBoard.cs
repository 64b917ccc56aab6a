using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.RealtimeFanout.Presence;

/// <summary>
/// What the tenants' presences share: the store, the word to the other replicas and to routing. Each transition is seen
/// by one replica only, the one whose exchange brought it about, and that one tells.
/// </summary>
internal sealed partial class PresenceBoard(
    IPresenceStore store, IHints hints, IEventBus bus, ProcessTopology topology, IOptions<RealtimeFanoutOptions> options,
    TimeProvider clock, ILogger<PresenceBoard> logger)
{
    private const string Channel = "presence:";

    /// <summary>This replica among the others.</summary>
    public string Instance => topology.InstanceId;

    public TimeProvider Clock => clock;
    public RealtimeFanoutOptions Options => options.Value;

    public TenantPresence For(string tenantId) => new(tenantId, this);

    /// <summary>Calls <paramref name="changed"/> when another replica changed the tenant's presence.</summary>
    public IDisposable Listen(string tenantId, Action changed) => hints.Subscribe(Channel + tenantId, from =>
    {
        if (from != Instance) changed();
    });

    /// <summary>Exchanges with the store, and tells the other replicas and routing what that changed.</summary>
    /// <returns>Who is there now.</returns>
    public async Task<Dictionary<Guid, Person>> ExchangeAsync(
        string tenantId, IReadOnlyList<PresenceEntry> put, IReadOnlyList<Guid> gone, CancellationToken cancellationToken)
    {
        var exchange = await store.ExchangeAsync(tenantId, put, gone, cancellationToken);
        var before = PresenceRules.Merge(exchange.Before);
        var after = PresenceRules.Merge(exchange.After);
        var changes = PresenceRules.Changes(before, after);
        if (changes.Count == 0) return after;
        hints.Publish(Channel + tenantId, Instance);
        foreach (var person in changes)
        {
            var stateChanged = !before.TryGetValue(person.UserId, out var known) || known.State != person.State;
            if (stateChanged && person.MayAnswer) await TellRoutingAsync(tenantId, person);
        }
        return after;
    }

    /// <summary>Who is there, for the internal route.</summary>
    public async Task<IReadOnlyCollection<Person>> ReadAsync(string tenantId, CancellationToken cancellationToken) =>
        (await ExchangeAsync(tenantId, [], [], cancellationToken)).Values;

    /// <summary>Finds those who went down with a replica, where no other one serves their tenant.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tenantId in await store.OverdueAsync(cancellationToken))
                await ExchangeAsync(tenantId, [], [], cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(7201, LogLevel.Warning, "Presence could not be exchanged ({Reason}); the next heartbeat tries again")]
    public partial void LogFailed(string reason);

    private async Task TellRoutingAsync(string tenantId, Person person)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            await bus.PublishAsync(new PresenceChanged(tenantId, person.UserId, person.State, clock.GetUtcNow()), null, limit.Token);
        }
        catch (Exception e)
        {
            // A hint: routing asks again by itself, and a dashboard must not wait for the broker.
            LogNotTold(tenantId, e.Message);
        }
    }

    [LoggerMessage(7202, LogLevel.Information, "A change of presence in tenant {TenantId} was not published ({Reason})")]
    private partial void LogNotTold(string tenantId, string reason);
}
