using System.Data.Common;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Facts;

/// <summary>What chat must know of each tenant before it accepts a message.</summary>
internal sealed class FactsStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    public const string Columns =
        "tenant_id, version, default_assistant_id, default_assistant_name, default_assistant_greeting, has_active_rules, people_only, assignment, capacity";

    /// <summary>Facts that changed after a version, ascending.</summary>
    public Task<List<AssistantFacts>> ListAsync(long since, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(
            new Sql($"select {Columns} from tenant_state where version > @since order by version limit @limit;").With("since", since).With("limit", limit),
            Read, cancellationToken);

    public Task<AssistantFacts?> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql($"select {Columns} from tenant_state where tenant_id = @tenant;").With("tenant", tenantId), Read, cancellationToken);

    public static AssistantFacts Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GuidOrNull(2), reader.StringOrNull(3), reader.StringOrNull(4),
        reader.GetBoolean(5), reader.GetBoolean(6), reader.GetString(7), reader.IntOrNull(8));
}

/// <summary>Loads the event of an outbox row that a sweep publishes: always the newest facts.</summary>
internal sealed class AssistantFactsLoader(FactsStore store) : IOutboxLoader<AssistantFactsChanged>
{
    public async Task<AssistantFactsChanged?> LoadAsync(string key, CancellationToken cancellationToken) =>
        await store.FindAsync(key, cancellationToken) is { } facts ? new AssistantFactsChanged(facts) : null;
}
