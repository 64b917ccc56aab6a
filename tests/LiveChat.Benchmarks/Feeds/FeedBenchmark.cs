using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    /// <param name="only"><c>rates</c> or <c>crowd</c> for that half alone.</param>
    public static async Task RunAsync(Platform platform, LocalServers servers, TimeSpan time, string only)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        await using var bus = await FeedBus.StartAsync(servers);
        var tenants = new List<(string Id, string Token)>();
        while (tenants.Count < 100) tenants.Add(await FeedTenant.CreateAsync(http));
        var plainAt = Address();
        using var plain = Child(["floor-feed", plainAt, servers.Redis.ConnectionString]);
        var hubAt = Address();
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
            foreach (var count in only == "crowd" ? (int[])[] : [4, 100])
            {
                Console.WriteLine($"feed: {Sockets} sockets on {count} tenants");
                foreach (var subject in subjects) await FeedRound.RunAsync(subject, bus, tenants[..count], Sockets, time);
            }

            if (only == "rates") return;
            await FeedCrowd.IdleAsync(subjects[0], tenants, 10_000);
            await FeedCrowd.IdleAsync(subjects[1], tenants, 10_000);
            await FeedCrowd.ReturnAsync(subjects[0], bus, tenants[..4], 5_000);
        }
        finally
        {
            plain.Kill();
            hub.Kill();
        }
    }

    private static Uri Socket(Uri address, string path) => new UriBuilder(address) { Scheme = "ws", Path = path }.Uri;

    private static string Address()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
    }

    private static Process Child(string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true })!;
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

/// <summary>A rate, with what it cost.</summary>
internal static class FeedRound
{
    public static async Task RunAsync(
        FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, int sockets, TimeSpan time)
    {
        var open = new List<FeedSocket>();
        try
        {
            for (var i = 0; i < sockets; i++)
            {
                var (id, token) = tenants[i % tenants.Count];
                open.Add(await FeedSocket.OpenAsync(subject.Address, subject.Speech, id, token, sample: i < tenants.Count));
            }

            var each = sockets / tenants.Count;
            await PublishAsync(subject, bus, tenants, open, each, time / 3, null); // warm
            var full = await PublishAsync(subject, bus, tenants, open, each, time, null);
            var half = await PublishAsync(subject, bus, tenants, open, each, time, full.EventsPerSecond / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {subject.Name,-14} {full.DeliveriesPerSecond,8:0}/s at {full.MicrosecondsEach,5:0.0} us CPU; at half: {half.DeliveriesPerSecond,8:0}/s at {half.MicrosecondsEach,5:0.0} us, p50 {half.P50,6:0.0} ms, p99 {half.P99,6:0.0} ms{(full.Missing + half.Missing > 0 ? $"  MISSING {full.Missing + half.Missing}" : "")}"));
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    private sealed record Result(double EventsPerSecond, double DeliveriesPerSecond, double MicrosecondsEach, double P50, double P99, long Missing);

    // Without a rate: as fast as frames arrive, with a few events on their way per tenant.
    private static async Task<Result> PublishAsync(
        FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, List<FeedSocket> sockets, int each, TimeSpan time, double? rate)
    {
        foreach (var socket in sockets) socket.Reset();
        var cpu = subject.Cpu();
        var clock = Stopwatch.StartNew();
        long published = 0; // in frames, as what arrives
        var ahead = Math.Max(16, 20_000 / each);
        var sends = new HashSet<Task>();
        while (clock.Elapsed < time)
        {
            var arrived = sockets.Sum(s => s.Received) / each;
            if (rate is { } wanted ? published < clock.Elapsed.TotalSeconds * wanted : published - arrived < ahead)
            {
                for (var i = 0; i < (rate is null ? 8 : 1); i++)
                {
                    sends.Add(bus.PublishAsync(subject.Source, tenants[(int)(published / subject.FramesPerEvent % tenants.Count)].Id));
                    published += subject.FramesPerEvent;
                }
                if (sends.Count < 512) continue;
                await Task.WhenAll(sends);
                sends.Clear();
            }
            else
            {
                await Task.Delay(1);
            }
        }

        await Task.WhenAll(sends);
        var expected = published * each;
        for (var end = clock.Elapsed + TimeSpan.FromSeconds(20); sockets.Sum(s => s.Received) < expected && clock.Elapsed < end;) await Task.Delay(5);
        var (took, delivered) = (clock.Elapsed, sockets.Sum(s => s.Received));
        var spent = cpu.Elapsed().GetValueOrDefault("feed");
        var ticks = new List<long>();
        foreach (var sampled in sockets.Select(s => s.Ticks).OfType<List<long>>())
            lock (sampled) ticks.AddRange(sampled);
        var latencies = new Latencies(ticks, took, 0);
        return new Result(
            published / took.TotalSeconds, delivered / took.TotalSeconds, spent * 1e6 / Math.Max(1, delivered), latencies.Percentile(50), latencies.Percentile(99),
            expected - delivered);
    }
}
