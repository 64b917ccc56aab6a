using System.Net;
using LiveChat.Chat.Usage;

namespace LiveChat.Chat.Tests.Usage;

public sealed class UsageRulesTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Bucket_Address_IsCutToWhatOneCustomerHas(string address, string bucket) =>
        Assert.Equal(bucket, UsageKeys.Bucket(IPAddress.Parse(address)));

    [Theory]
    [InlineData(7, 10, null)]
    [InlineData(8, 10, 80)]
    [InlineData(9, 10, 80)]
    [InlineData(10, 10, 100)]
    [InlineData(11, 10, 100)]
    [InlineData(1, 1, 100)]
    [InlineData(5, null, null)]
    [InlineData(5, 0, null)]
    public void PassedPercent_Count_IsTheHighestMarkReached(long used, int? limit, int? percent) =>
        Assert.Equal(percent, UsageRules.PassedPercent(used, limit));

    [Fact]
    public void Projected_MidMonth_GoesOnAsBefore()
    {
        Assert.Equal(300, UsageRules.Projected(150, new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(300, UsageRules.Projected(10, new DateTimeOffset(2026, 11, 1, 0, 5, 0, TimeSpan.Zero)));
    }
}
