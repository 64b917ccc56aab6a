using System.Diagnostics;
using System.Security.Cryptography;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks;

namespace LiveChat.Crash.Tests;

/// <summary>
/// kill -9 at random moments of a small load, start again, and nothing accepted is lost, doubled or out of order, every
/// turn ends, and the dashboard is told. Short form: 2 kills each. The full form (20 for each service, 3 for each
/// server) is <c>tests/crash</c>, which sets <c>LIVECHAT_CRASH_KILLS</c> and <c>LIVECHAT_CRASH_SERVER_KILLS</c>.
/// </summary>
public sealed class CrashTests(SharedPlatform shared, ITestOutputHelper output)
{
    private static int Kills => Setting("LIVECHAT_CRASH_KILLS", 2);

    private static int ServerKills => Setting("LIVECHAT_CRASH_SERVER_KILLS", 1);

    [Fact]
    public Task Standalone_Killed_NothingIsLost() => RunAsync(distributed: false, "standalone", Kills);

    [Theory]
    [InlineData("chat")]
    [InlineData("widgetauth")]
    [InlineData("safetymoderation")]
    [InlineData("assistantrouting")]
    [InlineData("realtimefanout")]
    [InlineData("gateway")]
    public Task Service_Killed_NothingIsLost(string service) => RunAsync(distributed: true, service, Kills);

    [Theory]
    [InlineData("rabbitmq")]
    [InlineData("redis")]
    [InlineData("postgres")]
    public Task Server_Killed_NothingIsLost(string server) => RunAsync(distributed: true, server, ServerKills);

    private async Task RunAsync(bool distributed, string victim, int kills)
    {
        var seed = Setting("LIVECHAT_CRASH_SEED", RandomNumberGenerator.GetInt32(int.MaxValue));
        output.WriteLine($"seed {seed} (repeat with LIVECHAT_CRASH_SEED={seed}), {kills} kills of {victim}");
        var random = new Random(seed);
        await using var own = distributed ? null : await CrashPlatform.StartAsync(distributed: false);
        var (platform, servers, lines) = own ?? await shared.Started;
        try
        {
            using var http = new HttpClient { BaseAddress = platform.GatewayUrl, Timeout = TimeSpan.FromSeconds(40) };
            var tenant = await BenchTenant.CreateAsync(http, Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge"));
            await using var dashboard = new DashboardFollower(platform.GatewayUrl, tenant);
            await dashboard.StartAsync();

            using var stop = new CancellationTokenSource();
            var visitors = new Visitors(tenant, 6);
            var load = visitors.RunAsync(stop.Token);
            var slowest = TimeSpan.Zero;
            for (var kill = 0; kill < kills; kill++)
            {
                // Each kill meets a platform at work, not the remains of the last one.
                await visitors.AnsweredAsync(6);
                await Task.Delay(random.Next(0, 1500));
                await KillAsync(platform, servers, victim, random);
                var back = Stopwatch.StartNew();
                await visitors.AnsweredAsync(1);
                slowest = back.Elapsed > slowest ? back.Elapsed : slowest;
            }

            await stop.CancelAsync();
            await load;
            var accepted = visitors.Accepted;
            output.WriteLine($"{accepted.Count} accepted: {string.Join(", ", accepted.GroupBy(a => a.Status).Select(g => $"{g.Count()} {g.Key}"))}");
            output.WriteLine($"slowest way back to an answer after the victim was started again: {slowest.TotalSeconds:0.0} s");
            var histories = await CrashChecks.RestAsync(tenant, accepted.Select(a => a.ConversationId).Distinct());
            CrashChecks.Histories(accepted, histories);
            // The memory log of Standalone and an append-only file of Redis that is synced every second may lose the feed's tail.
            await CrashChecks.DashboardAsync(dashboard, histories, resyncAllowed: victim is "standalone" or "redis");
            output.WriteLine(await CrashChecks.UsageAsync(tenant, histories));
            output.WriteLine($"dashboard: {dashboard.Connections} connections, {dashboard.Resyncs} resyncs");
        }
        catch
        {
            foreach (var line in lines) output.WriteLine(line);
            throw;
        }
    }

    private static async Task KillAsync(Platform platform, LocalServers? servers, string victim, Random random)
    {
        var server = servers?.All.FirstOrDefault(s => s.Name.Equals(victim, StringComparison.OrdinalIgnoreCase)
            || s.Name.StartsWith(victim, StringComparison.OrdinalIgnoreCase));
        if (server is not null)
        {
            await server.KillAsync();
            await Task.Delay(random.Next(0, 1500)); // visitors meet the outage, too
            await server.StartAsync();
            return;
        }

        await platform.CrashAndRestartAsync(platform.Process(victim));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
