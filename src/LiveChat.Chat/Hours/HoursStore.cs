using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Hours;

/// <summary>Opening hours as they are stored.</summary>
internal sealed class HoursStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Columns = "tenant_id, version, time_zone, days, holidays";
    private const string Version = "(select value from opening_hours_version where id = 1)";

    public Task<OpeningHours?> FindAsync(string tenantId, CancellationToken cancellationToken) => chat.Database.FirstAsync(
        new Sql($"select {Columns} from opening_hours where tenant_id = @tenant;").With("tenant", tenantId), Read, cancellationToken);

    /// <summary>What changed since a version, ascending: the internal snapshot.</summary>
    public async Task<SnapshotPage<OpeningHours>> ChangedSinceAsync(long since, int limit, CancellationToken cancellationToken)
    {
        var items = await chat.Database.ListAsync(
            new Sql($"select {Columns} from opening_hours where version > @since order by version limit @limit;").With("since", since).With("limit", limit),
            Read, cancellationToken).ConfigureAwait(false);
        return new SnapshotPage<OpeningHours>(items, items.Count > 0 ? items[^1].Version : since, items.Count == limit);
    }

    /// <summary>Replaces the hours; null when somebody else did meanwhile.</summary>
    /// <param name="hours">The new hours.</param>
    /// <param name="expected">The version that was read; 0 where there were none.</param>
    /// <param name="requestId">For the events.</param>
    /// <param name="change">For the tenant's audit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OpeningHours?> ReplaceAsync(
        OpeningHours hours, long expected, string requestId, SettingsChanged change, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var news = chat.Outbox.Row(change, requestId);
        var saved = await chat.Database.WriteAsync(
            new Sql($"""
                update opening_hours_version set value = value + 1 where id = 1;
                insert into opening_hours (tenant_id, time_zone, days, holidays, version, updated_at)
                  select @tenant, @zone, @days, @holidays, {Version}, @now
                  where @expected = 0 or exists (select 1 from opening_hours where tenant_id = @tenant)
                  on conflict (tenant_id) do update set time_zone = excluded.time_zone, days = excluded.days, holidays = excluded.holidays,
                    version = excluded.version, updated_at = excluded.updated_at where opening_hours.version = @expected;
                """)
                .Insert(news, $"exists (select 1 from opening_hours where tenant_id = @tenant and version = {Version})")
                .Append($"select {Columns} from opening_hours where tenant_id = @tenant and version = {Version};")
                .With("tenant", hours.TenantId).With("zone", hours.TimeZone).With("days", Json(hours.Days)).With("holidays", Json(hours.Holidays))
                .With("expected", expected).With("now", now),
            static async reader => await reader.ReadAsync().ConfigureAwait(false) ? Read(reader) : null, cancellationToken).ConfigureAwait(false);
        if (saved is null) return null;
        chat.Outbox.Publish(news);
        // For caches: each reads the snapshot every 3 s, so a lost event costs only that.
        var row = chat.Outbox.Row(new OpeningHoursChanged(saved), requestId);
        await chat.Database.WriteAsync(new Sql("").Insert(row), cancellationToken).ConfigureAwait(false);
        chat.Outbox.Publish(row);
        return saved;
    }

    private static OpeningHours Read(DbDataReader r) => new(r.GetString(0), r.GetInt64(1), r.GetString(2),
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<OpeningSpan>>>(r.GetString(3), JsonDefaults.Options)!,
        JsonSerializer.Deserialize<OpeningHoliday[]>(r.GetString(4), JsonDefaults.Options)!);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonDefaults.Options);
}
