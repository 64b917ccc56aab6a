using System.Globalization;
using LiveChat.AppHost.Platforms;
using LiveChat.Benchmarks.Load;

namespace LiveChat.Benchmarks.Turns;

/// <summary>
/// A whole turn, from the visitor's POST to the built-in reply in its answer, through the gateway: rate, p50, p99 and
/// CPU by part, at each number of clients. Each client has its own conversations and asks the demo's questions.
/// </summary>
internal static class TurnBenchmark
{
    private const int Rounds = 3;

    private static readonly string[] s_questions =
        ["Do you ship to Switzerland?", "Can I wash it at 60°?", "How long can I return a jumper?", "My chest is 101 cm, which size?"];

    /// <param name="chain">On six processes: the bare hops, which take turns with it, so that what else the machine does meets both.</param>
    public static async Task RunAsync(Platform platform, string name, string knowledgeFolder, TimeSpan time, int[] levels, FloorChain? chain = null)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        var tenant = await BenchTenant.CreateAsync(http, knowledgeFolder);
        Console.WriteLine($"turn, {name}: POST to built-in reply");
        // The runtime recompiles hot methods for the first ten thousands of turns: what runs for months is measured warm.
        await MeasureAsync(tenant, platform, 64, 3 * time, print: false);
        if (chain is not null) await ClosedLoop.RunAsync(64, time, (_, _) => chain.GoAsync());
        foreach (var clients in levels)
        {
            // Under full load the compiler waits its turn, and would catch up in the middle of the quiet measurement.
            await MeasureAsync(tenant, platform, clients, time / 2, print: false);
            if (chain is null) await MeasureAsync(tenant, platform, clients, time, print: true);
            else await CompareAsync(tenant, platform, chain, clients, time);
        }
    }

    private static async Task CompareAsync(BenchTenant tenant, Platform platform, FloorChain chain, int clients, TimeSpan time)
    {
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var turns = await MeasureAsync(tenant, platform, clients, time, print: true);
            var cpu = chain.Cpu();
            var hops = await ClosedLoop.RunAsync(clients, time / 2, (_, _) => chain.GoAsync());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    bare hops {hops}  CPU ms {cpu.PerUnit(hops.Count)}"));
            ratios.Add(turns.Percentile(50) / hops.Percentile(50));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  a turn takes {ratios.Order().ElementAt(Rounds / 2):0.0} times as long as its four bare hops (p50, median of {Rounds})"));
    }

    private static async Task<Latencies> MeasureAsync(BenchTenant tenant, Platform platform, int clients, TimeSpan time, bool print)
    {
        var cpu = CpuTime.Of(platform);
        var run = Guid.NewGuid().ToString("N");
        var found = await ClosedLoop.RunAsync(clients, time, async (client, i) =>
        {
            // A new conversation every 10 turns, as visitors have.
            var session = $"{run}-{client}-{i / 10}";
            var answer = await tenant.ChatAsync(session, session.PadRight(43, 'k'), s_questions[i % s_questions.Length]);
            var status = answer?["status"]?.GetValue<string>();
            if (answer is not null && status != "answered") Refusals.Note(answer.ToJsonString());
            return status == "answered";
        });
        if (!print) return found;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clients,3} clients {found}"));
        Console.WriteLine($"      CPU ms a turn: {cpu.PerUnit(found.Count)}");
        return found;
    }
}
