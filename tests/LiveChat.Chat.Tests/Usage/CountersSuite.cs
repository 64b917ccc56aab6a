using LiveChat.Chat.Usage;
using StackExchange.Redis;

namespace LiveChat.Chat.Tests.Usage;

/// <summary>What both counters promise; one class per twin runs all of it.</summary>
public abstract class CountersSuite
{
    private static readonly TenantLimits s_unlimited = new(null, null, null, null, null, null, "refuse");

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly string _tenant = "t-" + Guid.NewGuid().ToString("N")[..12];
    private readonly MonthFigures _none = new(0, 0);

    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    internal abstract IUsageCounters Counters { get; }

    [Fact]
    public async Task Count_LostMonth_AsksForASeedAndCountsNothing()
    {
        var request = Request(s_unlimited with { MessagesPerMinutePerSession = 1 });
        Assert.Equal(UsageVerdict.SeedNeeded, (await Counters.CountMessageAsync(request, null, _ct)).Verdict);
        Assert.Null(await Counters.ReadAsync(_tenant, _now, _ct));
        var seeded = await Counters.CountMessageAsync(request, new MonthFigures(41, 7), _ct);
        Assert.Equal((UsageVerdict.Admitted, new MonthFigures(42, 7)), (seeded.Verdict, seeded.Month));
        Assert.Equal(new MonthFigures(42, 7), await Counters.ReadAsync(_tenant, _now, _ct));
    }

    [Fact]
    public async Task Count_Session_RefusesBeyondTheLimitAndCountsEveryAttempt()
    {
        var limits = s_unlimited with { MessagesPerMinutePerSession = 2, MessagesPerMinutePerAddress = 3 };
        Assert.Equal([UsageVerdict.Admitted, UsageVerdict.Admitted, UsageVerdict.SessionLimited], await VerdictsAsync(3, Request(limits)));
        Assert.Equal([UsageVerdict.AddressLimited], await VerdictsAsync(1, Request(limits) with { Session = "other" }));
        var refused = await Counters.CountMessageAsync(Request(limits), _none, _ct);
        Assert.Equal((2, true), (refused.Limit, refused.ResetsIn > TimeSpan.Zero && refused.ResetsIn <= TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Count_NewConversations_AreLimitedByAddressAndKnownOnesAreNot()
    {
        var limits = s_unlimited with { NewConversationsPerHourPerAddress = 2 };
        var first = await Counters.CountMessageAsync(Request(limits, "a"), _none, _ct);
        Assert.True(first is { Reserved: true, Counted: true });
        Assert.False((await Counters.CountMessageAsync(Request(limits, "a"), _none, _ct)).Reserved);
        Assert.True((await Counters.CountMessageAsync(Request(limits, "b"), _none, _ct)).Reserved);
        var third = await Counters.CountMessageAsync(Request(limits, "c"), _none, _ct);
        Assert.Equal(UsageVerdict.NewConversationsLimited, third.Verdict);
        Assert.True(third.ResetsIn > TimeSpan.FromMinutes(59));
        Assert.Equal(UsageVerdict.Admitted, (await Counters.CountMessageAsync(Request(limits, "c") with { Address = "10.0.0.2" }, _none, _ct)).Verdict);
        Assert.Equal(UsageVerdict.Admitted, (await Counters.CountMessageAsync(Request(limits, null), _none, _ct)).Verdict);
    }

    [Fact]
    public async Task Count_Month_RefusesNewOnesOnlyAndGivesBack()
    {
        var limits = s_unlimited with { ConversationsPerMonth = 1 };
        var first = await Counters.CountMessageAsync(Request(limits, "a"), _none, _ct);
        Assert.Equal(UsageVerdict.ConversationsUsedUp, (await Counters.CountMessageAsync(Request(limits, "b"), _none, _ct)).Verdict);
        Assert.Equal(UsageVerdict.Admitted, (await Counters.CountMessageAsync(Request(limits, "a"), _none, _ct)).Verdict);
        await Counters.GiveBackAsync(Request(limits, "a"), first, false, _ct);
        Assert.Equal(_none, await Counters.ReadAsync(_tenant, _now, _ct));
        Assert.True((await Counters.CountMessageAsync(Request(limits, "b"), _none, _ct)).Reserved);
        Assert.Equal(UsageVerdict.ConversationsUsedUp, (await Counters.CountMessageAsync(Request(limits, "a"), _none, _ct)).Verdict);
    }

    [Fact]
    public async Task Count_SessionWithoutKey_CountsOnce()
    {
        var counted = new List<bool>();
        foreach (var key in (string[])["a", "b", "c"])
            counted.Add((await Counters.CountMessageAsync(Request(s_unlimited, key) with { CountsOnce = true }, _none, _ct)).Counted);
        counted.Add((await Counters.CountMessageAsync(Request(s_unlimited, "d") with { CountsOnce = true, Address = "10.0.0.2" }, _none, _ct)).Counted);
        Assert.Equal([true, false, false, true], counted);
    }

    [Fact]
    public async Task Count_Replies_LimitNewConversations()
    {
        Assert.Null(await Counters.CountReplyAsync(_tenant, _now, null, _ct));
        Assert.Equal(new MonthFigures(3, 5), await Counters.CountReplyAsync(_tenant, _now, new MonthFigures(3, 5), _ct));
        Assert.Equal(new MonthFigures(3, 6), await Counters.CountReplyAsync(_tenant, _now, null, _ct));
        Assert.Equal(UsageVerdict.RepliesUsedUp, (await Counters.CountMessageAsync(Request(s_unlimited with { AiRepliesPerMonth = 6 }), null, _ct)).Verdict);
    }

    [Fact]
    public async Task Count_Tenant_IsLimitedFromAllAddressesTogether()
    {
        var limits = s_unlimited with { RequestsPerMinute = 2 };
        foreach (var address in (string[])["10.0.0.1", "10.0.0.2"])
            Assert.Equal(UsageVerdict.Admitted, (await Counters.CountMessageAsync(Request(limits) with { Address = address }, _none, _ct)).Verdict);
        var refused = await Counters.CountMessageAsync(Request(limits) with { Address = "10.0.0.3", Session = "z" }, _none, _ct);
        Assert.Equal((UsageVerdict.TenantLimited, 2, 3), (refused.Verdict, refused.Limit, refused.Used));
    }

    [Fact]
    public async Task Raise_LiftsOrSets_AndNeverLowers()
    {
        await Counters.RaiseAsync(_tenant, _now, new MonthFigures(5, 2), _ct);
        Assert.Equal(new MonthFigures(5, 2), await Counters.ReadAsync(_tenant, _now, _ct));
        await Counters.RaiseAsync(_tenant, _now, new MonthFigures(3, 9), _ct);
        await Counters.RaiseAsync(_tenant, _now, new MonthFigures(3, 9), _ct);
        Assert.Equal(new MonthFigures(5, 9), await Counters.ReadAsync(_tenant, _now, _ct));
        Assert.Equal(6, (await Counters.CountMessageAsync(Request(s_unlimited), null, _ct)).Month.Conversations);
    }

    [Fact]
    public async Task Count_NextMonth_BeginsAtItsOwnSeed()
    {
        await Counters.CountMessageAsync(Request(s_unlimited, "a"), new MonthFigures(9, 9), _ct);
        _now = UsageKeys.MonthStart(_now).AddMonths(1).AddHours(1);
        Assert.Equal(UsageVerdict.SeedNeeded, (await Counters.CountMessageAsync(Request(s_unlimited, "b"), null, _ct)).Verdict);
    }

    [Fact]
    public async Task Count_ManyAtOnce_NeverAdmitsMoreThanTheLimit()
    {
        var limits = s_unlimited with { ConversationsPerMonth = 10 };
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Counters.CountMessageAsync(Request(limits, $"k{i}"), _none, _ct).AsTask(), _ct)));
        Assert.Equal(10, all.Count(d => d.Verdict == UsageVerdict.Admitted));
    }

