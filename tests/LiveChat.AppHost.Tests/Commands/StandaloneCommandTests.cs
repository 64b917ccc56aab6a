using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveChat.AppHost.Processes;
using Xunit;

namespace LiveChat.AppHost.Tests.Commands;

/// <summary>The first command of the README, as a newcomer meets it.</summary>
public sealed partial class StandaloneCommandTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";
    private static readonly HttpClient Http = new();
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-newcomer-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_FirstTime_PrintsWhatCanBeClickedAndPasted()
    {
        using var host = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder);
        await host.ReadyAsync(Ct);

        var demo = ReadDemo();
        var url = (string)demo["gatewayUrl"]!;
        foreach (var page in new[] { "/", "/demo", "/dashboard", "/reference" })
        {
            Assert.Contains(url + page, host.Output, StringComparison.Ordinal);
            using var answer = await Http.GetAsync(new Uri(url + page), Ct);
            // 503 says that the pages were not built: no Node on this machine.
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.MovedPermanently, $"{page}: {answer.StatusCode}");
        }

        var reply = await PasteCurlAsync(host.Output);
        Assert.Equal("answered", (string?)reply["status"]);
        Assert.DoesNotContain("don't know", (string?)reply["message"], StringComparison.OrdinalIgnoreCase);

        var code = Code().Match(host.Output).Groups[1].Value;
        var grant = await PostAsync($"{url}/api/auth/code", new JsonObject { ["code"] = code, ["client"] = "script" }, null);
        Assert.Equal("demo-shop", (string?)grant["tenantId"]);

        host.Signal(Signals.Terminate);
        Assert.Equal(0, await host.ExitedAsync(Ct));
        Assert.Equal("", host.Errors);
    }

    [Fact]
    public async Task Demo_QuestionChips_AnswerAsAPersonWould()
    {
        using var host = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder);
        await host.ReadyAsync(Ct);
        var demo = ReadDemo();
        var chat = $"{demo["gatewayUrl"]}/api/widgets/{demo["tenantId"]}/chat";
        Task<JsonNode> Ask(string question) =>
            PostAsync(chat, new JsonObject { ["sessionId"] = Guid.NewGuid().ToString(), ["message"] = question }, (string?)demo["widgetToken"]);

        foreach (var (question, answer, source) in new[]
        {
            ("Do you ship to Switzerland?", "€12.90", "Shipping"),
            ("My chest is 101 cm, which size?", "Size L", "Size guide"),
            ("Can I wash it at 60°?", "No.", "Washing and care"),
        })
        {
            var reply = (await Ask(question))["reply"]!;
            Assert.Contains(answer, (string?)reply["text"], StringComparison.Ordinal);
            Assert.Equal(source, (string?)reply["sources"]!.AsArray()[0]!["title"]);
        }

        var hello = (await Ask("Hello!"))["reply"]!;
        Assert.DoesNotContain("know", (string?)hello["text"], StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(hello["quickReplies"]!.AsArray());
        var order = (await Ask("Where is order 10482?"))["reply"]!;
        Assert.Empty(order["sources"]!.AsArray());
        Assert.NotEmpty(order["quickReplies"]!.AsArray());
        var person = await Ask("I want a human");
        Assert.Equal("handed_off", (string?)person["status"]);
        Assert.NotNull(person["handover"]);
    }

    [Fact]
    public async Task Start_Again_TheSameDemoAndNothingTwice()
    {
        using (var first = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder))
        {
            await first.ReadyAsync(Ct);
            first.Signal(Signals.Terminate);
            Assert.Equal(0, await first.ExitedAsync(Ct));
        }
        var before = ReadDemo();

        using var second = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder);
        await second.ReadyAsync(Ct);

        var after = ReadDemo();
        foreach (var member in new[] { "tenantId", "widgetToken", "operatorKey" })
            Assert.Equal((string?)before[member], (string?)after[member]);
        await AssertSeededOnceAsync(after);
    }

    [Fact]
    public async Task Start_KilledWhileSeeding_TheNextOneCompletesIt()
    {
        for (var delay = 0; delay < 3; delay++)
        {
            using var killed = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder);
            while (!File.Exists(Path.Combine(folder, "demo.json")) || ReadDemo()["gatewayUrl"] is null)
                await Task.Delay(10, Ct);
            await Task.Delay(delay * 150, Ct);
            killed.Signal(Signals.Kill);
            await killed.ExitedAsync(Ct);
            await UntilAsync(() => !Locked(), "the killed one's children are gone");
        }

        using var host = AppHostProcess.Start(null, "--urls", AnyPort, "--data", folder);
        await host.ReadyAsync(Ct);

        await AssertSeededOnceAsync(ReadDemo());
    }

    [Fact]
    public async Task Start_KilledWhenItStartsItsFirstProcess_LeavesNoneBehind()
    {
        // Its processes inherit this name; several kills, because the moment is a short one.
        var mark = Guid.NewGuid().ToString("N");
        for (var kill = 0; kill < 6; kill++)
        {
            using var killed = AppHostProcess.Start(
                new Dictionary<string, string> { ["LIVECHAT_TEST_MARK"] = mark }, "--urls", AnyPort, "--data", folder);
            while (Marked(mark) < 2)
                await Task.Yield();
            killed.Signal(Signals.Kill);
            await killed.ExitedAsync(Ct);
        }

        await UntilAsync(() => Marked(mark) == 0, "every process has ended");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("livechat.example")] // any name means every address of the machine
    public async Task Start_OnATakenPort_OneSentenceAndExitCode1(string host)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await RefusesAsync($"Port {port} is taken", null, "--urls", $"http://{host}:{port}", "--data", folder);
    }

    [Fact]
    public async Task Start_WithAnUnwritableFolder_OneSentenceAndExitCode1()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", Ct);

        await RefusesAsync("can't be written", null, "--urls", AnyPort, "--data", Path.Combine(file, "data"));
    }

    [Fact]
    public async Task Start_WithSomeConnectionStrings_OneSentenceAndExitCode1() => await RefusesAsync(
        "ConnectionStrings__rabbitmq",
        new Dictionary<string, string> { ["ConnectionStrings__chat"] = "Host=127.0.0.1;Port=1;Database=x", ["ConnectionStrings__redis"] = "127.0.0.1:1" },
        "--urls", AnyPort, "--data", folder);

    [Fact]
    public async Task Start_WithoutDemoOrKey_OneSentenceAndExitCode1() =>
        await RefusesAsync("LiveChat__OperatorKey", null, "--no-demo", "--urls", AnyPort, "--data", folder);

    [Fact]
    public async Task Start_WithoutDemo_MakesNoAccount()
    {
        using var host = AppHostProcess.Start(
            new Dictionary<string, string> { ["LiveChat__OperatorKey"] = "the-operators-own-key" }, "--no-demo", "--urls", AnyPort, "--data", folder);
        await host.ReadyAsync(Ct);

        Assert.False(File.Exists(Path.Combine(folder, "demo.json")));
        var url = Url().Match(host.Output).Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(url), "/api/operator/tenants"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "the-operators-own-key");
        using var answer = await Http.SendAsync(request, Ct);
        Assert.Empty(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["items"]!.AsArray());
    }

    private static async Task RefusesAsync(string part, Dictionary<string, string>? environment, params string[] args)
    {
        using var host = AppHostProcess.Start(environment, args);

        Assert.Equal(1, await host.ExitedAsync(Ct));
        Assert.Contains(part, host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Errors);
        Assert.Equal("", host.Output.Trim());
    }

    private JsonNode ReadDemo() => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "demo.json")))!;

    private bool Locked()
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, "apphost.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>How many processes have this in their environment.</summary>
    private static int Marked(string mark) => Directory.EnumerateDirectories("/proc").Count(process =>
    {
        if (!char.IsAsciiDigit(Path.GetFileName(process)[0]))
            return false;
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 300, $"After 30 s still not: {what}.");
            await Task.Delay(100, Ct);
        }
    }

    private static async Task AssertSeededOnceAsync(JsonNode demo)
    {
        var url = (string)demo["gatewayUrl"]!;
        var tenant = $"{url}/api/tenants/{demo["tenantId"]}";
        var staff = demo["staff"]!;
        var grant = await PostAsync($"{url}/api/auth/login", new JsonObject { ["email"] = (string?)staff["email"], ["password"] = (string?)staff["password"], ["client"] = "script" }, null);
        var token = (string)grant["accessToken"]!;
        Assert.Single((await GetAsync($"{tenant}/assistants", token))["items"]!.AsArray());
        var titles = (await GetAsync($"{tenant}/knowledge?limit=100", token))["items"]!.AsArray().Select(a => (string?)a!["title"]).ToList();
        Assert.Equal(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge")).Length, titles.Count);
        Assert.Equal(titles.Distinct().Count(), titles.Count);
        var conversations = (await GetAsync($"{tenant}/conversations?limit=100", token))["items"]!.AsArray();
        Assert.Equal(12, conversations.Select(c => (string?)c!["sessionId"]).Where(s => s!.StartsWith("sample-", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(12, conversations.Count);
    }

    private static async Task<JsonNode> PasteCurlAsync(string output)
    {
        var curl = Curl().Match(output);
        return await PostAsync(curl.Groups[1].Value, JsonNode.Parse(curl.Groups[3].Value)!, curl.Groups[2].Value);
    }

    private static async Task<JsonNode> PostAsync(string url, JsonNode body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        return await SendAsync(request, token);
    }

    private static async Task<JsonNode> GetAsync(string url, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url));
        return await SendAsync(request, token);
    }

    private static async Task<JsonNode> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex(@"#code=(\S+)")]
    private static partial Regex Code();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();

    [GeneratedRegex("""curl -X POST (\S+) \\\s+-H "Authorization: Bearer (\S+)" \\\s+-H "Content-Type: application/json" \\\s+-d '(.+)'""")]
    private static partial Regex Curl();
}
