using LiveChat.WidgetAuth.Doctor;

namespace LiveChat.WidgetAuth.Tests.Doctor;

public sealed class ContentPolicyRulesTests
{
    private const string Platform = "https://chat.example";
    private const string Page = "https://shop.example";

    [Theory]
    [InlineData("default-src 'self'", "script-src,connect-src")]
    [InlineData("default-src 'self' https://chat.example", "")]
    [InlineData("script-src https://chat.example; connect-src 'self'", "connect-src")]
    [InlineData("script-src 'self'; connect-src *", "script-src")]
    [InlineData("script-src https:; connect-src https:", "")]
    [InlineData("script-src *.example; connect-src chat.example:443", "")]
    [InlineData("script-src http://chat.example; connect-src https://chat.example:8443", "connect-src")]
    [InlineData("script-src 'nonce-abc' 'strict-dynamic'; connect-src https://chat.example/", "")]
    [InlineData("script-src-elem 'self'; script-src https://chat.example; connect-src https://chat.example", "script-src")]
    [InlineData("script-src https://chat.example/one.js; connect-src https://chat.example", "script-src")]
    [InlineData("img-src 'self'", "")]
    [InlineData("SCRIPT-SRC 'none'; script-src *; connect-src *", "script-src")]
    [InlineData("; ;;", "")]
    public void Missing_NamesWhatKeepsTheWidgetOut(string policy, string missing) =>
        Assert.Equal(missing, string.Join(',', ContentPolicyRules.Missing([policy], Platform, Page)));

    [Fact]
    public void Missing_OfTwoPoliciesBothMustAdmit() =>
        Assert.Equal(["connect-src"], ContentPolicyRules.Missing(["default-src *", "connect-src 'self'"], Platform, Page));

    [Fact]
    public void Missing_SelfIsThePage() => Assert.Empty(ContentPolicyRules.Missing(["default-src 'self'"], Page, Page));

    [Theory]
    [InlineData("""<meta http-equiv="Content-Security-Policy" content="default-src 'self'">""", "default-src 'self'")]
    [InlineData("""<META CONTENT='x' name=y><meta content='connect-src &quot;' HTTP-EQUIV='content-security-policy'>""", "connect-src \"")]
    public void InMeta_ReadsThePagesOwnPolicy(string html, string policy) => Assert.Equal([policy], ContentPolicyRules.InMeta(html));

    [Fact]
    public void HostilePages_AreReadInTime()
    {
        var html = string.Concat(Enumerable.Repeat("<meta http-equiv=\"Content-Security-Policy\" content=\"", 20_000));
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            _ = ContentPolicyRules.InMeta(html).Count();
            _ = SnippetRules.Read(string.Concat(Enumerable.Repeat("<script token:'", 50_000)));
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            // Given up in time is in time.
        }
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("""<script src="https://chat.example/web-widget.js"></script><script>ChatWidget.renderWebWidget({ tenantId: 'a-shop', token: "Bearer ey.J.x" })</script>""")]
    [InlineData("""<script async src="https://chat.example/web-widget.classic.js" data-tenant-id="a-shop" data-token="ey.J.x" data-api-url="https://chat.example"></script>""")]
    public void Snippet_IsFoundInItsForms(string html)
    {
        var snippet = SnippetRules.Read(html);
        Assert.True(snippet.Found);
        Assert.Equal(("a-shop", "ey.J.x", "https://chat.example"), (snippet.TenantIds[0], snippet.Tokens[0], snippet.ScriptOrigins[0]));
    }

    [Fact]
    public void Snippet_OfATagManager_MayComeLater()
    {
        var snippet = SnippetRules.Read("""<script async src="https://www.googletagmanager.com/gtm.js?id=GTM-X"></script>""");
        Assert.Equal((false, true), (snippet.Found, snippet.ByOthers));
        Assert.False(SnippetRules.Read("<h1>Shop</h1>").ByOthers);
    }
}
