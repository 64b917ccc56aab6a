using System.Globalization;
using System.Net;
using System.Text;
using LiveChat.AppHost.Platforms;
using LiveChat.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Benchmarks.Turns;

/// <summary>
/// A whole turn that a provider answers at once: from the visitor's POST through the gateway to the provider's words in its answer.
/// The provider alone, asked in turns with it by a plain client, is the provider's own time: what a turn takes longer is what
/// the platform adds. Target with six processes: under 10 ms (medians of the rounds, one visitor).
/// </summary>
internal static class ProviderTurnBenchmark
{
    private static readonly byte[] s_answer = Encoding.UTF8.GetBytes("""
        {"id":"c","object":"chat.completion","created":1,"model":"fake","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Yes, we do [1]."}}],"usage":{"prompt_tokens":400,"completion_tokens":5,"total_tokens":405}}
        """);

    // As long as a question with its rules, articles and history.
    private static readonly byte[] s_question = Encoding.UTF8.GetBytes($$"""{"model":"fake","messages":[{"role":"user","content":"{{new string('x', 6_000)}}"}]}""");

    public static async Task RunAsync(Platform platform, string name, string knowledgeFolder, TimeSpan time)
    {
        await using var provider = await StartProviderAsync();
        var url = provider.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = platform.GatewayUrl };
        var tenant = await BenchTenant.CreateAsync(http, knowledgeFolder);
        await tenant.UseProviderAsync(url);
        Console.WriteLine($"turn, {name}, answered by a provider of 0 ms");
        // Measured warm, as the turn without a provider is; more than 8 at once would take the fallback chain.
        for (var i = 0; i < 4; i++) await TurnsAsync(tenant, 8, time / 3);
        await TurnsAsync(tenant, 1, time / 3);
        foreach (var clients in new[] { 1, 8 })
        {
            var added = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                var turns = await TurnsAsync(tenant, clients, time / 3);
                var alone = await ProviderAsync(http, new Uri($"{url}/chat/completions"), clients, time / 6);
                added.Add(turns.Percentile(50) - alone.Percentile(50));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clients,3} clients {turns}"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"     provider {alone}"));
            }

            added.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  a turn adds {added[1]:0.00} ms to the provider's own time (p50, median of 3)"));
        }
    }

    private static Task<Latencies> TurnsAsync(BenchTenant tenant, int clients, TimeSpan time)
    {
        var run = Guid.NewGuid().ToString("N");
        return ClosedLoop.RunAsync(clients, time, async (client, i) =>
        {
            // Each conversation has a past, as real ones do: routing reads it from chat.
            var session = $"{run}-{client}-{i / 10}";
            var answer = await tenant.ChatAsync(session, session.PadRight(43, 'k'), "Do you ship to Switzerland?");
            var right = answer?["metadata"]?["model"]?.GetValue<string>() == "fake";
            if (answer is not null && !right) Refusals.Note(answer.ToJsonString());
            return right;
        });
    }

    private static Task<Latencies> ProviderAsync(HttpClient http, Uri address, int clients, TimeSpan time) => ClosedLoop.RunAsync(clients, time, async (_, _) =>
    {
        using var question = new ByteArrayContent(s_question);
        question.Headers.ContentType = new("application/json");
        using var answer = await http.PostAsync(address, question);
        return (await answer.Content.ReadAsByteArrayAsync()).Length == s_answer.Length;
    });

    private static async Task<WebApplication> StartProviderAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/chat/completions", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(s_answer);
        });
        await app.StartAsync();
        return app;
    }
}
