namespace LiveChat.Chat.Tests.Messages;

public abstract partial class ChatSuite
{
    private static readonly Func<WidgetSettingsView, WidgetSettingsView> s_asking = view => view with
    {
        PreChatForm = new PreChatFormView("optional", "required"),
        Consent = new ConsentDemand(true, new Dictionary<string, string> { ["en"] = "We keep it.", ["de"] = "Wir speichern es." }, "/privacy", "v1"),
        Proactive = [new ProactiveView("p1", "scroll", 40, new Dictionary<string, string> { ["*"] = "Any question?" })],
        Texts = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["hello"] = new Dictionary<string, string> { ["de"] = "Moin" } },
        Features = new WidgetFeaturesView(false, true, false),
    };

    [Fact]
    public async Task Post_WithoutConsentWhereItIsRequired_Is403AndStoresNothing()
    {
        var tenant = Host.Admit(widget: s_asking);
        var visitor = Host.Visitor(tenant, key: s_key);
        var refused = await visitor.SayAsync("Hello!", _ct);
        Assert.Equal((403, "consent_required", "v1", "/privacy"),
            (refused.Status, refused.Text("code"), refused.Text("textVersion"), refused.Text("privacyUrl")));
        Assert.Equal("False", refused.Text("retryable"));
        var no = await visitor.SayAsync("Hello!", _ct, more: new { consent = new { accepted = false } });
        Assert.Equal("consent_required", no.Text("code"));
        Assert.Equal(0, (await Host.Staff(tenant).GetAsync("conversations", _ct))["items"].GetArrayLength());
        Assert.Empty(Host.Feed.Of<MessagePosted>(tenant));
    }

    [Fact]
    public async Task Post_WithConsentOnce_GoesOnWithoutIt()
    {
        var visitor = Host.Visitor(Host.Admit(widget: s_asking), key: s_key);
        var first = await visitor.SayAsync("Hello!", _ct,
            more: new { consent = new { accepted = true, at = DateTimeOffset.UtcNow.AddYears(3), textVersion = "v1" } });
        Assert.Equal((200, "answered"), (first.Status, first.Text("status")));
        var second = await visitor.SayAsync("More", _ct);
        Assert.Equal((200, first.Text("conversationId")), (second.Status, second.Text("conversationId")));
        var given = (await Host.Staff(visitor.Tenant, "viewer").GetAsync($"conversations/{first.Text("conversationId")}", _ct))["consent"];
        Assert.Equal("v1", given.GetProperty("textVersion").GetString());
        // Nobody agrees in the future, whatever a browser's clock says.
        Assert.True(given.GetProperty("at").GetDateTimeOffset() <= DateTimeOffset.UtcNow);
        // Another session of the same browser has agreed to nothing.
        Assert.Equal("consent_required", (await Host.Visitor(visitor.Tenant, "s-2", new string('q', 43)).SayAsync("Hello!", _ct)).Text("code"));
        var bad = await visitor.SayAsync("More", _ct, more: new { consent = new { accepted = true, textVersion = new string('x', 65) } });
        Assert.Equal((400, "invalid_request"), (bad.Status, bad.Text("code")));
    }

    [Fact]
    public async Task Config_TellsFormConsentProactiveAndTexts_InTheVisitorsLanguage()
    {
        var visitor = Host.Visitor(Host.Admit(widget: s_asking));
        var widget = (await visitor.GetAsync("config?locale=de-CH", _ct))["config"].GetProperty("widget");
        Assert.Equal("required", widget.GetProperty("preChatForm").GetProperty("email").GetString());
        var consent = widget.GetProperty("consent");
        Assert.Equal(("Wir speichern es.", "v1", true), (consent.GetProperty("text").GetString(), consent.GetProperty("textVersion").GetString(), consent.GetProperty("required").GetBoolean()));
        var proactive = widget.GetProperty("proactive")[0];
        Assert.Equal(("p1", "scroll", 40, "Any question?"), (proactive.GetProperty("id").GetString(), proactive.GetProperty("trigger").GetString(),
            proactive.GetProperty("value").GetInt32(), proactive.GetProperty("text").GetString()));
        Assert.Equal("Moin", widget.GetProperty("texts").GetProperty("hello").GetString());
        Assert.False(widget.GetProperty("features").GetProperty("rating").GetBoolean());
    }
}
