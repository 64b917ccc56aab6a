using System.Text.Json;
using LiveChat.RealtimeFanout.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.RealtimeFanout.Tests.Replay;

/// <summary>What a replay log promises, whatever keeps it.</summary>
public abstract class ReplayLogSuite
{
    protected CancellationToken Ct { get; } = TestContext.Current.CancellationToken;

    protected string Tenant { get; } = $"t-{Guid.NewGuid():N}";

    private protected abstract IReplayLog Log(int maxEvents = 100, TimeProvider? clock = null);

    [Fact]
    public async Task Append_SeveralEvents_NumbersAreConsecutiveWithinTheEpoch()
    {
        var log = Log();
        var head = await log.HeadAsync(Tenant, Ct);
        var ids = await log.AppendAsync(Tenant, [Draft("a"), Draft("b"), Draft("c")], Ct);
        Assert.Equal([1L, 2L, 3L], ids.Select(id => id!.Value.Number));
        Assert.All(ids, id => Assert.Equal(head.Epoch, id!.Value.Epoch));
        Assert.Equal(ids[2], await log.HeadAsync(Tenant, Ct));
    }

    [Fact]
    public async Task Append_KeyKnownAlready_IsRefusedAndTakesNoNumber()
    {
        var log = Log();
        await log.AppendAsync(Tenant, [Draft("a")], Ct);
        var ids = await log.AppendAsync(Tenant, [Draft("a"), Draft("b"), Draft("b")], Ct);
        Assert.Null(ids[0]);
        Assert.Equal(2, ids[1]!.Value.Number);
        Assert.Null(ids[2]);
    }

    [Fact]
    public async Task Append_SameKeyOfAnotherTenant_IsAnotherEvent()
    {
        var log = Log();
        await log.AppendAsync(Tenant, [Draft("a")], Ct);
        Assert.NotNull((await log.AppendAsync(Tenant + "x", [Draft("a")], Ct))[0]);
    }

