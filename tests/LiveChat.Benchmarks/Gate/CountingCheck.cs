using System.Globalization;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;
using StackExchange.Redis;

namespace LiveChat.Benchmarks.Gate;

/// <summary>The counting of a message in all windows against a PING: how many commands Redis is sent, and how long they take.</summary>
internal static class CountingCheck
{
    public static async Task RunAsync(LocalServers servers, TimeSpan time)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString + ",allowAdmin=true");
        var database = redis.GetDatabase();
        using var counters = new RedisUsageCounters(redis);
        var tenant = "bench-" + Guid.NewGuid().ToString("N")[..10];
        var limits = new TenantLimits(1_000_000_000, 1_000_000_000, 1_000_000_000, 1_000_000_000, 1_000_000_000, 1_000_000_000, "refuse");
        var seed = new MonthFigures(0, 0);
        Func<int, int, Task<bool>> count = async (client, i) =>
            (await counters.CountMessageAsync(new UsageRequest(
                tenant, $"session-{i % 1000}", "192.0.2.7", $"conversation-{i % 1000}", false, true, limits, DateTimeOffset.UtcNow), seed, default)).Verdict
            == UsageVerdict.Admitted;
        await ClosedLoop.RunAsync(1, TimeSpan.FromSeconds(0.5), count); // warm
        var before = await ScriptsAsync(redis);
        var counted = await ClosedLoop.RunAsync(1, time, count);
        var scripts = await ScriptsAsync(redis) - before;
        var pings = await ClosedLoop.RunAsync(1, time, async (_, _) => await database.PingAsync() >= TimeSpan.Zero);
        Console.WriteLine($"  counting {counted}\n  ping     {pings}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"usage counting: {(double)scripts / counted.Count:0.00} commands a message, p50 {counted.Percentile(50) / pings.Percentile(50):0.00} of a PING's"));
    }

    // What a script itself calls is counted under the names of those commands, not under these.
    private static async Task<long> ScriptsAsync(ConnectionMultiplexer redis)
    {
        var stats = await redis.GetServers()[0].InfoAsync("commandstats");
        return stats.SelectMany(group => group).Where(line => line.Key is "cmdstat_eval" or "cmdstat_evalsha")
            .Sum(line => long.Parse(line.Value.Split(',')[0]["calls=".Length..], CultureInfo.InvariantCulture));
    }
}
