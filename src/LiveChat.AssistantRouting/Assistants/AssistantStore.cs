using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Assistants;

internal enum WriteOutcome
{
    Done,
    NotFound,
    Stale,
    Refused,
}

/// <summary>The assistants of the tenants. Exactly one of a tenant's assistants is the default while it has any.</summary>
internal sealed class AssistantStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, SettingsWriter writer,
    IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    public const string Columns = "id, is_default, body, version, created_at, updated_at";

    private const string SelectOne = $"select {Columns} from assistant where tenant_id = @tenant and id = @id;";

    public Task<List<Assistant>> ListAsync(string tenantId, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql($"select {Columns} from assistant where tenant_id = @tenant order by created_at, id;").With("tenant", tenantId), Read, cancellationToken);

    public Task<Assistant?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql(SelectOne).With("tenant", tenantId).With("id", id), Read, cancellationToken);

    /// <summary>The first assistant of a tenant becomes its default. Null when the tenant has as many as it may.</summary>
    public Task<Assistant?> AddAsync(string tenantId, AssistantSettings settings, string? requestId, CancellationToken cancellationToken,
        Func<Guid, SettingsChanged>? change = null)
    {
        var id = Guid.CreateVersion7();
        return writer.WriteAsync(tenantId, requestId, false, $"""
            insert into assistant (tenant_id, id, version, is_default, name, greeting, body, created_at, updated_at)
            select @tenant, @id, 1, not exists (select 1 from assistant where tenant_id = @tenant), @name, @greeting, @body, @now, @now
            where (select count(*) from assistant where tenant_id = @tenant) < @most;
            {SelectOne}
            """, sql => Bind(sql, id, settings).With("most", options.Value.MostAssistants), FirstAsync, cancellationToken,
            change?.Invoke(id), "exists (select 1 from assistant where tenant_id = @tenant and id = @id)");
    }

    public async Task<(WriteOutcome Outcome, Assistant? Assistant)> ReplaceAsync(
        string tenantId, Guid id, AssistantSettings settings, long? expected, string? requestId, CancellationToken cancellationToken,
        Func<AssistantSettings, SettingsChanged>? change = null)
    {
        var before = await FindAsync(tenantId, id, cancellationToken);
        if (before is null) return (WriteOutcome.NotFound, null);
        if (expected is not null && expected != before.Version) return (WriteOutcome.Stale, before);
        var after = await writer.WriteAsync(tenantId, requestId, false, $"""
            update assistant set version = version + 1, name = @name, greeting = @greeting, body = @body, updated_at = @now
            where tenant_id = @tenant and id = @id and version = @version;
            {SelectOne}
            """, sql => Bind(sql, id, settings).With("version", before.Version), FirstAsync, cancellationToken,
            change?.Invoke(before.Settings), "exists (select 1 from assistant where tenant_id = @tenant and id = @id and version = @version + 1 and updated_at = @now)");
        if (after is null) return (WriteOutcome.NotFound, null);
        return after.Version == before.Version + 1 ? (WriteOutcome.Done, after) : (WriteOutcome.Stale, after);
    }

    /// <summary>False when there is no such assistant.</summary>
    public async Task<bool> MakeDefaultAsync(
        string tenantId, Guid id, string? requestId, CancellationToken cancellationToken, SettingsChanged? change = null) =>
        await writer.WriteAsync(tenantId, requestId, false, $"""
            update assistant set is_default = false where tenant_id = @tenant and is_default
              and exists (select 1 from assistant where tenant_id = @tenant and id = @id);
            update assistant set is_default = true where tenant_id = @tenant and id = @id;
            {SelectOne}
            """, sql => sql.With("id", id), FirstAsync, cancellationToken,
            change, "exists (select 1 from assistant where tenant_id = @tenant and id = @id and is_default)") is not null;

    /// <summary>The assistant stays, as no default; false when there is no such assistant.</summary>
    public async Task<bool> TakeDefaultAwayAsync(
        string tenantId, Guid id, string? requestId, CancellationToken cancellationToken, SettingsChanged? change = null) =>
        await writer.WriteAsync(tenantId, requestId, false, $"""
            update assistant set is_default = false where tenant_id = @tenant and id = @id;
            {SelectOne}
            """, sql => sql.With("id", id), FirstAsync, cancellationToken,
            change, "exists (select 1 from assistant where tenant_id = @tenant and id = @id)") is not null;

    /// <summary>The default one goes last: <see cref="WriteOutcome.Refused"/> while the tenant has others.</summary>
    public async Task<WriteOutcome> DeleteAsync(
        string tenantId, Guid id, string? requestId, CancellationToken cancellationToken, Func<AssistantSettings, SettingsChanged>? change = null)
    {
        if (await FindAsync(tenantId, id, cancellationToken) is not { } before) return WriteOutcome.NotFound;
        var deleted = await writer.WriteAsync(tenantId, requestId, false, """
            delete from assistant where tenant_id = @tenant and id = @id
              and (not is_default or (select count(*) from assistant where tenant_id = @tenant) = 1)
            returning id;
            """, sql => sql.With("id", id), reader => reader.ReadAsync(), cancellationToken,
            change?.Invoke(before.Settings), "not exists (select 1 from assistant where tenant_id = @tenant and id = @id)");
        return deleted ? WriteOutcome.Done : WriteOutcome.Refused;
    }

    public static Assistant Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetBoolean(1), JsonSerializer.Deserialize<AssistantSettings>(reader.GetString(2), JsonDefaults.Options)!,
        reader.GetInt64(3), reader.Time(4), reader.Time(5));

    private Sql Bind(Sql sql, Guid id, AssistantSettings settings) => sql
        .With("id", id).With("name", settings.Name).With("greeting", settings.Greeting?.For(settings.Language))
        .With("body", JsonSerializer.Serialize(settings, JsonDefaults.Options)).With("now", clock.GetUtcNow());

    private static async Task<Assistant?> FirstAsync(DbDataReader reader) => await reader.ReadAsync() ? Read(reader) : null;
}
