using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Benchmarks.Gate;

/// <summary>The check of a site token as every process does it, in this process: known already, and for the first time.</summary>
internal static class TokenCheck
{
    public static async Task RunAsync(Platform platform, LocalServers servers, string token, TimeSpan time)
    {
        await using var app = await StartAsync(platform, servers);
        var verifier = app.Services.GetRequiredService<TokenVerifier>();
        if (await verifier.VerifyAsync(token, TokenKind.Widget, CancellationToken.None) is not { IsValid: true })
            throw new InvalidOperationException("the platform's own token is refused");

        var warm = await NanosecondsAsync(time, async () => await verifier.VerifyAsync(token, TokenKind.Widget, CancellationToken.None));
        var cold = await NanosecondsAsync(time, async () =>
        {
            verifier.ForgetSignatures();
            await verifier.VerifyAsync(token, TokenKind.Widget, CancellationToken.None);
        });
        // The signature alone, by the framework's own class.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        var signature = key.SignData(signed, HashAlgorithmName.SHA256);
        var floor = await NanosecondsAsync(time, () =>
        {
            key.VerifyData(signed, signature, HashAlgorithmName.SHA256);
            return Task.CompletedTask;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"token check: known {warm / 1000:0.00} us (target 5), first time {cold / 1000:0} us = {cold / floor:0.0} of the ES256 signature alone ({floor / 1000:0} us)"));
        await app.StopAsync();
    }

    /// <summary>The median of slices of 200 calls: another program's turn on the core falls into few of them.</summary>
    private static async Task<double> NanosecondsAsync(TimeSpan time, Func<Task> call)
    {
        const int Slice = 200;
        for (var i = 0; i < 10 * Slice; i++) await call(); // warm
        var slices = new List<double>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Slice; i++) await call();
            slices.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / Slice);
        }

        return GateBenchmark.Median(slices);
    }

    /// <summary>What every service of the platform has, beside the running one: keys and tenants come from its widget-auth.</summary>
    private static async Task<WebApplication> StartAsync(Platform platform, LocalServers servers)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = OwnProgram.FreeAddress(),
            ["LiveChat:ManagementUrl"] = OwnProgram.FreeAddress(),
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["services:widgetauth:management:0"] = platform.ManagementUrl("widgetauth").ToString(),
            ["ConnectionStrings:redis"] = servers.Redis.ConnectionString,
            ["ConnectionStrings:rabbitmq"] = servers.RabbitMq.ConnectionString,
        });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("gateway");
        var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync();
        return app;
    }
}
