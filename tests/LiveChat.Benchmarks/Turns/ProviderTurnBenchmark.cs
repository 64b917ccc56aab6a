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
/// What it takes is what the platform adds to a provider's own time. Target with six processes: under 10 ms (p50, one visitor).
/// </summary>
internal static class ProviderTurnBenchmark
{
    private static readonly byte[] s_answer = Encoding.UTF8.GetBytes("""
        {"id":"c","object":"chat.completion","created":1,"model":"fake","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Yes, we do [1]."}}],"usage":{"prompt_tokens":400,"completion_tokens":5,"total_tokens":405}}
        """);

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
        foreach (var (clients, print) in new[] { (8, false), (8, false), (8, false), (8, false), (1, false), (1, true), (8, true) })
        {
            var run = Guid.NewGuid().ToString("N");
            var found = await ClosedLoop.RunAsync(clients, time, async (client, i) =>
            {
                // Each conversation has a past, as real ones do: routing reads it from chat.
                var session = $"{run}-{client}-{i / 10}";
                var answer = await tenant.ChatAsync(session, session.PadRight(43, 'k'), "Do you ship to Switzerland?");
                var right = answer?["metadata"]?["model"]?.GetValue<string>() == "fake";
                if (answer is not null && !right) Refusals.Note(answer.ToJsonString());
                return right;
            });
            if (print) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clients,3} clients {found}"));
        }
    }

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
