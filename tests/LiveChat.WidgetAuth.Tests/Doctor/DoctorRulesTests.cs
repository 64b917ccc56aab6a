using LiveChat.Contracts;
using LiveChat.WidgetAuth.Doctor;
using LiveChat.WidgetAuth.Widget;

namespace LiveChat.WidgetAuth.Tests.Doctor;

/// <summary>What the doctor concludes from what the neighbours say.</summary>
public sealed class DoctorRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DoctorFacts Healthy = new(
        new TenantAccess("shop", 1, "Shop", "active", ["shop.example"], true, false, [], TenantLimits.Default, WidgetSettings.New("Shop").View()),
        "https://chat.example", null, null, null, new TokenFacts(1, 0, 0, Now.AddDays(20)), new RefusalFacts(null, 0), new GatewayFacts(true, ""),
        new ChatFacts(5, 9, 3, 0, Now.AddHours(-1), null), new AssistantSetup("Ada", false, false, 12, "builtin", null),
        new SafetyFacts("off", "allow", null, "allow", null), Now);

    private static readonly Func<DoctorFacts, DoctorCheck>[] Rules =
    [
        DoctorRules.Script, DoctorRules.Address, DoctorRules.Site, DoctorRules.Snippet, DoctorRules.Csp, DoctorRules.Cors, DoctorRules.Domain,
        DoctorRules.Token, DoctorRules.Limits, DoctorRules.Assistant, DoctorRules.Provider, DoctorRules.Safety, DoctorRules.Delivery,
    ];

    [Fact]
    public void Healthy_HasNoFailureAndNoWarning()
    {
        var report = DoctorReport.Of([.. Rules.Select(rule => rule(Healthy))]);
        Assert.Null(report.FirstFailure);
        Assert.StartsWith("No link is broken: visitors", report.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Checks, check => check.Status is DoctorCheck.Warned or DoctorCheck.Failed);
    }

    public static TheoryData<string, string, string> Breaks => new()
    {
        { "gateway", "script", "script_missing" },
        { "http", "address", "mixed_content" },
        { "noToken", "token", "token_missing" },
        { "expired", "token", "token_expired" },
        { "quota", "limits", "usage_limit_reached" },
        { "noAssistant", "assistant", "assistant_not_configured" },
        { "noKey", "provider", "provider_not_configured" },
        { "greeting", "safety", "message_stopped" },
        { "reply", "safety", "reply_blocked" },
        { "stuck", "delivery", "turns_stuck" },
        { "provider", "delivery", "provider_timeout" },
        { "chatDown", "limits", "unavailable" },
        { "routingDown", "assistant", "unavailable" },
        { "safetyDown", "safety", "unavailable" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void BrokenLink_IsTheFirstFailure(string what, string id, string code)
    {
        var report = DoctorReport.Of([.. Rules.Select(rule => rule(Break(what)))]);
        Assert.Equal(id, report.FirstFailure);
        var check = report.Checks.First(c => c.Status == DoctorCheck.Failed);
        Assert.Equal((id, code), (check.Id, check.Code));
        Assert.False(string.IsNullOrWhiteSpace(check.Fix));
        Assert.Contains(check.Fix!, report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_AreNoFailures()
    {
        var facts = Healthy with
        {
            Safety = Healthy.Safety! with { ReviewMode = "all", ReplyAction = "hold" },
            Assistants = new AssistantSetup(null, true, false, 0, "builtin", null),
            Chat = Healthy.Chat! with { Conversations = 85 },
            Tenant = Healthy.Tenant with { Limits = TenantLimits.Default with { ConversationsPerMonth = 100 } },
        };
        var report = DoctorReport.Of([.. Rules.Select(rule => rule(facts))]);
        Assert.Null(report.FirstFailure);
        Assert.Equal(["limits", "assistant", "provider", "safety"], report.Checks.Where(check => check.Status == DoctorCheck.Warned).Select(check => check.Id));
        Assert.Contains("4 things are worth a look", report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void PageThatCouldNotBeRead_LeavesItsLinksUntried()
    {
        var facts = Healthy with { Site = new SitePage(new Uri("https://shop.example/"), "site_timeout", "It did not answer.", "", []) };
        Assert.Equal((DoctorCheck.Failed, "site_timeout"), (DoctorRules.Site(facts).Status, DoctorRules.Site(facts).Code));
        Assert.Equal((DoctorCheck.Skipped, "site"), (DoctorRules.Csp(facts).Status, DoctorRules.Csp(facts).Because));
    }

    private static DoctorFacts Break(string what) => what switch
    {
        "gateway" => Healthy with { Gateway = new GatewayFacts(false, "Node.js was not found.") },
        "http" => Healthy with { Platform = "http://chat.example", Site = new SitePage(new Uri("https://shop.example/"), "site_timeout", "x", "", []) },
        "noToken" => Healthy with { Tokens = new TokenFacts(0, 0, 0, null) },
        "expired" => Healthy with { Tokens = new TokenFacts(0, 2, 1, null) },
        "quota" => Healthy with { Tenant = Healthy.Tenant with { Limits = TenantLimits.Default with { AiRepliesPerMonth = 9 } } },
        "noAssistant" => Healthy with { Assistants = new AssistantSetup(null, false, false, 3, "builtin", null) },
        "noKey" => Healthy with { Assistants = Healthy.Assistants! with { Provider = "openai", ProviderFault = "no key is set." } },
        "greeting" => Healthy with { Safety = Healthy.Safety! with { VisitorAction = "fallback", VisitorRule = "hello" } },
        "reply" => Healthy with { Safety = Healthy.Safety! with { ReplyAction = "end", ReplyRule = "thank you" } },
        "stuck" => Healthy with { Chat = Healthy.Chat! with { Stuck = 2 } },
        "provider" => Healthy with { Chat = Healthy.Chat! with { LastFailure = new FailedTurn("handed_off", "provider_timeout", "request-1", Now) } },
        "chatDown" => Healthy with { Chat = null },
        "routingDown" => Healthy with { Assistants = null },
        _ => Healthy with { Safety = null },
    };
}
