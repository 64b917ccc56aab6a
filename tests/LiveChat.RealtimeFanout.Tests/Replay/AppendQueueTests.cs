using LiveChat.RealtimeFanout.Replay;

namespace LiveChat.RealtimeFanout.Tests.Replay;

public sealed class AppendQueueTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly List<string[]> _appends = [];
    private readonly Queue<TaskCompletionSource> _answers = new();
    private long _number;

    [Fact]
    public async Task Append_WhileOneIsOnItsWay_GoTogetherInTheirOrderAndGetTheirOwnIds()
    {
        var queue = new AppendQueue(AppendAsync, TimeProvider.System);
        var answers = Answers(2);
        var first = queue.AppendAsync("a", [Draft("1")]);
        var second = queue.AppendAsync("a", [Draft("2"), Draft("3")]);
        var third = queue.AppendAsync("a", [Draft("4")]);
        answers[0].SetResult();
        Assert.Equal([1L], Numbers(await first.WaitAsync(_ct)));
        answers[1].SetResult();
        Assert.Equal([2L, 3L], Numbers(await second.WaitAsync(_ct)));
        Assert.Equal([4L], Numbers(await third.WaitAsync(_ct)));
        Assert.Equal([["1"], ["2", "3", "4"]], _appends);
    }

    [Fact]
    public async Task Append_OtherTenant_WaitsForNobody()
    {
        var queue = new AppendQueue(AppendAsync, TimeProvider.System);
        var answers = Answers(2);
        var stuck = queue.AppendAsync("a", [Draft("1")]);
        var free = queue.AppendAsync("b", [Draft("1")]);
        answers[1].SetResult();
        await free.WaitAsync(_ct);
        Assert.False(stuck.IsCompleted);
        answers[0].SetResult();
        await stuck.WaitAsync(_ct);
    }

    [Fact]
    public async Task Append_LogFails_FailsForThoseAndTheNextGoesOn()
    {
        var queue = new AppendQueue(AppendAsync, TimeProvider.System);
        var answers = Answers(2);
        var failed = queue.AppendAsync("a", [Draft("1")]);
        var next = queue.AppendAsync("a", [Draft("2")]);
        answers[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => failed.WaitAsync(_ct));
        answers[1].SetResult();
        Assert.Equal([1L], Numbers(await next.WaitAsync(_ct)));
    }

    [Fact]
    public async Task Append_MoreThanOneScriptMayTake_GoesInParts()
    {
        var queue = new AppendQueue(AppendAsync, TimeProvider.System);
        var answers = Answers(3);
        var all = Enumerable.Range(0, 151).Select(i => queue.AppendAsync("a", [Draft($"{i}")])).ToArray();
        foreach (var answer in answers) answer.SetResult();
        Assert.Equal(Enumerable.Range(1, 151).Select(n => (long)n), (await Task.WhenAll(all).WaitAsync(_ct)).SelectMany(Numbers));
        Assert.Equal([1, 128, 22], _appends.Select(a => a.Length));
    }

    [Fact]
    public async Task Append_SoonAfterTheLast_WaitsForTheEndOfItsPaceAndGoesWithTheOthers()
    {
        var clock = new StandingClock();
        var queue = new AppendQueue(AppendAsync, clock);
        foreach (var answer in Answers(3)) answer.SetResult();
        await queue.AppendAsync("a", [Draft("1")]).WaitAsync(_ct);
        var second = queue.AppendAsync("a", [Draft("2")]);
        var third = queue.AppendAsync("a", [Draft("3")]);
        await clock.WaitedForAsync(1).WaitAsync(_ct);
        Assert.Single(_appends);
        clock.Pass();
        Assert.Equal([2L, 3L], Numbers(await second.WaitAsync(_ct)).Concat(Numbers(await third.WaitAsync(_ct))));
        Assert.Equal([["1"], ["2", "3"]], _appends);

        await clock.WaitedForAsync(2).WaitAsync(_ct);
        clock.Pass();
        await queue.AppendAsync("a", [Draft("4")]).WaitAsync(_ct);
    }

    [Fact]
    public async Task Append_EnoughWaits_GoesBeforeTheEndOfItsPace()
    {
        var queue = new AppendQueue(AppendAsync, new StandingClock());
        foreach (var answer in Answers(2)) answer.SetResult();
        await queue.AppendAsync("a", [Draft("0")]).WaitAsync(_ct);
        var all = Enumerable.Range(1, AppendQueue.EnoughDrafts).Select(i => queue.AppendAsync("a", [Draft($"{i}")])).ToArray();
        await Task.WhenAll(all).WaitAsync(_ct);
        Assert.Equal([1, AppendQueue.EnoughDrafts], _appends.Select(a => a.Length));
    }

    private static FeedDraft Draft(string key) => FeedDraft.Create("test", key, DateTimeOffset.UnixEpoch, null, new { }, null);

    private static IEnumerable<long> Numbers(IReadOnlyList<FeedId?> ids) => ids.Select(id => id!.Value.Number);

    private TaskCompletionSource[] Answers(int count)
    {
        var answers = Enumerable.Range(0, count).Select(_ => new TaskCompletionSource()).ToArray();
        foreach (var answer in answers) _answers.Enqueue(answer);
        return answers;
    }

    private async Task<IReadOnlyList<FeedId?>> AppendAsync(string tenantId, IReadOnlyList<FeedDraft> drafts)
    {
        _appends.Add([.. drafts.Select(d => d.Key)]);
        await _answers.Dequeue().Task;
        return [.. drafts.Select(_ => (FeedId?)new FeedId("e", ++_number))];
    }

    /// <summary>Its timers end when told, and only then.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private readonly Lock _gate = new();
        private readonly List<Action> _timers = [];
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
        private int _made;

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _timers.Add(() => callback(state));
                _made++;
                foreach (var (count, reached) in _waiting)
                    if (count <= _made) reached.TrySetResult();
            }
            return new Timer();
        }

        public void Pass()
        {
            Action[] due;
            lock (_gate)
            {
                due = [.. _timers];
                _timers.Clear();
            }
            foreach (var timer in due) timer();
        }

        /// <summary>Completes when so many timers were made in all.</summary>
        public Task WaitedForAsync(int count)
        {
            lock (_gate)
            {
                if (_made >= count) return Task.CompletedTask;
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((count, reached));
                return reached.Task;
            }
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
