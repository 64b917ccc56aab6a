using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;
using LiveChat.ServiceDefaults;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Benchmarks.Turns;

/// <summary>The chain's events; the text makes them as large as a turn's.</summary>
public sealed record FirstHop(Guid Id, string Text);

/// <inheritdoc cref="FirstHop"/>
public sealed record SecondHop(Guid Id, string Text);

/// <inheritdoc cref="FirstHop"/>
public sealed record ThirdHop(Guid Id, string Text);

/// <inheritdoc cref="FirstHop"/>
public sealed record FourthHop(Guid Id, string Text);

/// <summary>
/// What a turn on six processes can't do without: four events over the same broker, by the services' own bus, from this
/// process to a first, a second, the first and back, as chat, safety and routing send them. Nothing is decided or stored.
/// </summary>
internal static class FloorChain
{
    private const int TextLength = 1_500;

    /// <summary>A child process: <paramref name="args"/> are its part (<c>first</c> or <c>second</c>), the broker and Redis.</summary>
    public static async Task RunAsync(string[] args)
    {
        await using var app = Host(args[1], args[2], services =>
        {
            if (args[0] == "first") services.AddWorkConsumer<ForwardFirstHopConsumer>().AddWorkConsumer<ForwardThirdHopConsumer>();
            else services.AddWorkConsumer<ForwardSecondHopConsumer>();
        });
        await app.RunAsync();
    }

    /// <summary>Prints rate and latency of the bare chain at each number of clients.</summary>
    public static async Task MeasureAsync(LocalServers servers, TimeSpan time, int[] levels)
    {
        string[] addresses = [servers.RabbitMq.ConnectionString, servers.Redis.ConnectionString];
        using var first = Child(["floor-hop", "first", .. addresses]);
        using var second = Child(["floor-hop", "second", .. addresses]);
        try
        {
            await using var app = Host(addresses[0], addresses[1], services => services.AddSingleton<Arrivals>().AddWorkConsumer<EndFourthHopConsumer>());
            await app.StartAsync();
            var (bus, arrivals) = (app.Services.GetRequiredService<IEventBus>(), app.Services.GetRequiredService<Arrivals>());
            while (!bus.IsUp) await Task.Delay(50);
            var text = new string('x', TextLength);
            async Task<bool> ChainAsync(int client, int i)
            {
                var id = Guid.CreateVersion7();
                var arrived = arrivals.Expect(id);
                await bus.PublishAsync(new FirstHop(id, text), null, CancellationToken.None);
                await arrived.WaitAsync(TimeSpan.FromSeconds(10));
                return true;
            }

            // A chain that the children's queues do not take yet is lost; queues are declared within seconds.
            for (var up = false; !up;)
            {
                try
                {
                    up = await ChainAsync(0, 0);
                }
                catch (TimeoutException)
                {
                }
            }

            await ClosedLoop.RunAsync(64, time, ChainAsync); // warm
            foreach (var clients in levels)
            {
                await ClosedLoop.RunAsync(clients, time / 4, ChainAsync);
                var cpu = new CpuTime(new Dictionary<int, string> { [first.Id] = "first", [second.Id] = "second" });
                var found = await ClosedLoop.RunAsync(clients, time, ChainAsync);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clients,3} clients {found}  four bare hops"));
                Console.WriteLine($"      CPU ms a chain: {cpu.PerUnit(found.Count)}");
            }

            await app.StopAsync();
        }
        finally
        {
            first.Kill();
            second.Kill();
        }
    }

    private static WebApplication Host(string rabbitMq, string redis, Action<IServiceCollection> consumers)
    {
        var folder = Directory.CreateTempSubdirectory("livechat-hop-bench-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:ManagementUrl"] = "http://127.0.0.1:0",
            ["LiveChat:DataDirectory"] = folder,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["ConnectionStrings:redis"] = redis,
            ["ConnectionStrings:rabbitmq"] = rabbitMq,
            ["LiveChat:Bus:QuorumQueues"] = "false", // as the platform's on a broker of one node
        });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("benchmark");
        consumers(builder.Services);
        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(() => Directory.Delete(folder, recursive: true));
        return app;
    }

    private static Process Child(string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true })!;
}

/// <summary>Chains on their way.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _expected = new();

    public Task Expect(Guid id)
    {
        var arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[id] = arrival;
        return arrival.Task;
    }

    public void Arrived(Guid id)
    {
        if (_expected.TryRemove(id, out var arrival)) arrival.TrySetResult();
    }
}

internal sealed class ForwardFirstHopConsumer : IConsumer<FirstHop>
{
    public Task Consume(ConsumeContext<FirstHop> context) =>
        context.PublishOnwardAsync(new SecondHop(context.Message.Id, context.Message.Text), null);
}

internal sealed class ForwardSecondHopConsumer : IConsumer<SecondHop>
{
    public Task Consume(ConsumeContext<SecondHop> context) =>
        context.PublishOnwardAsync(new ThirdHop(context.Message.Id, context.Message.Text), null);
}

internal sealed class ForwardThirdHopConsumer : IConsumer<ThirdHop>
{
    public Task Consume(ConsumeContext<ThirdHop> context) =>
        context.PublishOnwardAsync(new FourthHop(context.Message.Id, context.Message.Text), null);
}

internal sealed class EndFourthHopConsumer(Arrivals arrivals) : IConsumer<FourthHop>
{
    public Task Consume(ConsumeContext<FourthHop> context)
    {
        arrivals.Arrived(context.Message.Id);
        return Task.CompletedTask;
    }
}
