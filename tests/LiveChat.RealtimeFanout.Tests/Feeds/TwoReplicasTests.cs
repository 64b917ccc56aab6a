using System.Diagnostics;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Presence;
using LiveChat.RealtimeFanout.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.RealtimeFanout.Tests.Feeds;

/// <summary>Two processes' worth of the service over one Redis and one RabbitMQ.</summary>
public sealed class TwoReplicasTests(ServersFixture fixture) : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(2);
    private FeedHost _one = null!;
    private FeedHost _two = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await StartAsync();
        _two = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Events_PublishedThroughTheBus_ReachBothReplicasOnceAndInOneOrder()
    {
        var tenant = Admit();
        await using var here = await _one.SignInAsync(tenant, _ct);
        await using var there = await _two.SignInAsync(tenant, _ct);
        var posted = Enumerable.Range(0, 100).Select(i => Sample.Posted(tenant, $"message {i}")).ToList();
        await Parallel.ForEachAsync(posted, _ct, async (e, ct) => await _one.Bus.PublishAsync(Sample.Told(e), e.RequestId, ct));
        var first = await here.EventsAsync(200);
        var second = await there.EventsAsync(200);
        Assert.Equal(Enumerable.Range(1, 200), first.Select(Number));
        Assert.Equal(first.Select(e => e.ToString()), second.Select(e => e.ToString()));
        Assert.Equal(
            posted.Select(p => p.Message.Id).Order(),
            first.Where(e => e.GetProperty("type").GetString() == "message:new")
                .Select(e => e.GetProperty("data").GetProperty("message").GetProperty("id").GetGuid()).Order());
    }

    [Fact]
    public async Task Resume_OnTheOtherReplicaAfterARollingRestart_LosesNothing()
    {
        var tenant = Admit();
        var client = await _one.SignInAsync(tenant, _ct);
        await WriteAsync(_two, tenant, 1, 10);
        var last = (await client.EventsAsync(10))[^1].GetProperty("id").GetString();
        var stopping = _one.StopAsync();
        await client.ExpectAsync("server:restarting");
        Assert.Equal(1012, (await client.EndAsync()).Close);
        await WriteAsync(_two, tenant, 11, 10);
        await using var back = await _two.SignInAsync(tenant, _ct, lastEventId: last);
        Assert.Equal(Enumerable.Range(11, 10), (await back.EventsAsync(10)).Select(Number));
        await stopping;
    }

    [Fact]
    public async Task Presence_ColleagueOnTheOtherReplica_IsSeen()
    {
        var (tenant, bob) = (Admit(), Guid.CreateVersion7());
        await using var watcher = await _one.SignInAsync(tenant, _ct);
        var colleague = await _two.SignInAsync(tenant, _ct, bob);
        await StateAsync(watcher, bob, "online");
        await colleague.DisposeAsync();
        await StateAsync(watcher, bob, "offline");
    }

    [Fact]
    public async Task Presence_ReplicaThatCrashed_IsNotBelievedForLong_AndOneThatLivesIs()
    {
        var (tenant, bob) = (Admit(), Guid.CreateVersion7());
        await using var watcher = await _one.SignInAsync(tenant, _ct);
        await using var idle = await _two.SignInAsync(tenant, _ct, bob);
        await StateAsync(watcher, bob, "online");
        // Three replicas, one after the other, that say who is there and never speak again; Bob does nothing all the while.
        for (var i = 0; i < 3; i++)
        {
            var ghost = Guid.CreateVersion7();
            await _one.Services.GetRequiredService<IPresenceStore>().ExchangeAsync(
                tenant, [new PresenceEntry(ghost, $"crashed-{i}", "Gus", true, "online", null, DateTimeOffset.UtcNow + s_life)], [], _ct);
            await StateAsync(watcher, ghost, "online", unlike: bob);
            await StateAsync(watcher, ghost, "offline", unlike: bob);
        }
    }

    [Fact]
    public async Task Typing_AgentOnTheOtherReplica_IsSeen()
    {
        var tenant = Admit();
        await using var watcher = await _one.SignInAsync(tenant, _ct);
        await using var agent = await _two.SignInAsync(tenant, _ct);
        var seen = watcher.ExpectAsync("typing");
        while (!seen.IsCompleted)
        {
            // Hints are lossy while a subscription settles.
            await agent.SendAsync(new { type = "typing", conversationId = Guid.CreateVersion7(), typing = true });
            await Task.WhenAny(seen, Task.Delay(100, _ct));
        }
        await seen;
    }

    [Fact]
    public async Task Delivery_OfAPublishedEvent_IsASpanOfThePublishersTrace()
    {
        var tenant = Admit();
        var delivered = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "LiveChat.RealtimeFanout" or "MassTransit" or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "feed deliver" && (string?)activity.GetTagItem("livechat.tenant_id") == tenant)
                    delivered.TrySetResult(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = await _two.SignInAsync(tenant, _ct);
        using var source = new ActivitySource("test");
        using var post = source.StartActivity("POST /api/widgets/x/chat");
        var posted = Sample.Posted(tenant);
        await _one.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, _ct);
        await client.EventsAsync(2);
        var span = await delivered.Task.WaitAsync(TimeSpan.FromSeconds(10), _ct);
        Assert.Equal(post!.TraceId, span.TraceId);
        Assert.Equal(1, span.GetTagItem("livechat.sockets"));
    }

    [Fact]
    public async Task StaffAccessChanged_HeardByOneQueueEach_ClosesOnBothReplicas()
    {
        var (tenant, user) = (Admit(), Guid.CreateVersion7());
        await using var here = await _one.SignInAsync(tenant, _ct, user);
        await using var there = await _two.SignInAsync(tenant, _ct, user);
        await _one.Bus.PublishAsync(new StaffAccessChanged(tenant, user, null, DateTimeOffset.UtcNow.AddSeconds(1)), null, _ct);
        Assert.Equal(4403, (await here.EndAsync()).Close);
        Assert.Equal(4403, (await there.EndAsync()).Close);
    }

    [Fact]
    public async Task PresenceChosen_OnOneReplica_HoldsForTheWindowsOfBoth()
    {
        var (tenant, user) = (Admit(), Guid.CreateVersion7());
        await using var watcher = await _two.SignInAsync(tenant, _ct);
        await using var here = await _one.SignInAsync(tenant, _ct, user);
        await using var there = await _two.SignInAsync(tenant, _ct, user);
        await StateAsync(watcher, user, "online");
        foreach (var state in (string[])["away", "offline", "online"])
        {
            Assert.Equal(System.Net.HttpStatusCode.NoContent, (await _one.PutPresenceAsync(tenant, user, $$"""{"state":"{{state}}"}""", _ct)).Status);
            await StateAsync(watcher, user, state);
        }
    }

    private string Admit()
    {
        var tenant = Sample.Tenant();
        _one.Admit(tenant);
        return _two.Admit(tenant);
    }

    private Task<FeedHost> StartAsync() => FeedHost.StartAsync(
        fixture.Servers, _ct, ("OfflineGrace", "00:00:00.200"), ("SweepInterval", "00:00:00.050"), ("DrainPeriod", "00:00:00.100"),
        ("PresenceLife", s_life.ToString()), ("PresenceHeartbeat", "00:00:00.500"));

    private async Task WriteAsync(FeedHost host, string tenant, int from, int count)
    {
        for (var i = from; i < from + count; i++)
            await host.Writer.WriteAsync(tenant, [host.Writer.Draft("test", $"k{i}", null, new { i })], _ct);
    }

    private static int Number(JsonElement frame) =>
        int.Parse(frame.GetProperty("id").GetString()!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

    // Of whom the watcher must hear nothing meanwhile: unlike.
    private static async Task StateAsync(DashboardClient client, Guid userId, string state, Guid? unlike = null)
    {
        while (true)
        {
            var data = (await client.ExpectAsync("presence")).GetProperty("data");
            Assert.NotEqual(unlike, data.GetProperty("userId").GetGuid());
            if (data.GetProperty("userId").GetGuid() == userId && data.GetProperty("state").GetString() == state) return;
        }
    }
}
