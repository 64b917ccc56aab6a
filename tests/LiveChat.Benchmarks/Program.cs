using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks;
using LiveChat.Benchmarks.Accept;
using LiveChat.Benchmarks.Feeds;
using LiveChat.Benchmarks.Gate;
using LiveChat.Benchmarks.Load;
using LiveChat.Benchmarks.Retrieval;
using LiveChat.Benchmarks.Safety;
using LiveChat.Benchmarks.Startup;
using LiveChat.Benchmarks.Turns;

switch (args)
{
    case ["floor-service", .. var service]:
        await FloorService.RunAsync(service);
        return 0;
    case ["floor-proxy", .. var proxy]:
        await FloorProxy.RunAsync(proxy);
        return 0;
    case ["floor-hub", .. var hub]:
        await FloorHub.RunAsync(hub);
        return 0;
    case ["floor-hop", .. var hop]:
        await FloorChain.RunAsync(hop);
        return 0;
    case ["floor-feed", .. var feed]:
        await FloorFeed.RunAsync(feed);
        return 0;
}

if (args is ["safety", ..])
{
    MatcherBenchmark.Run();
    return 0;
}

if (args is ["retrieval", ..])
{
    RetrievalBenchmark.Run();
    return 0;
}

if (args is ["help" or "--help" or "-h", ..])
{
    Console.WriteLine("dotnet run -c Release --project tests/LiveChat.Benchmarks -- [turn|provider|accept|gate|startup|feed|safety|retrieval|all] [--seconds N] [--only one|six, for feed rates|crowd] [--clients 64,16,1] [for feed --tenants 4,100 --subjects 5]");
    return 0;
}

var which = args.FirstOrDefault(a => !a.StartsWith('-')) ?? "all";
var secondsAt = Array.IndexOf(args, "--seconds");
var time = TimeSpan.FromSeconds(secondsAt >= 0 ? int.Parse(args[secondsAt + 1], System.Globalization.CultureInfo.InvariantCulture) : 15);
var onlyAt = Array.IndexOf(args, "--only");
var only = onlyAt >= 0 ? args[onlyAt + 1] : "both";
var levelsAt = Array.IndexOf(args, "--clients");
int[] levels = levelsAt >= 0
    ? [.. args[levelsAt + 1].Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))] : [64, 16, 1];
var knowledge = Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge");
var folder = Directory.CreateTempSubdirectory("livechat-bench-").FullName;
try
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {time.TotalSeconds:0} s a measurement");
    if (which is "startup" or "all") await StartupBenchmark.RunAsync(5);
    if (which is ("turn" or "all") && only != "six")
    {
        await using var platform = await Platform.StartStandaloneAsync(
            new PlatformOptions { DataFolder = folder, OperatorKey = BenchTenant.OperatorKey });
        await TurnBenchmark.RunAsync(platform, "one process", knowledge, time, levels);
    }

    if (which is "provider" && only != "six")
    {
        await using var platform = await Platform.StartStandaloneAsync(new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = BenchTenant.OperatorKey,
            Environment = new Dictionary<string, string?> { ["LiveChat__AllowPrivateAddresses"] = "true" },
        });
        await ProviderTurnBenchmark.RunAsync(platform, "one process", knowledge, time);
    }

    if (which is "provider" && only != "one")
    {
        await using var servers = await LocalServers.StartAsync(
            ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions { Durable = true });
        await using var platform = await Platform.StartDistributedAsync(new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = BenchTenant.OperatorKey,
            MasterKey = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            Environment = new Dictionary<string, string?> { ["LiveChat__AllowPrivateAddresses"] = "true" },
        }, servers);
        await ProviderTurnBenchmark.RunAsync(platform, "six processes", knowledge, time);
    }

    if (which is "feed")
    {
        await InlineSockets.UseAsync();
        await using var servers = await LocalServers.StartAsync(
            ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions { Durable = true });
        await using var platform = await Platform.StartDistributedAsync(new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = BenchTenant.OperatorKey,
            MasterKey = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            Environment = new Dictionary<string, string?>
            {
                // One person's token opens all sockets of a tenant, and lives longer than the run.
                ["LiveChat__RealtimeFanout__MaxConnectionsPerUser"] = "100000",
                ["LiveChat__WidgetAuth__AccessTokenMinutes"] = "60",
            },
        }, servers);
        var tenantsAt = Array.IndexOf(args, "--tenants");
        int[] counts = tenantsAt >= 0
            ? [.. args[tenantsAt + 1].Split(',').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))] : [4, 100];
        var subjectsAt = Array.IndexOf(args, "--subjects");
        var subjects = subjectsAt >= 0 ? int.Parse(args[subjectsAt + 1], System.Globalization.CultureInfo.InvariantCulture) : 5;
        await FeedBenchmark.RunAsync(platform, servers, time, only, counts, subjects);
    }

    if (which is "accept" or "gate" or "all" || (which is "turn" && only != "one"))
    {
        await using var servers = await LocalServers.StartAsync(
            ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions { Durable = true });
        await using var platform = await Platform.StartDistributedAsync(new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = BenchTenant.OperatorKey,
            MasterKey = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
        }, servers);
        if (which is "turn" or "all")
        {
            await using var chain = await FloorChain.StartAsync(servers, folder);
            await TurnBenchmark.RunAsync(platform, "six processes", knowledge, time, levels, chain);
        }

        if (which is "gate" or "all") await GateBenchmark.RunAsync(platform, servers, knowledge, time);
        if (which is "accept" or "all") await AcceptBenchmark.RunAsync(platform, servers, knowledge, time);
    }

    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
