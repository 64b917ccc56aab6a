using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>Settings and the version that their ETag names; version 0 was never saved.</summary>
internal sealed record StoredSettings(SafetySettings Settings, long Version)
{
    public static StoredSettings Default { get; } = new(SafetySettings.Default, 0);
}

/// <summary>A tenant's settings as a change since some revision; <paramref name="Stored"/> is null where they can't be read.</summary>
internal sealed record ChangedSettings(string TenantId, StoredSettings? Stored, long Revision);

/// <summary>Reads and replaces <c>safety_settings</c>.</summary>
internal sealed class SafetySettingsStore(SafetyModerationDatabase database, TimeProvider clock)
{
    private const int RevisionTries = 8;

    public async Task<StoredSettings> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        await database.Database.FirstAsync(
            new Sql("select settings, version from safety_settings where tenant_id = @tenant").With("tenant", tenantId),
            reader => new StoredSettings(Parse(reader.GetString(0)), reader.GetInt64(1)), cancellationToken)
        ?? StoredSettings.Default;

    /// <summary>What changed after a revision, oldest first, at most <paramref name="limit"/>.</summary>
    public Task<List<ChangedSettings>> ChangedSinceAsync(long revision, int limit, CancellationToken cancellationToken) =>
        database.Database.ListAsync(
            new Sql("""
                select tenant_id, settings, version, revision from safety_settings
                where revision > @since order by revision limit @limit
                """).With("since", revision).With("limit", limit),
            reader => new ChangedSettings(reader.GetString(0), TryParse(reader.GetString(1), reader.GetInt64(2)), reader.GetInt64(3)),
            cancellationToken);

    public Task<long> LatestRevisionAsync(CancellationToken cancellationToken) =>
        database.Database.FirstAsync(
            new Sql("select coalesce(max(revision), 0) from safety_settings"), reader => reader.GetInt64(0), cancellationToken);

    /// <summary>Replaces version <paramref name="expected"/> and tells every process; false when it is no longer that version.</summary>
    public async Task<bool> ReplaceAsync(
        string tenantId, SafetySettings settings, long expected, Guid? by, string? requestId, CancellationToken cancellationToken,
        SettingsChanged? change = null)
    {
        var json = JsonSerializer.Serialize(settings, JsonDefaults.Options);
        for (var attempt = 1; ; attempt++)
        {
            var row = database.Outbox.Row(new SafetySettingsChanged(tenantId, expected + 1), requestId);
            // The event goes out only if this command made the version: with an update that hit nothing the row's
            // condition is false, unless a rival made the same version, whose news this then merely repeats.
            var news = change is null ? null : database.Outbox.Row(change, requestId);
            var sql = new Sql(expected == 0 ? Insert : Update)
                .With("tenant", tenantId).With("expected", expected).With("settings", json)
                .With("now", clock.GetUtcNow()).With("by", by)
                .Insert(row, "exists (select 1 from safety_settings where tenant_id = @tenant and version = @expected + 1)");
            if (news is not null)
                sql.Insert(news, "exists (select 1 from safety_settings where tenant_id = @tenant and version = @expected + 1 and updated_at = @now)");
            try
            {
                var replaced = await database.Database.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken);
                if (replaced)
                {
                    database.Outbox.Publish(row);
                    if (news is not null)
                        database.Outbox.Publish(news);
                }
                return replaced;
            }
            catch (Exception e) when (attempt < RevisionTries && DatabaseErrors.IsUniqueViolation(e))
            {
                // Another tenant's change took the same revision; the next one is free by now.
            }
        }
    }

    private const string Insert = """
        insert into safety_settings (tenant_id, version, revision, settings, updated_at, updated_by)
        select @tenant, @expected + 1, (select coalesce(max(revision), 0) + 1 from safety_settings), @settings, @now, @by
        where 1 = 1 on conflict (tenant_id) do nothing returning version;
        """;

    private const string Update = """
        update safety_settings set version = version + 1, settings = @settings, updated_at = @now, updated_by = @by,
          revision = (select max(revision) + 1 from safety_settings)
        where tenant_id = @tenant and version = @expected returning version;
        """;

    // One tenant's row must not keep the others' changes from being read.
    private static StoredSettings? TryParse(string json, long version)
    {
        try
        {
            return new StoredSettings(Parse(json), version);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SafetySettings Parse(string json) =>
        JsonSerializer.Deserialize<SafetySettings>(json, JsonDefaults.Options)
        ?? throw new JsonException("Stored safety settings are null.");
}
