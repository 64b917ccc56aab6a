using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;

namespace LiveChat.Benchmarks.Accept;

/// <summary>
/// The accept alone, through the gateway, on conversations that a person has taken over, against the floor of
/// <see cref="FloorService"/> behind <see cref="FloorProxy"/>: same servers, same run, alternating; median ratio.
/// </summary>
internal static class AcceptBenchmark
{
    private const int Clients = 32;
    private const int Rounds = 5;

    public static async Task RunAsync(Platform platform, LocalServers servers, string knowledgeFolder, TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        var tenant = await BenchTenant.CreateAsync(http, knowledgeFolder);
        var sessions = new List<string>();
        for (var i = 0; i < Clients; i++)
        {
            var session = $"accept-{i}-{Guid.NewGuid():N}";
            var opened = await tenant.ChatAsync(session, Key(session), "Hello!");
            await tenant.TakeOverAsync(opened!["conversationId"]!.GetValue<string>());
            sessions.Add(session);
        }

        var (service, proxy) = (OwnProgram.FreeAddress(), OwnProgram.FreeAddress());
        using var floor = OwnProgram.Start(["floor-service", service, await servers.EnsureDatabaseAsync("livechat_floor"), servers.Redis.ConnectionString, platform.GatewayUrl.ToString()]);
        using var yarp = OwnProgram.Start(["floor-proxy", proxy, service]);
        try
        {
            using var floorHttp = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(proxy) };
            Func<int, int, Task<bool>> ours = async (client, i) =>
                await tenant.ChatAsync(sessions[client], Key(sessions[client]), $"message {i}", Guid.NewGuid().ToString()) is { } answer
                && answer["status"]!.GetValue<string>() == "handed_off";
            var floorAccept = Floor(floorHttp, tenant, sessions, "accept");
            var floorInsert = Floor(floorHttp, tenant, sessions, "insert");
            await UntilItAnswersAsync(floorAccept);
            foreach (var operation in (Func<int, int, Task<bool>>[])[ours, floorAccept, floorInsert])
                await ClosedLoop.RunAsync(Clients, TimeSpan.FromSeconds(Math.Min(10, time.TotalSeconds)), operation); // warm
            Func<CpuTime> floorCpu = () => new(new Dictionary<int, string> { [floor.Id] = "service", [yarp.Id] = "proxy" });
            Console.WriteLine($"an accept through the gateway and all that follows it, {Clients} clients, {Rounds} rounds alternating");
            await CompareAsync(platform, ours, floorAccept, floorInsert, floorCpu, time / Rounds);
            if (!servers.RabbitMq.CanBeKilled) return;
            // Without the broker the events stay in the outbox: nobody but the accept works.
            await servers.RabbitMq.KillAsync();
            await ClosedLoop.RunAsync(Clients, TimeSpan.FromSeconds(Math.Min(10, time.TotalSeconds)), ours);
            Console.WriteLine("the accept alone: the broker is stopped");
            await CompareAsync(platform, ours, floorAccept, floorInsert, floorCpu, time / Rounds);
        }
        finally
        {
            yarp.Kill();
            floor.Kill();
        }
    }

    private static async Task CompareAsync(
        Platform platform, Func<int, int, Task<bool>> ours, Func<int, int, Task<bool>> floorAccept, Func<int, int, Task<bool>> floorInsert,
        Func<CpuTime> floorCpu, TimeSpan slice)
    {
        var (toAccept, toInsert) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var cpu = CpuTime.Of(platform);
            var a = await ClosedLoop.RunAsync(Clients, slice, ours);
            var spent = cpu.PerUnit(a.Count);
            cpu = floorCpu();
            var b = await ClosedLoop.RunAsync(Clients, slice, floorAccept);
            var floorSpent = cpu.PerUnit(b.Count);
            var c = await ClosedLoop.RunAsync(Clients, slice, floorInsert);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  platform {a}\n    CPU ms: {spent}\n  floor    {b}\n    CPU ms: {floorSpent}\n  insert   {c}"));
            toAccept.Add(a.PerSecond / b.PerSecond);
            toInsert.Add(a.PerSecond / c.PerSecond);
        }

        toAccept.Sort();
        toInsert.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  ratio to the floor with the accept's own SQL: {toAccept[Rounds / 2]:0.00}; to the floor with a single INSERT: {toInsert[Rounds / 2]:0.00}"));
    }

    private static Func<int, int, Task<bool>> Floor(HttpClient http, BenchTenant tenant, List<string> sessions, string what) => async (client, i) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + what);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.WidgetToken);
        request.Headers.Add("X-Session-Key", Key(sessions[client]));
        request.Content = JsonContent.Create(new { sessionId = sessions[client], message = $"message {i}", clientMessageId = Guid.NewGuid().ToString() });
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode;
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

            if (tries >= 100) throw new InvalidOperationException("the floor does not answer");
            await Task.Delay(100);
        }
    }

    private static string Key(string session) => session.PadRight(43, 'k')[..43];
}
