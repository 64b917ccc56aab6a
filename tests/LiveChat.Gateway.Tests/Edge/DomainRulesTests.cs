using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Gateway.Tests.Edge;

public sealed class DomainRulesTests
{
    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("  Shop.EXAMPLE. ", "shop.example")]
    [InlineData("*.shop.example", "*.shop.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("localhost:3000", "localhost:3000")]
    [InlineData("https://shop.example:8443", "https://shop.example:8443")]
    [InlineData("https://shop.example:443/cart?x=1#y", "https://shop.example")]
    [InlineData("HTTP://User:Pass@Shop.example/a", "http://shop.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("БЮРО.example", "xn--90a0af9c.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("shop。example", "shop.example")]
    [InlineData("192.168.1.4:8080", "192.168.1.4:8080")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000")]
    [InlineData("shop.example/path", "shop.example")]
    public void ParseEntry_WhatPeopleWrite_IsUnderstood(string text, string understood) =>
        Assert.Equal(understood, DomainRules.ParseEntry(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.com*")]
    [InlineData("*.localhost")]
    [InlineData("shop.*.example")]
    [InlineData("shop example")]
    [InlineData("shop..example")]
    [InlineData(".shop.example")]
    [InlineData("-shop.example")]
    [InlineData("shop.example..")]
    [InlineData("shop.example。.")]
    [InlineData("shop.example:0")]
    [InlineData("shop.example:99999")]
    [InlineData("shop.example:x")]
    [InlineData("ftp://shop.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("*.192.168.1.4")]
    [InlineData("null\0.example")]
    [InlineData("https://")]
    public void ParseEntry_NoHost_IsRefused(string? text) => Assert.Null(DomainRules.ParseEntry(text));

    [Theory]
    [InlineData("shop.example", "https://shop.example", true)]
    [InlineData("shop.example", "http://shop.example", true)]
    [InlineData("shop.example", "https://SHOP.example", true)]
    [InlineData("shop.example", "https://shop.example.", true)]
    [InlineData("shop.example", "https://shop.example:8443", false)]
    [InlineData("shop.example", "https://www.shop.example", false)]
    [InlineData("shop.example", "https://evilshop.example", false)]
    [InlineData("shop.example", "https://shop.example.evil.example", false)]
    [InlineData("*.shop.example", "https://www.shop.example", true)]
    [InlineData("*.shop.example", "https://a.b.shop.example", true)]
    [InlineData("*.shop.example", "https://shop.example", false)]
    [InlineData("*.shop.example", "https://evilshop.example", false)]
    [InlineData("*.shop.example", "https://.shop.example", false)]
    [InlineData("localhost", "http://localhost:5173", true)]
    [InlineData("localhost", "https://localhost", true)]
    [InlineData("localhost:3000", "http://localhost:3000", true)]
    [InlineData("localhost:3000", "http://localhost:3001", false)]
    [InlineData("https://shop.example:8443", "https://shop.example:8443", true)]
    [InlineData("https://shop.example:8443", "http://shop.example:8443", false)]
    [InlineData("https://shop.example:8443", "https://shop.example", false)]
    [InlineData("https://shop.example", "http://shop.example", false)]
    [InlineData("bücher.example", "https://xn--bcher-kva.example", true)]
    [InlineData("shop.example", "null", false)]
    [InlineData("shop.example", "file://", false)]
    [InlineData("shop.example", "chrome-extension://shop.example", false)]
    [InlineData("shop.example", "https://user@shop.example", false)]
    [InlineData("shop.example", "https://evil.example/https://shop.example", false)]
    [InlineData("shop.example", "https://evil.example\\@shop.example", false)]
    [InlineData("shop.example", "garbage", false)]
    public void Decide_ListedAgainstOrigin(string entry, string origin, bool admitted) =>
        Assert.Equal(admitted, Allowlist(entry).Decide(origin, null).Admitted);

    [Fact]
    public void Decide_NoOriginHeader_TakesTheReferer()
    {
        var list = Allowlist("shop.example");
        Assert.True(list.Decide(null, "https://shop.example/cart?id=1").Admitted);
        Assert.True(list.Decide("", "https://shop.example/").Admitted);
        Assert.False(list.Decide(null, "https://other.example/").Admitted);
        Assert.False(list.Decide("https://other.example", "https://shop.example/").Admitted);
        Assert.Equal("https://other.example", list.Decide(null, "https://other.example/secret/path").Origin);
    }

    [Fact]
    public void Decide_EmptyList_AdmitsEverySiteButRenewsNothing()
    {
        foreach (var origin in (string[])["https://any.example", "null", "file://"])
        {
            var decision = Allowlist().Decide(origin, null);
            Assert.True(decision.Admitted);
            Assert.False(decision.Listed);
        }
    }

    [Fact]
    public void Decide_NeitherHeader_IsAServerCall()
    {
        Assert.True(Allowlist("shop.example").Decide(null, null).Admitted);
        Assert.False(Allowlist("shop.example").Decide(null, null).Listed);
        Assert.False(DomainAllowlist.Of(Tenant([], allowServerCalls: false)).Decide(null, null).Admitted);
    }

    [Theory]
    [InlineData("https://www.shop.example", "shop.example")]
    [InlineData("https://shop.example:8443", "shop.example")]
    [InlineData("https://shap.example", "shop.example")]
    [InlineData("https://blog.other.example", "*.other.example:8080")]
    [InlineData("https://nothing-alike.test", null)]
    [InlineData("null", null)]
    public void Decide_Refused_NamesTheNearest(string origin, string? nearest)
    {
        var decision = Allowlist("shop.example", "*.other.example:8080").Decide(origin, null);
        Assert.False(decision.Admitted);
        Assert.Equal(nearest, decision.NearestAllowed);
    }

    [Fact]
    public void ParseOrigin_AnyText_NeverThrows()
    {
        const string Characters = "htps:/.*[]@#?\\xn-å\0\uD800。0159";
        var random = new Random(7);
        for (var i = 0; i < 100_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Characters[random.Next(Characters.Length)])]);
            DomainRules.ParseOrigin(text);
            DomainRules.ParseOrigin("https://" + text);
            if (DomainRules.ParseEntry(text) is { } entry)
                Assert.Equal(entry, DomainRules.ParseEntry(entry.ToString()));
        }
    }

    private static DomainAllowlist Allowlist(params string[] entries) => DomainAllowlist.Of(Tenant(entries, true));

    private static TenantAccess Tenant(string[] entries, bool allowServerCalls) => new(
        "t", 1, "T", "active", entries, allowServerCalls, false, [], TenantLimits.Default,
        new("T", null, "#000000", "bottom-right", "auto", null, null, null, null, [], null, "en"));
}
