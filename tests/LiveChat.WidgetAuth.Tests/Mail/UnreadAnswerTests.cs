using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Mail;

public sealed class UnreadAnswerTests(WidgetAuthHost host, MailHost mailing)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_IsOneMailWithALinkBack_HoweverOftenItComes()
    {
        var tenant = await mailing.TenantAsync();
        (await mailing.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var e = Event(tenant.Id, "https://shop.example/cart?session=secret#top", "de-CH");
        await PublishAsync(mailing, e);
        var mail = await mailing.Server.NextAsync(e.Email, Ct);
        Assert.Contains("hat Ihnen im Chat geantwortet", mail, StringComparison.Ordinal);
        Assert.Contains("Ann", mail, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/cart#livechat\n", mail.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mail, StringComparison.Ordinal);

        // Again after the first has left, as a broker may bring it; then another, so that its turn was over.
        await PublishAsync(mailing, e);
        var next = Event(tenant.Id, null, "en") with { Email = e.Email };
        await PublishAsync(mailing, next);
        Assert.Contains("answered you in the chat", await mailing.Server.NextAsync(e.Email, Ct), StringComparison.Ordinal);
        var db = mailing.Services.GetRequiredKeyedService<ServiceDatabase>(WidgetAuthModule.Name);
        Assert.Equal(2, await db.FirstAsync(
            new Sql("select count(*) from visitor_mail where tenant_id = @tenant").With("tenant", tenant.Id), r => r.GetInt64(0), Ct));
    }

    [Fact]
    public async Task Event_WithoutMail_OrOfASleepingTenant_WritesNone()
    {
        foreach (var platform in (WidgetAuthHost[])[host, mailing])
        {
            var tenant = await platform.TenantAsync();
            if (platform == mailing)
                (await platform.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey, new { status = "suspended" })).Must(HttpStatusCode.OK);
            var consumer = ActivatorUtilities.CreateInstance<MailUnreadAnswerConsumer>(
                platform.Services, platform.Services.GetRequiredKeyedService<ServiceDatabase>(WidgetAuthModule.Name));
            await consumer.MailAsync(Event(tenant.Id, null, "en"), Ct);
            var db = platform.Services.GetRequiredKeyedService<ServiceDatabase>(WidgetAuthModule.Name);
            Assert.Equal(0, await db.FirstAsync(
                new Sql("select count(*) from visitor_mail where tenant_id = @tenant").With("tenant", tenant.Id), r => r.GetInt64(0), Ct));
        }
    }

    [Theory]
    [InlineData("https://shop.example/a/b?x=1#y", "https://shop.example/a/b#livechat")]
    [InlineData("https://evil.example/shop.example", null)]
    [InlineData("https://shop.example@evil.example/", null)]
    [InlineData("https://shop.example:444/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/cart", null)]
    [InlineData(null, null)]
    public void LinkBack_OnlyToListedSites(string? page, string? link) => Assert.Equal(link, MailRules.LinkBack(page, Sites("shop.example")));

    [Fact]
    public void LinkBack_WithoutAList_LeadsNowhere() => Assert.Null(MailRules.LinkBack("https://shop.example/", Sites()));

    [Theory]
    [InlineData("en-GB", "answered you in the chat")]
    [InlineData("de", "im Chat geantwortet")]
    [InlineData("fr-CA", "vous a répondu dans le chat")]
    [InlineData("es", "ha respondido en el chat")]
    [InlineData("ja", "チャットで返信しました")]
    [InlineData("ar", "في المحادثة")]
    [InlineData("pl", "answered you in the chat")]
    public void Letter_IsInTheWidgetsLanguages(string locale, string sentence)
    {
        var letter = VisitorLetters.UnreadAnswer("ann@mail.example", locale, "Loom", "Ann", "https://shop.example/#livechat", "help@shop.example");
        Assert.Contains(sentence, letter.Body, StringComparison.Ordinal);
        Assert.Contains("\nhttps://shop.example/#livechat\n", letter.Body, StringComparison.Ordinal);
        Assert.Contains("help@shop.example", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Loom", letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("{", letter.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann@mail.example", true)]
    [InlineData("Ann <ann@mail.example>", false)]
    [InlineData("ann@mail.example, bob@mail.example", false)]
    [InlineData("team: ann@mail.example;", false)]
    [InlineData("ann@mail.example\r\nBcc: bob@mail.example", false)]
    public void IsAddress_OnePlainAddress(string text, bool expected) => Assert.Equal(expected, MailRules.IsAddress(text));

    [Fact]
    public void Letter_NamesOfSeveralLines_StayOnOne()
    {
        var letter = VisitorLetters.UnreadAnswer("ann@mail.example", "xx", "Loom\r\nBcc: x", "An\nn", null, "help@shop.example");
        Assert.Equal("Loom Bcc: x answered you", letter.Subject);
        Assert.StartsWith("An n of Loom Bcc: x answered you in the chat.\n", letter.Body, StringComparison.Ordinal);
        Assert.Contains("help@shop.example", letter.Body, StringComparison.Ordinal);
    }

    private static DomainAllowlist Sites(params string[] domains) => DomainAllowlist.Of(new TenantAccess(
        "t", 1, "T", "active", domains, true, false, [], TenantLimits.Default,
        new WidgetSettingsView("T", null, "#000000", "bottom-right", "auto", null, null, null, null, [], null, "en")));

    private static AnswerUnread Event(string tenant, string? page, string locale) => new(
        Guid.CreateVersion7(), tenant, "request-0001", Guid.CreateVersion7(), $"ann{Guid.NewGuid():N}@mail.example", locale, "Ann", page);

    private static Task PublishAsync(WidgetAuthHost platform, AnswerUnread e) =>
        platform.Services.GetRequiredService<IEventBus>().PublishAsync(e, Guid.NewGuid(), e.RequestId, Ct);
}
