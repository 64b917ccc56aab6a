namespace LiveChat.Gateway.Tests.Edge;

public sealed class GatewayOptionsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("10.0.0.1", 1)]
    [InlineData("10.0.0.0/8, fd00::/8 ,::1", 3)]
    public void TrustedProxies_AddressesAndNetworks_AreUnderstood(string text, int count) =>
        Assert.Equal(count, new GatewayOptions { TrustedProxies = text }.Networks()!.Count);

    [Theory]
    [InlineData("*")]
    [InlineData("10.0.0.0/40")]
    [InlineData("proxy.example")]
    public void TrustedProxies_AnythingElse_IsRefusedAtStart(string text) => Assert.Null(new GatewayOptions { TrustedProxies = text }.Networks());
}