    [Fact]
    public async Task ReadAfter_SomeMissed_GivesThemInOrderWithTheirIdInTheFrame()
    {
        var log = Log();
        var ids = await log.AppendAsync(Tenant, [Draft("a"), Draft("b"), Draft("c")], Ct);
        var page = await log.ReadAfterAsync(Tenant, ids[0]!.Value, 10, Ct);
        Assert.False(page.Gone);
        Assert.Equal(ids[2], page.Head);
        Assert.Equal([ids[1]!.Value, ids[2]!.Value], page.Events.Select(e => e.Id));
        using var frame = JsonDocument.Parse(page.Events[0].Json);
        Assert.Equal(ids[1].ToString(), frame.RootElement.GetProperty("id").GetString());
        Assert.Equal("test", frame.RootElement.GetProperty("type").GetString());
        Assert.Equal("b", frame.RootElement.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal("request-1", frame.RootElement.GetProperty("requestId").GetString());
        Assert.Equal("trace-b", page.Events[0].TraceParent);
    }

    [Fact]
    public async Task ReadAfter_Limit_GivesTheOldestFirst()
    {
        var log = Log();
        var ids = await log.AppendAsync(Tenant, [Draft("a"), Draft("b"), Draft("c")], Ct);
        var page = await log.ReadAfterAsync(Tenant, ids[0]!.Value with { Number = 0 }, 2, Ct);
        Assert.Equal([1L, 2L], page.Events.Select(e => e.Id.Number));
        Assert.Equal(3, page.Head.Number);
    }

    [Fact]
    public async Task ReadAfter_PageByPage_GivesEachEventOnce_WhereverBatchesBeginAndEnd()
    {
        var log = Log(maxEvents: 500);
        for (var i = 0; i < 40; i++)
            await log.AppendAsync(Tenant, [.. Enumerable.Range(0, 1 + i % 9).SelectMany(n => (string[])[$"{i}-{n}", $"{i - 1}-{n}"]).Select(k => Draft(k))], Ct);
        var (read, at) = (new List<FeedEvent>(), (await log.HeadAsync(Tenant, Ct)) with { Number = 0 });
        for (var limit = 1; ; limit = limit % 23 + 1)
        {
            var page = await log.ReadAfterAsync(Tenant, at, limit, Ct);
            Assert.False(page.Gone);
            if (page.Events.Count == 0) break;
            Assert.InRange(page.Events.Count, 1, limit);
            read.AddRange(page.Events);
            at = page.Events[^1].Id;
        }
        Assert.Equal(Enumerable.Range(1, read.Count).Select(n => (long)n), read.Select(e => e.Id.Number));
        var keys = read.Select(e => e.TraceParent!["trace-".Length..]).ToList();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Equal((await log.HeadAsync(Tenant, Ct)).Number, read.Count);
    }

    [Fact]
    public async Task ReadAfter_NothingMissed_IsEmptyAndNotGone()
    {
        var log = Log();
        var page = await log.ReadAfterAsync(Tenant, await log.HeadAsync(Tenant, Ct), 10, Ct);
        Assert.False(page.Gone);
        Assert.Empty(page.Events);
    }

    [Fact]
    public async Task ReadAfter_OlderThanTheLog_IsGone()
    {
        var log = Log(maxEvents: 3);
        var ids = await log.AppendAsync(Tenant, [.. "abcdef".Select(c => Draft(c.ToString()))], Ct);
        var epoch = ids[0]!.Value;
        Assert.True((await log.ReadAfterAsync(Tenant, epoch with { Number = 2 }, 10, Ct)).Gone);
        var kept = await log.ReadAfterAsync(Tenant, epoch with { Number = 3 }, 10, Ct);
        Assert.False(kept.Gone);
        Assert.Equal([4L, 5L, 6L], kept.Events.Select(e => e.Id.Number));
    }

    [Fact]
    public async Task ReadAfter_AnotherEpochOrAheadOfTheLog_IsGone()
    {
        var log = Log();
        var head = (await log.AppendAsync(Tenant, [Draft("a")], Ct))[0]!.Value;
        Assert.True((await log.ReadAfterAsync(Tenant, new FeedId("other", 1), 10, Ct)).Gone);
        Assert.True((await log.ReadAfterAsync(Tenant, head with { Number = 2 }, 10, Ct)).Gone);
    }

    [Fact]
    public async Task ReadAfter_EventsTooOld_AreGone()
    {
        var clock = new SetClock();
        var log = Log(clock: clock);
        var first = (await log.AppendAsync(Tenant, [Draft("a")], Ct))[0]!.Value;
        clock.Now += TimeSpan.FromMinutes(61);
        await log.AppendAsync(Tenant, [Draft("b")], Ct);
        Assert.True((await log.ReadAfterAsync(Tenant, first with { Number = 0 }, 10, Ct)).Gone);
        Assert.Equal([2L], (await log.ReadAfterAsync(Tenant, first, 10, Ct)).Events.Select(e => e.Id.Number));
    }

    [Fact]
    public async Task Subscribe_EventsAppended_ComeOnceInOrderAndReadyToSend()
    {
        var log = Log();
        var heard = new List<FeedEvent>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await log.SubscribeAsync(Tenant, events =>
        {
            Assert.NotEmpty(events);
            heard.AddRange(events);
            if (events[^1].Id.Number == 100) all.SetResult();
        }, Ct);
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), Ct, async (i, ct) =>
            await log.AppendAsync(Tenant, [Draft($"x{i}"), Draft($"y{i}"), Draft($"x{i}")], ct));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), heard.Select(e => e.Id.Number));
        var stored = await log.ReadAfterAsync(Tenant, heard[0].Id, 100, Ct);
        Assert.Equal(heard.Skip(1).Select(e => Convert.ToHexString(e.Frame)), stored.Events.Select(e => Convert.ToHexString(e.Frame)));
    }

    [Fact]
    public async Task Subscribe_EventsAppendedTogether_ComeTogether()
    {
        var log = Log();
        var heard = new TaskCompletionSource<IReadOnlyList<FeedEvent>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await log.SubscribeAsync(Tenant, events => heard.TrySetResult(events), Ct);
        await log.AppendAsync(Tenant, [Draft("a"), Draft("b", "Grüße, 你好\n1-1  2\n"), Draft("a"), Draft("c")], Ct);
        var events = await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.Equal(["trace-a", "trace-b", "trace-c"], events.Select(e => e.TraceParent));
        Assert.Equal([1L, 2L, 3L], events.Select(e => e.Id.Number));
        using var second = JsonDocument.Parse(events[1].Json);
        Assert.Equal("Grüße, 你好\n1-1  2\n", second.RootElement.GetProperty("data").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Subscribe_ReceiverThrows_StillGetsWhatComesNext()
    {
        var log = Log();
        var (failed, next) = (new TaskCompletionSource(), new TaskCompletionSource<FeedEvent>(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var subscription = await log.SubscribeAsync(Tenant, events =>
        {
            if (failed.TrySetResult()) throw new InvalidOperationException("of the test");
            next.TrySetResult(events[0]);
        }, Ct);
        Assert.NotNull((await log.AppendAsync(Tenant, [Draft("a")], Ct))[0]);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        var second = (await log.AppendAsync(Tenant, [Draft("b")], Ct))[0];
        Assert.Equal(second, (await next.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct)).Id);
    }

    [Fact]
    public async Task Append_KeyOfAnEventThatIsKept_IsKnownHoweverManyCameInCalls()
    {
        var log = Log(maxEvents: 100);
        for (var i = 0; i < 10; i++)
        {
            Assert.All(await log.AppendAsync(Tenant, [.. Enumerable.Range(30 * i, 30).Select(n => Draft($"{n}"))], Ct), id => Assert.NotNull(id));
            var kept = Math.Max(0, 30 * i - 70);
            Assert.All(await log.AppendAsync(Tenant, [.. Enumerable.Range(kept, 30 * i + 30 - kept).Select(n => Draft($"{n}"))], Ct), id => Assert.Null(id));
        }
    }

    private protected static FeedDraft Draft(string key, string? name = null) =>
        FeedDraft.Create("test", key, DateTimeOffset.UnixEpoch, "request-1", new { name = name ?? key }, $"trace-{key}");

    private protected sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class MemoryReplayLogTests : ReplayLogSuite
{
    private protected override IReplayLog Log(int maxEvents, TimeProvider? clock) =>
        new MemoryReplayLog(new ReplayLimits(maxEvents, TimeSpan.FromHours(1)), clock ?? TimeProvider.System, NullLogger<MemoryReplayLog>.Instance);
}
