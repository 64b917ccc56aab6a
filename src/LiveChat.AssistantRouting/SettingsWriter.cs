using System.Data.Common;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting;

/// <summary>
/// Every change of a tenant's settings or articles goes through here, as ONE command: it takes the locked version row
/// first (so changes never overtake each other), then runs the change, then brings the tenant's facts up to date and
/// puts <see cref="AssistantFactsChanged"/> into the outbox.
/// </summary>
internal sealed class SettingsWriter(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database,
    [FromKeyedServices(AssistantRoutingModule.Name)] Outbox outbox, TenantSetups setups)
{
    private const string TakeVersion = "update change_counter set n = n + 1 where id = 1;";

    private const string BringFactsUpToDate = """
        insert into tenant_state (tenant_id, version, knowledge_version, default_assistant_id, default_assistant_name,
          default_assistant_greeting, has_active_rules, people_only, assignment, capacity)
        select @tenant, c.n, c.n, a.id, a.name, a.greeting, coalesce(r.active_rules, 0) > 0, coalesce(r.people_only, false),
          coalesce(r.assignment, 'none'), r.capacity
        from change_counter c
        left join assistant a on a.tenant_id = @tenant and a.is_default
        left join routing r on r.tenant_id = @tenant
        where c.id = 1
        on conflict (tenant_id) do update set version = excluded.version,
          knowledge_version = case when @knowledge then excluded.knowledge_version else tenant_state.knowledge_version end,
          default_assistant_id = excluded.default_assistant_id, default_assistant_name = excluded.default_assistant_name,
          default_assistant_greeting = excluded.default_assistant_greeting,
          has_active_rules = excluded.has_active_rules, people_only = excluded.people_only,
          assignment = excluded.assignment, capacity = excluded.capacity;
        """;

    private const string ReadFacts = $"select {Facts.FactsStore.Columns} from tenant_state where tenant_id = @tenant;";

    /// <param name="knowledge">Whether articles change, so that indexes must be built again.</param>
    /// <param name="statements">The change; exactly one of its statements, the last, returns rows. May use @tenant.</param>
    /// <param name="read">Reads that statement's rows.</param>
    /// <param name="change">For the tenant's audit, or null.</param>
    /// <param name="changedIf">With <paramref name="change"/>: the condition under which it happened, over the command's parameters.</param>
    public async Task<T> WriteAsync<T>(string tenantId, string? requestId, bool knowledge, string statements,
        Action<Sql> bind, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken,
        SettingsChanged? change = null, string? changedIf = null)
    {
        // Whether it happened only the command knows: the row is born free, and the next sweep, within a second, takes it if it is there.
        var news = change is null ? null : outbox.Row(change, requestId) with { LeasedUntil = 0 };
        var row = outbox.Reference<AssistantFactsChanged>(Guid.CreateVersion7(), tenantId, requestId);
        var sql = new Sql(TakeVersion).Append(statements).Append(BringFactsUpToDate).Insert(row);
        if (news is not null)
            sql.Insert(news, changedIf);
        sql.Append(ReadFacts).With("tenant", tenantId).With("knowledge", knowledge);
        bind(sql);
        var (result, facts) = await database.WriteAsync(sql, async reader =>
        {
            var outcome = await read(reader);
            await reader.NextResultAsync();
            await reader.ReadAsync();
            return (outcome, Facts.FactsStore.Read(reader));
        }, cancellationToken);
        setups.Invalidate(tenantId, facts.Version);
        outbox.Publish(row with { Event = new AssistantFactsChanged(facts) });
        return result;
    }
}
