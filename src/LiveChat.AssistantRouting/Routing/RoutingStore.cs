using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>A tenant's routing settings: one row, replaced as a whole.</summary>
internal sealed class RoutingStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, SettingsWriter writer, TimeProvider clock)
{
    public const string Columns = "people_only, body, version, max_handovers, assignment, capacity";

    public async Task<RoutingSettings> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        await database.FirstAsync(new Sql($"select {Columns} from routing where tenant_id = @tenant;").With("tenant", tenantId), Read, cancellationToken)
        ?? RoutingSettings.None;

    /// <summary>False when somebody else changed them since <paramref name="before"/> was read.</summary>
    public async Task<bool> ReplaceAsync(string tenantId, RoutingSettings before, RoutingSettings after, string? requestId, CancellationToken cancellationToken,
        SettingsChanged? change = null)
    {
        var version = await writer.WriteAsync(tenantId, requestId, false, """
            insert into routing (tenant_id, version, people_only, active_rules, body, updated_at)
            select @tenant, 0, false, 0, '[]', @now where @before = 0
            on conflict (tenant_id) do nothing;
            update routing set version = version + 1, people_only = @people, active_rules = @active, body = @body, max_handovers = @handovers,
              assignment = @mode, capacity = @capacity, updated_at = @now
            where tenant_id = @tenant and version = @before returning version;
            """, sql => sql.With("before", before.Version).With("people", after.PeopleOnly).With("active", after.Rules.Count(r => r.Active))
                .With("handovers", after.MaxHandovers).With("mode", after.Assignment.Mode).With("capacity", after.Assignment.Capacity)
                .With("body", JsonSerializer.Serialize(after.Rules, JsonDefaults.Options)).With("now", clock.GetUtcNow()),
            async reader => await reader.ReadAsync() ? reader.GetInt64(0) : 0, cancellationToken,
            change, "exists (select 1 from routing where tenant_id = @tenant and version = @before + 1 and updated_at = @now)");
        return version == after.Version;
    }

    public static RoutingSettings Read(DbDataReader reader) => new(
        reader.GetBoolean(0), JsonSerializer.Deserialize<List<RoutingRule>>(reader.GetString(1), JsonDefaults.Options)!, reader.GetInt64(2))
    {
        MaxHandovers = reader.GetInt32(3),
        Assignment = new AssignmentSettings(reader.GetString(4), reader.IntOrNull(5)),
    };
}