    private UsageRequest Request(TenantLimits limits, string? conversation = "k") =>
        new(_tenant, "s", "10.0.0.1", conversation, false, true, limits, _now);

    private async Task<List<UsageVerdict>> VerdictsAsync(int times, UsageRequest request)
    {
        var verdicts = new List<UsageVerdict>();
        for (var i = 0; i < times; i++) verdicts.Add((await Counters.CountMessageAsync(request, _none, _ct)).Verdict);
        return verdicts;
    }
}

public sealed class MemoryUsageCountersTests : CountersSuite
{
    internal override IUsageCounters Counters { get; } = new MemoryUsageCounters();

    [Fact]
    public async Task Count_AfterTheWindow_AdmitsAgain()
    {
        var limits = new TenantLimits(null, null, 1, null, null, null, "refuse");
        var request = new UsageRequest("t", "s", "a", "k", false, true, limits, DateTimeOffset.UtcNow);
        var ct = TestContext.Current.CancellationToken;
        await Counters.CountMessageAsync(request, new MonthFigures(0, 0), ct);
        Assert.Equal(UsageVerdict.SessionLimited, (await Counters.CountMessageAsync(request, null, ct)).Verdict);
        Assert.Equal(UsageVerdict.Admitted, (await Counters.CountMessageAsync(request with { Now = request.Now.AddSeconds(61) }, null, ct)).Verdict);
    }
}

public sealed class RedisUsageCountersTests(ServersFixture fixture) : CountersSuite, IAsyncLifetime
{
    private ConnectionMultiplexer _redis = null!;

    internal override IUsageCounters Counters => new RedisUsageCounters(_redis);

    public async ValueTask InitializeAsync() => _redis = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
