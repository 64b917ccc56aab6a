using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace LiveChat.ServiceDefaults.Tests;

/// <summary>Two processes' hints over one Redis; the memory twin is one process by nature and is its local half.</summary>
public sealed class RedisHintsTests(ServersFixture fixture)
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_AnotherProcessSubscribed_HearsItOnceAndSoDoesThisOne()
    {
        using var here = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);
        using var there = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);
        var channel = $"test-{Guid.NewGuid():N}";
        var (a, b) = (Hints(here), Hints(there));
        var heardHere = new List<string>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var heardThere = new List<string>();
        using var first = a.Subscribe(channel, heardHere.Add);
        using var second = b.Subscribe(channel, payload =>
        {
            if (payload == "ping") ready.TrySetResult();
            else heardThere.Add(payload);
            if (payload == "last") last.TrySetResult();
        });
        while (!ready.Task.IsCompleted)
        {
            // Subscribing is asynchronous and hints are lossy: ask until the other side is there.
            a.Publish(channel, "ping");
            await Task.WhenAny(ready.Task, Task.Delay(20, _ct));
        }

        heardHere.Clear();
        a.Publish(channel, "with | bar");
        a.Publish(channel, "last");
        await last.Task.WaitAsync(TimeSpan.FromSeconds(10), _ct);
        Assert.Equal(["with | bar", "last"], heardThere);
        Assert.Equal(["with | bar", "last"], heardHere);
    }

    private static RedisHints Hints(IConnectionMultiplexer redis)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        configuration["LiveChat:Standalone"] = "true";
        configuration["LiveChat:DataDirectory"] = Path.GetTempPath();
        return new RedisHints(redis, ProcessTopology.Decide(configuration, ["chat"]), NullLogger<RedisHints>.Instance);
    }
}
