using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;

namespace LiveChat.Benchmarks.Gate;

/// <summary>
/// What it costs to find out who may talk: the check of a token, the gateway's edge on a proxied request against the bare proxy in
/// front of the same service, and the counting of a message in Redis. Ratios of one run, medians of alternating rounds.
/// </summary>
internal static class GateBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(Platform platform, LocalServers servers, string knowledgeFolder, TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        var tenant = await BenchTenant.CreateAsync(http, knowledgeFolder);
        await TokenCheck.RunAsync(platform, servers, tenant.WidgetToken, time);
        await EdgeAsync(platform, http, handler, tenant, time);
        await CountingCheck.RunAsync(servers, time);
    }

    /// <summary>The same request, once through the gateway and once through a proxy that checks nothing, to the same replica of chat.</summary>
    private static async Task EdgeAsync(Platform platform, HttpClient gateway, HttpMessageHandler handler, BenchTenant tenant, TimeSpan time)
    {
        var address = OwnProgram.FreeAddress();
        using var child = OwnProgram.Start("floor-proxy", address, platform.Process("chat").Address!.ToString());
        try
        {
            using var bare = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(address) };
            var (ours, floor) = (Get(gateway, tenant), Get(bare, tenant));
            await UntilItAnswersAsync(floor);
            foreach (var clients in (int[])[1, 8])
            {
                foreach (var operation in (Func<int, int, Task<bool>>[])[ours, floor])
                    await ClosedLoop.RunAsync(clients, TimeSpan.FromSeconds(1), operation); // warm
                var (extra, ratios) = (new List<double>(), new List<double>());
                for (var round = 0; round < Rounds; round++)
                {
                    var a = await ClosedLoop.RunAsync(clients, time / (2 * Rounds), ours);
                    var b = await ClosedLoop.RunAsync(clients, time / (2 * Rounds), floor);
                    extra.Add(a.Percentile(50) - b.Percentile(50));
                    ratios.Add(a.Percentile(50) / b.Percentile(50));
                    Console.WriteLine($"  gateway    {a}\n  bare proxy {b}");
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"edge, GET config, {clients} clients: p50 {Median(extra):+0.00;-0.00} ms against the bare proxy, ratio {Median(ratios):0.00} (target +0.3 ms)"));
            }
        }
        finally
        {
            child.Kill();
        }
    }

    private static Func<int, int, Task<bool>> Get(HttpClient http, BenchTenant tenant) => async (_, _) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/widgets/{tenant.Id}/config");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.WidgetToken);
        request.Headers.Add("Origin", "https://shop.example");
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK;
    };

    private static async Task UntilItAnswersAsync(Func<int, int, Task<bool>> operation)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await operation(0, 0)) return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
            }

            if (tries >= 100) throw new InvalidOperationException("the bare proxy does not answer");
            await Task.Delay(100);
        }
    }

    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
