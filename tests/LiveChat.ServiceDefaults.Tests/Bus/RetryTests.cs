using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults.Tests.Bus;

/// <summary>What the bus does with an event whose consumer fails; one slot, so that it shows who holds it.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Event_ThatCanOnlyFail_LeavesItsSlotAfterThreeTries()
    {
        await using var bus = await StartedBus.StartAsync();
        await bus.PublishAsync(new Tried("poison", nameof(ArgumentException), int.MaxValue));
        await bus.PublishAsync(new Tried("next", "", 0));
        await bus.Tries.DoneAsync("next", TimeSpan.FromSeconds(10));
        Assert.Equal(3, bus.Tries.Of("poison"));
    }

    [Fact]
    public async Task Event_WhoseDependencyIsAway_IsTriedUntilItIsBack()
    {
        await using var bus = await StartedBus.StartAsync();
        await bus.PublishAsync(new Tried("patient", nameof(TimeoutException), 4));
        await bus.Tries.DoneAsync("patient", TimeSpan.FromSeconds(60));
        Assert.Equal(5, bus.Tries.Of("patient"));
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new ArgumentException("x"), true },
        { new System.Text.EncoderFallbackException(), true },
        { new KeyNotFoundException(), true },
        { new System.Text.Json.JsonException(), true },
        { new Npgsql.PostgresException("x", "ERROR", "ERROR", "22021"), true },
        { new Npgsql.PostgresException("x", "ERROR", "ERROR", "57P03"), false },
        { new Npgsql.PostgresException("x", "ERROR", "ERROR", "42P01"), false },
        { new TimeoutException(), false },
        { new ObjectDisposedException("x"), false },
        { new HttpRequestException(), false },
        { new OperationCanceledException(), false },
        { new InvalidOperationException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void LastingFaults_AreThoseThatTimeDoesNotHeal(Exception fault, bool lasting) => Assert.Equal(lasting, LastingFaults.Is(fault));
}

public sealed record Tried(string Name, string Fault, int Fails);

public sealed class Tries
{
    private readonly ConcurrentDictionary<string, int> _tries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _done = new();

    public int Of(string name) => _tries.GetValueOrDefault(name);

    public int Count(string name) => _tries.AddOrUpdate(name, 1, (_, n) => n + 1);

    public void Done(string name) => Source(name).TrySetResult();

    public Task DoneAsync(string name, TimeSpan limit) => Source(name).Task.WaitAsync(limit, TestContext.Current.CancellationToken);

    private TaskCompletionSource Source(string name) => _done.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

public sealed class FailAsToldConsumer(Tries tries) : IConsumer<Tried>
{
    public Task Consume(ConsumeContext<Tried> context)
    {
        var told = context.Message;
        if (tries.Count(told.Name) <= told.Fails) throw told.Fault == nameof(ArgumentException) ? new ArgumentException("As told.") : new TimeoutException("As told.");
        tries.Done(told.Name);
        return Task.CompletedTask;
    }
}

internal sealed class StartedBus(IHost host) : IAsyncDisposable
{
    public Tries Tries => host.Services.GetRequiredService<Tries>();

    public static async Task<StartedBus> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("LiveChat:DataDirectory", Path.GetTempPath())]).Build();
        builder.AddBus(ProcessTopology.Decide(settings, [.. ProcessTopology.AllServices]));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Tries>().AddWorkConsumer<FailAsToldConsumer>(prefetch: 1);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new StartedBus(host);
    }

    public Task PublishAsync(Tried e) =>
        host.Services.GetRequiredService<IEventBus>().PublishAsync(e, "request-1", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
