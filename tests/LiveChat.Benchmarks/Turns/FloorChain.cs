using System.Collections.Concurrent;
using System.Diagnostics;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;
using LiveChat.ServiceDefaults;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

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
internal sealed class FloorChain : IAsyncDisposable
{
    private const int TextLength = 1_500;
    private static readonly string s_text = new('x', TextLength);
    private readonly Process _first;
    private readonly Process _second;
    private readonly WebApplication _app;
    private readonly IEventBus _bus;
    private readonly Arrivals _arrivals;

    private FloorChain(Process first, Process second, WebApplication app, IEventBus bus)
    {
        (_first, _second, _app, _bus) = (first, second, app, bus);
        _arrivals = app.Services.GetRequiredService<Arrivals>();
    }

    /// <summary>
    /// A child process: <paramref name="args"/> are its part (<c>first</c> or <c>second</c>), the broker, Redis and a folder.
    /// </summary>
    public static async Task RunAsync(string[] args)
    {
        await using var app = BusHost.Build(args[1], args[2], args[3], services =>
        {
            if (args[0] == "first") services.AddWorkConsumer<ForwardFirstHopConsumer>().AddWorkConsumer<ForwardThirdHopConsumer>();
            else services.AddWorkConsumer<ForwardSecondHopConsumer>();
        });
        await app.RunAsync();
    }

    /// <summary>Starts the two children and returns when the first chain came back.</summary>
    /// <param name="folder">Its maker deletes it, after this.</param>
    public static async Task<FloorChain> StartAsync(LocalServers servers, string folder)
    {
        string[] place = [servers.RabbitMq.ConnectionString, servers.Redis.ConnectionString, folder];
        var app = BusHost.Build(place[0], place[1], place[2], services => services.AddSingleton<Arrivals>().AddWorkConsumer<EndFourthHopConsumer>());
        var bus = await BusHost.StartAsync(app);
        var chain = new FloorChain(OwnProgram.Start(["floor-hop", "first", .. place]), OwnProgram.Start(["floor-hop", "second", .. place]), app, bus);
        // A chain that the children's queues do not take yet is lost; queues are declared within seconds.
        for (var up = false; !up;)
        {
            try
            {
                up = await chain.GoAsync();
            }
            catch (TimeoutException)
            {
            }
        }

        return chain;
    }

    /// <summary>CPU of its own processes and the broker since now.</summary>
    public CpuTime Cpu() => new(new Dictionary<int, string> { [_first.Id] = "first", [_second.Id] = "second" });

    /// <summary>One chain, there and back.</summary>
    public async Task<bool> GoAsync()
    {
        var id = Guid.CreateVersion7();
        var arrived = _arrivals.Expect(id);
        await _bus.PublishAsync(new FirstHop(id, s_text), null, CancellationToken.None);
        await arrived.WaitAsync(TimeSpan.FromSeconds(10));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (var child in (Process[])[_first, _second])
        {
            child.Kill();
            child.Dispose();
        }
    }
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
