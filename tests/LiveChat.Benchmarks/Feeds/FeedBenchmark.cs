using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>
/// The feed against a plain Kestrel fan-out and SignalR with its Redis backplane, in one run: deliveries a second and CPU
/// per delivery of the serving process, to 1,000 sockets on 4 and on 100 tenants; p99 from event to frame at half of the
/// own rate. The others are fed by bare publications of Redis and keep nothing; ours is fed by its log, which numbers and
/// keeps each event first, directly and through the gateway, and once more the whole way from the broker. Then memory
/// per idle socket, and a crowd that comes back.
/// </summary>
internal static class FeedBenchmark
{
    private const int Sockets = 1_000;
    private const int Turns = 3;

    /// <param name="only"><c>rates</c> or <c>crowd</c> for that half alone.</param>
    /// <param name="counts">Numbers of tenants, at most 100, that the 1,000 sockets are spread over, one after the other.</param>
    /// <param name="first">How many of the subjects, in their order.</param>
    public static async Task RunAsync(Platform platform, LocalServers servers, TimeSpan time, string only, int[] counts, int first)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        await using var bus = await FeedBus.StartAsync(servers);
        var tenants = new List<(string Id, string Token)>();
        while (tenants.Count < 100) tenants.Add(await FeedTenant.CreateAsync(http));
        var plainAt = OwnProgram.FreeAddress();
        using var plain = Child(["floor-feed", plainAt, servers.Redis.ConnectionString]);
        var hubAt = OwnProgram.FreeAddress();
        using var hub = Child(["floor-hub", hubAt, servers.Redis.ConnectionString]);
        try
        {
            await Task.Delay(2_000);
            var fanout = platform.Process("realtimefanout");
            FeedSubject[] subjects =
            [
                new("ours, log", Speech.Ours, Source.Log, Socket(fanout.Address!, "/api/ws/tenant"), [fanout.ProcessId!.Value]),
                new("plain Kestrel", Speech.Plain, Source.Plain, Socket(new Uri(plainAt), "/feed"), [plain.Id]),
                new("SignalR", Speech.SignalR, Source.SignalR, Socket(new Uri(hubAt), "/hub"), [hub.Id]),
                new("ours, gateway", Speech.Ours, Source.Log, Socket(platform.GatewayUrl, "/api/ws/tenant"), [fanout.ProcessId!.Value, platform.Process("gateway").ProcessId!.Value]),
                new("ours, broker", Speech.Ours, Source.Broker, Socket(fanout.Address!, "/api/ws/tenant"), [fanout.ProcessId!.Value]),
            ];
            if (only != "rates")
            {
                // First, while the processes hold nothing that busier times left.
                await FeedCrowd.IdleAsync(subjects[0], tenants, 10_000);
                await FeedCrowd.IdleAsync(subjects[1], tenants, 10_000);
                // Two descriptors each there, and many systems allow a process 20,000.
                await FeedCrowd.IdleAsync(subjects[3], tenants, 5_000);
            }

            foreach (var count in only == "crowd" ? [] : counts)
            {
                Console.WriteLine($"feed: {Sockets} sockets on {count} tenants");
                var rounds = new List<(FeedSubject Subject, FeedRound Round)>();
                // The three that are compared take turns, so that what else the machine does meets all of them.
                for (var turn = 0; turn < Turns; turn++)
                    foreach (var subject in subjects[..Math.Min(first, turn == 0 ? subjects.Length : 3)])
                        rounds.Add((subject, await FeedRound.RunAsync(subject, bus, tenants[..count], Sockets, time)));
                foreach (var group in rounds.GroupBy(r => r.Subject, r => r.Round)) FeedRound.Print(group.Key, [.. group]);
            }

            if (only == "rates") return;
            foreach (var missed in (int[])[50, 500])
                foreach (var subject in (int[])[0, 3]) await FeedCrowd.ReturnAsync(subjects[subject], bus, tenants[..4], 5_000, missed);
        }
        finally
        {
            plain.Kill();
            hub.Kill();
        }
    }

    private static Uri Socket(Uri address, string path) => new UriBuilder(address) { Scheme = "ws", Path = path }.Uri;

    // With the garbage collector as our fan-out has it: this program's own is set for a load.
    private static Process Child(string[] arguments)
    {
        var start = OwnProgram.Prepare(arguments);
        using var ours = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LiveChat.RealtimeFanout.runtimeconfig.json")));
        foreach (var setting in ours.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject())
        {
            var (name, value) = (setting.Name, setting.Value.ToString());
            if (name == "System.GC.Server") start.Environment.TryAdd("DOTNET_gcServer", value == "True" ? "1" : "0");
            else if (name == "System.GC.Concurrent") start.Environment.TryAdd("DOTNET_gcConcurrent", value == "True" ? "1" : "0");
            else if (name == "System.GC.ConserveMemory") start.Environment.TryAdd("DOTNET_GCConserveMemory", value);
            else if (name == "System.GC.Gen0MaxBudget") start.Environment.TryAdd("DOTNET_GCgen0MaxBudget", long.Parse(value, CultureInfo.InvariantCulture).ToString("x", CultureInfo.InvariantCulture));
            else if (name.StartsWith("System.GC.", StringComparison.Ordinal)) throw new NotSupportedException($"Which variable is {name}?");
        }

        return Process.Start(start)!;
    }
}

