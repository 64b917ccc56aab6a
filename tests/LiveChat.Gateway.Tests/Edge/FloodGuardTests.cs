using LiveChat.Gateway.Edge;
using Microsoft.Extensions.Options;

namespace LiveChat.Gateway.Tests.Edge;

public sealed class FloodGuardTests
{
    private readonly ManualClock _clock = new();
    private readonly FloodGuard _guard;

    public FloodGuardTests() => _guard = new(Options.Create(new GatewayOptions { RequestsPerSecondPerAddress = 10, BurstPerAddress = 5 }), _clock);

    [Fact]
    public void Count_BeyondTheBurst_WaitsForTheNextCredit()
    {
        var address = IPAddress.Parse("203.0.113.5");
        for (var i = 0; i < 5; i++)
            Assert.Null(_guard.Count(address));
        var wait = _guard.Count(address);
        Assert.Equal(100, wait!.Value.TotalMilliseconds, 1.0);
        _clock.Advance(TimeSpan.FromMilliseconds(101));
        Assert.Null(_guard.Count(address));
        Assert.NotNull(_guard.Count(address));
    }

    [Fact]
    public void Count_OneIpv6Network_IsOneCaller()
    {
        for (var i = 0; i < 5; i++)
            Assert.Null(_guard.Count(IPAddress.Parse($"2001:db8:1:2::{i + 1:x}")));
        Assert.NotNull(_guard.Count(IPAddress.Parse("2001:db8:1:2:ffff::1")));
    }

    [Fact]
    public void Count_Loopback_IsExempt()
    {
        for (var i = 0; i < 1000; i++)
            Assert.Null(_guard.Count(i % 2 == 0 ? IPAddress.Loopback : IPAddress.IPv6Loopback));
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
