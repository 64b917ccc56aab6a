using System.Globalization;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout.Presence;

/// <summary>Presence that all replicas share: one small hash per tenant, one field per person and replica.</summary>
internal sealed class RedisPresenceStore(IConnectionMultiplexer redis, string instance, TimeProvider clock) : IPresenceStore
{
    private const int OverdueBatch = 100;
    private static readonly string ExchangeScript = LuaScripts.Load("exchange_presence.lua");

    // Much longer than any entry: what expired must still be there for whoever tells that somebody went.
    private static readonly TimeSpan HashLife = TimeSpan.FromHours(1);

    // Tenants by the time their last entry expires. A key of its own: it spans tenants, so it is never in a script.
    private static readonly RedisKey DueKey = "feed:presence:due";

    public async Task<PresenceExchange> ExchangeAsync(
        string tenantId, IReadOnlyList<PresenceEntry> put, IReadOnlyList<Guid> gone, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var arguments = new List<RedisValue> { now.ToUnixTimeMilliseconds(), (long)HashLife.TotalMilliseconds, put.Count };
        foreach (var entry in put)
        {
            arguments.Add(Field(entry.UserId, entry.Instance));
            arguments.Add(Encode(entry));
        }
        foreach (var userId in gone) arguments.Add(Field(userId, instance));
        var answer = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(
            ExchangeScript, [$"{{{tenantId}}}:feed:presence"], [.. arguments]))!;

        var before = Array.ConvertAll(answer, value => Decode((string)value!));
        var after = before.Where(e => e.ExpiresAt > now).ToDictionary(e => (e.UserId, e.Instance));
        foreach (var userId in gone) after.Remove((userId, instance));
        foreach (var entry in put) after[(entry.UserId, entry.Instance)] = entry;
        await RemindAsync(tenantId, after.Values);
        return new PresenceExchange(before, [.. after.Values]);
    }

    public async Task<IReadOnlyList<string>> OverdueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var due = await redis.GetDatabase().SortedSetRangeByScoreAsync(
            DueKey, 0, clock.GetUtcNow().ToUnixTimeMilliseconds(), take: OverdueBatch);
        return Array.ConvertAll(due, tenant => (string)tenant!);
    }

    private Task RemindAsync(string tenantId, IReadOnlyCollection<PresenceEntry> entries)
    {
        var database = redis.GetDatabase();
        return entries.Count == 0
            ? database.SortedSetRemoveAsync(DueKey, tenantId)
            : database.SortedSetAddAsync(DueKey, tenantId, entries.Max(e => e.ExpiresAt).ToUnixTimeMilliseconds());
    }

    private static string Field(Guid userId, string instance) => $"{userId:D}:{instance}";

    private static string Encode(PresenceEntry entry) => string.Create(CultureInfo.InvariantCulture,
        $"{entry.ExpiresAt.ToUnixTimeMilliseconds()} {JsonSerializer.Serialize(entry, JsonDefaults.Options)}");

    private static PresenceEntry Decode(string value) =>
        JsonSerializer.Deserialize<PresenceEntry>(value.AsSpan(value.IndexOf(' ') + 1), JsonDefaults.Options)!;
}
