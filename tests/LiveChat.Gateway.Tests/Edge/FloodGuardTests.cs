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

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.2.3.4")]
    [InlineData("172.31.0.1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("fd00::1")]
    public void Count_PrivateAddress_IsExempt(string address)
    {
        for (var i = 0; i < 100; i++)
            Assert.Null(_guard.Count(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("::ffff:203.0.113.9")]
    public void Count_PublicAddress_IsCounted(string address) =>
        Assert.Contains(Enumerable.Range(0, 100), _ => _guard.Count(IPAddress.Parse(address)) is not null);

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
