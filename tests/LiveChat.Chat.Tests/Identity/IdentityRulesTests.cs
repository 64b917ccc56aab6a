using LiveChat.Chat.Identity;

namespace LiveChat.Chat.Tests.Identity;

public sealed class IdentityRulesTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void Check_GenuineToken_NamesThePerson()
    {
        var (identity, refusal) = Check(
            """{"sub":"u-1","aud":"shop","exp":1800000600,"email":"ann@example.com","name":"Ann","attributes":{"plan":"pro","seats":3}}""");
        Assert.Null(refusal);
        Assert.Equal(("u-1", "Ann", "ann@example.com"), (identity!.Subject, identity.Fields.Name, identity.Fields.Email));
        Assert.Equal("3", identity.Fields.Attributes!["seats"]);
    }

    [Fact]
    public void Check_EitherLiveSecret_Fits()
    {
        var token = IdentityTokens.Sign("""{"sub":"u","aud":["x","shop"],"exp":1800000600}""", "second");
        Assert.NotNull(IdentityRules.Check(token, "shop", ["first", "second"], s_now).Identity);
        Assert.Null(IdentityRules.Check(token, "shop", ["first"], s_now).Identity);
        Assert.Contains("no identity secret", IdentityRules.Check(token, "shop", [], s_now).Refusal);
    }

    [Theory]
    [InlineData(-299, true)]
    [InlineData(-300, false)]
    [InlineData(86_400 + 300, true)]
    [InlineData(86_400 + 301, false)]
    public void Check_Expiry_HasFiveMinutesLeewayBothWays(int seconds, bool valid) => Assert.Equal(
        valid, Check($$"""{"sub":"u","aud":"shop","exp":{{1_800_000_000 + seconds}}}""").Identity is not null);

    [Theory]
    [InlineData("""{"sub":"u","aud":"shop"}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":"1800000600"}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1e300}""")]
    [InlineData("""{"sub":"u","aud":"other","exp":1800000600}""")]
    [InlineData("""{"sub":"u","exp":1800000600}""")]
    [InlineData("""{"sub":"u","aud":["shopp"],"exp":1800000600}""")]
    [InlineData("""{"aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":7,"aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":"  ","aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":"a\u0000b","aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":"\ud800","aud":"shop","exp":1800000600}""")]
    [InlineData("""{"\ud800":"u","sub":"u","aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"attributes":{"\ud800":"x"}}""")]
    [InlineData("""{"sub":"u","sub":"admin","aud":"shop","exp":1800000600}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"nbf":1800000301}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"iat":1800000301}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"email":"no address"}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"attributes":{"deep":{"er":1}}}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"attributes":[1]}""")]
    [InlineData("""{"sub":"u","aud":"shop","exp":1800000600,"attributes":{"x":"\ud800"}}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void Check_SignedButWrong_IsRefusedWithASentence(string payload)
    {
        var (identity, refusal) = Check(payload);
        Assert.Null(identity);
        Assert.EndsWith(".", refusal);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"alg":"\ud800"}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""")]
    public void Check_AnotherAlgorithm_IsRefused(string header) => Assert.Null(IdentityRules.Check(
        IdentityTokens.Sign("""{"sub":"u","aud":"shop","exp":1800000600}""", header: header), "shop", [IdentityTokens.Secret], s_now).Identity);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("...")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9..")]
    [InlineData("ü.ü.ü")]
    public void Check_NoJwt_IsRefused(string token) => Assert.Null(IdentityRules.Check(token, "shop", [IdentityTokens.Secret], s_now).Identity);

    [Fact]
    public void Check_ChangedPayload_IsRefused()
    {
        var parts = IdentityTokens.Sign("""{"sub":"u","aud":"shop","exp":1800000600}""").Split('.');
        var other = IdentityTokens.Sign("""{"sub":"v","aud":"shop","exp":1800000600}""", "another").Split('.');
        Assert.Null(IdentityRules.Check($"{parts[0]}.{other[1]}.{parts[2]}", "shop", [IdentityTokens.Secret], s_now).Identity);
    }

    private static (VisitorIdentity? Identity, string? Refusal) Check(string payload) =>
        IdentityRules.Check(IdentityTokens.Sign(payload), "shop", [IdentityTokens.Secret], s_now);
}
