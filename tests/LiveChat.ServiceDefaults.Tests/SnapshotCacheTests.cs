using System.Net;
using System.Net.Http.Json;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.ServiceDefaults.Tests;

/// <summary>How long another service's facts serve while it is down, and what is said when they no longer do.</summary>
public sealed class SnapshotCacheTests : IDisposable
{
    private readonly Owner _owner = new();
    private readonly SetClock _clock = new();
    private readonly SnapshotCache<Fact> _cache;

    public SnapshotCacheTests() => _cache = new SnapshotCache<Fact>(
        "/facts", fact => fact.Key, fact => fact.Version,
        () => new HttpClient(_owner, disposeHandler: false) { BaseAddress = new Uri("http://owner") }, _clock, NullLogger.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cache.Dispose();
        _owner.Dispose();
    }

    [Fact]
    public async Task OwnerDown_For14Minutes_TheLastSnapshotServes()
    {
        await ReadAndLoseOwnerAsync(new Fact("a", 1, "red"));

        _clock.Advance(TimeSpan.FromMinutes(14));

        Assert.Equal("red", (await _cache.FindAsync("a", Ct))?.Value);
        Assert.Equal("red", _cache.Peek("a")?.Value);
        // What the snapshot does not have does not exist: a made-up id is no reason to say that the platform is down.
        Assert.Null(await _cache.FindAsync("b", Ct));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task OwnerDown_For16Minutes_503(string key)
    {
        await ReadAndLoseOwnerAsync(new Fact("a", 1, "red"));

        _clock.Advance(TimeSpan.FromMinutes(16));

        var refused = await Assert.ThrowsAsync<ProblemException>(async () => await _cache.FindAsync(key, Ct));
        Assert.Equal((503, "unavailable", true), (refused.Problem.Status, refused.Problem.Code, refused.Problem.Retryable));
        Assert.Null(_cache.Peek(key));
    }

    [Fact]
    public async Task OwnerDown_AnEventOfAnother_DoesNotProlongTheSnapshot()
    {
        await ReadAndLoseOwnerAsync(new Fact("a", 1, "red"));
        _clock.Advance(TimeSpan.FromMinutes(14));

        _cache.Apply(new Fact("b", 2, "blue"));
        _clock.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<ProblemException>(async () => await _cache.FindAsync("b", Ct));
    }

    [Fact]
    public async Task OwnerBack_AfterThe503_ServesWhatChangedMeanwhile()
    {
        await ReadAndLoseOwnerAsync(new Fact("a", 1, "red"));
        _clock.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<ProblemException>(async () => await _cache.FindAsync("a", Ct));

        _owner.Facts = [new Fact("a", 2, "green")];
        _owner.Down = false;

        // The next that asks reads for itself; nobody has to wait for the timer.
        Assert.Equal("green", (await _cache.FindAsync("a", Ct))?.Value);
        _owner.Down = true;
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("green", _cache.Peek("a")?.Value);
    }

    [Fact]
    public async Task OwnerNeverThere_503()
    {
        _owner.Down = true;

        var refused = await Assert.ThrowsAsync<ProblemException>(async () => await _cache.FindAsync("a", Ct));

        Assert.Equal((503, "unavailable"), (refused.Problem.Status, refused.Problem.Code));
    }

    [Fact]
    public async Task OwnerUp_FactThatWasJustMade_IsAskedFor()
    {
        await _cache.RefreshAsync(Ct);

        _owner.Facts = [new Fact("a", 1, "red")];

        Assert.Null(_cache.Peek("a"));
        Assert.Equal("red", (await _cache.FindAsync("a", Ct))?.Value);
    }

    [Fact]
    public async Task Snapshot_OfManyPages_IsReadWhole()
    {
        _owner.PageSize = 20;
        _owner.Facts = [.. Enumerable.Range(1, 100).Select(n => new Fact($"f-{n}", n, "red"))];

        await _cache.RefreshAsync(Ct);

        Assert.Equal(100, _cache.Values.Count());
    }

    [Fact]
    public void OlderFact_AfterANewerOne_IsIgnored()
    {
        var told = new List<string>();
        _cache.Changed += fact => told.Add(fact.Value);

        _cache.Apply(new Fact("a", 2, "green"));
        _cache.Apply(new Fact("a", 1, "red"));

        Assert.Equal(["green"], told);
        Assert.Equal(["green"], _cache.Values.Select(fact => fact.Value));
    }

    private async Task ReadAndLoseOwnerAsync(params Fact[] facts)
    {
        _owner.Facts = facts;
        await _cache.RefreshAsync(Ct);
        _owner.Down = true;
    }

    private sealed record Fact(string Key, long Version, string Value);

    /// <summary>The other service: answers as its internal snapshot route does, or not at all.</summary>
    private sealed class Owner : HttpMessageHandler
    {
        public bool Down { get; set; }

        public int PageSize { get; set; } = 500;

        public IReadOnlyList<Fact> Facts { get; set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Down) throw new HttpRequestException("connection refused");
            var since = long.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["since"]!, System.Globalization.CultureInfo.InvariantCulture);
            var after = Facts.Where(fact => fact.Version > since).OrderBy(fact => fact.Version).ToList();
            var page = after.Take(PageSize).ToList();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = JsonContent.Create(
                    new SnapshotPage<Fact>(page, page.Count == 0 ? since : page[^1].Version, page.Count < after.Count), options: JsonDefaults.Options),
            });
        }
    }

    /// <summary>Stands until it is moved; a wait on it is over at once.</summary>
    private sealed class SetClock : TimeProvider
    {
        private TimeSpan _now = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _now += by;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