/// <summary>One way to run a feed.</summary>
/// <param name="Processes">Whose CPU and memory count as its own.</param>
internal sealed record FeedSubject(string Name, Speech Speech, Source Source, Uri Address, IReadOnlyList<int> Processes)
{
    /// <summary>A line is shown by its conversation and by itself.</summary>
    public int FramesPerEvent => Source == Source.Broker ? 2 : 1;

    public CpuTime Cpu() => new(Processes.ToDictionary(id => id, _ => "feed"));

    /// <summary>Resident memory, bytes.</summary>
    public long Memory() => Processes.Sum(id =>
    {
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64;
    });
}

/// <summary>A subject's own maximum, with what it cost, and the half of it.</summary>
internal sealed record FeedRound(FeedRound.Result Full, FeedRound.Result Half)
{
    public static async Task<FeedRound> RunAsync(
        FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, int sockets, TimeSpan time)
    {
        var open = new List<FeedSocket>();
        try
        {
            for (var i = 0; i < sockets; i++)
            {
                var (id, token) = tenants[i % tenants.Count];
                // Every eighth of a tenant's sockets, the first and the last among them: whoever is written first waits least.
                open.Add(await FeedSocket.OpenAsync(subject.Address, subject.Speech, id, token, sample: i / tenants.Count % 8 == i % 2));
            }

            var each = sockets / tenants.Count;
            await PublishAsync(subject, bus, tenants, open, each, time / 3, null); // warm
            var full = await PublishAsync(subject, bus, tenants, open, each, time, null);
            var half = await PublishAsync(subject, bus, tenants, open, each, time, full.EventsPerSecond / 2);
            return new FeedRound(full, half);
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    /// <summary>The medians of the rounds.</summary>
    public static void Print(FeedSubject subject, IReadOnlyList<FeedRound> rounds)
    {
        double Of(Func<FeedRound, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
        var missing = rounds.Sum(r => r.Full.Missing + r.Half.Missing);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {subject.Name,-14} {Of(r => r.Full.DeliveriesPerSecond),8:0}/s at {Of(r => r.Full.MicrosecondsEach),5:0.0} us CPU (Redis {Of(r => r.Full.RedisEach),4:0.0}, load {Of(r => r.Full.LoadEach),4:0.0}); at half: {Of(r => r.Half.DeliveriesPerSecond),8:0}/s at {Of(r => r.Half.MicrosecondsEach),5:0.0} us (Redis {Of(r => r.Half.RedisEach),4:0.0}, load {Of(r => r.Half.LoadEach),4:0.0}), p50 {Of(r => r.Half.P50),6:0.0} ms, p99 {Of(r => r.Half.P99),6:0.0} ms, {(rounds.Count == 1 ? "1 round" : $"{rounds.Count} rounds")}{(missing > 0 ? $"  MISSING {missing}" : "")}"));
    }

    internal sealed record Result(
        double EventsPerSecond, double DeliveriesPerSecond, double MicrosecondsEach, double RedisEach, double LoadEach, double P50, double P99, long Missing);

    // Without a rate: as fast as frames arrive, with a few events on their way per tenant.
    private static async Task<Result> PublishAsync(
        FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, List<FeedSocket> sockets, int each, TimeSpan time, double? rate)
    {
        foreach (var socket in sockets) socket.Reset();
        var cpu = subject.Cpu();
        var clock = Stopwatch.StartNew();
        // On a thread of its own: among what arrives it would publish in bursts, and measure them.
        var published = await Task.Factory.StartNew(
            () => Publish(subject, bus, tenants, sockets, each, time, rate, clock), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        var expected = published * each;
        for (var end = clock.Elapsed + TimeSpan.FromSeconds(20); sockets.Sum(s => s.Received) < expected && clock.Elapsed < end;) await Task.Delay(5);
        var (took, delivered) = (clock.Elapsed, sockets.Sum(s => s.Received));
        var spent = cpu.Elapsed();
        double Each(string part) => spent.GetValueOrDefault(part) * 1e6 / Math.Max(1, delivered);
        var ticks = new List<long>();
        foreach (var sampled in sockets.Select(s => s.Ticks).OfType<List<long>>())
            lock (sampled) ticks.AddRange(sampled);
        var latencies = new Latencies(ticks, took, 0);
        return new Result(
            published / took.TotalSeconds, delivered / took.TotalSeconds, Each("feed"), Each("redis"), Each("load"), latencies.Percentile(50),
            latencies.Percentile(99), expected - delivered);
    }

    // Completes, with the number of frames to expect at one socket of each tenant, when all are published.
    private static async Task<long> Publish(
        FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, List<FeedSocket> sockets, int each, TimeSpan time, double? rate,
        Stopwatch clock)
    {
        long published = 0; // in frames, as what arrives
        var ahead = Math.Max(16, 20_000 / each);
        var sends = new HashSet<Task>();
        while (clock.Elapsed < time)
        {
            if (rate is { } wanted ? published >= clock.Elapsed.TotalSeconds * wanted : published - sockets.Sum(s => s.Received) / each >= ahead)
            {
                Thread.Sleep(1);
                continue;
            }

            for (var i = 0; i < (rate is null ? 8 : 1); i++)
            {
                sends.Add(bus.PublishAsync(subject.Source, tenants[(int)(published / subject.FramesPerEvent % tenants.Count)].Id));
                published += subject.FramesPerEvent;
            }

            // What arrived bounds what is on its way; a publisher's own wait would measure the publisher.
            if (sends.Count > 4_096) sends.RemoveWhere(s => s.IsCompletedSuccessfully);
        }

        await Task.WhenAll(sends);
        return published;
    }
}
