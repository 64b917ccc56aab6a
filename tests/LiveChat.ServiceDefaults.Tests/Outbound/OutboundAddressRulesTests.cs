using System.Net;

namespace LiveChat.ServiceDefaults.Tests.Outbound;

public sealed class OutboundAddressRulesTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("::ffff:1.1.1.1")]
    public void Admits_Public_Always(string address)
    {
        Assert.True(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: false));
        Assert.True(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::10.0.0.1")]
    public void Admits_Private_OnlyWhereAllowed(string address)
    {
        Assert.False(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: false));
        Assert.True(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("255.255.255.255")]
    public void Admits_MetadataAndMulticast_Never(string address)
    {
        Assert.False(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: false));
        Assert.False(OutboundAddressRules.Admits(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("https://hooks.example/livechat")]
    [InlineData("https://hooks.example:8443/a?b=c")]
    [InlineData("https://bücher.example/")]
    [InlineData("https://1.1.1.1/")]
    public void Refusal_PublicHttps_IsNull(string address) => Assert.Null(OutboundAddressRules.Refusal(address, allowPrivate: false));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hooks.example")]
    [InlineData("/relative")]
    [InlineData("ftp://hooks.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://hooks.example/")]
    [InlineData("https://user:secret@hooks.example/")]
    [InlineData("https://hooks.example/#x")]
    [InlineData("https://hooks.example/\n")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost./")]
    [InlineData("https://api.localhost/")]
    [InlineData("https://postgres/")]
    [InlineData("https://metadata.google.internal/")]
    public void Refusal_WhatMustNotBeSaved_HasASentence(string? address) =>
        Assert.StartsWith("must ", OutboundAddressRules.Refusal(address, allowPrivate: false));

    [Theory]
    [InlineData("http://localhost:11434/v1")]
    [InlineData("http://127.0.0.1:9000/hook")]
    [InlineData("http://ollama:11434")]
    public void Refusal_PrivateAllowed_IsNull(string address) => Assert.Null(OutboundAddressRules.Refusal(address, allowPrivate: true));
}
