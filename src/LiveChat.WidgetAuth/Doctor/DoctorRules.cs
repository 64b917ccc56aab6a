using System.Globalization;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>Turns facts into checks. Pure: every failing check has a test that breaks its link.</summary>
internal static class DoctorRules
{
    public static DoctorCheck Script(DoctorFacts facts) => facts.Gateway switch
    {
        null => DoctorCheck.Skip("script", "The gateway could not be asked; that this answer came shows that it runs."),
        { Present: true } => DoctorCheck.Pass("script", $"{facts.Platform}/web-widget.js is served."),
        var gateway => DoctorCheck.Fail("script", "script_missing", gateway.Reason, "Build the platform with Node.js 20, or deploy an image that was."),
    };

    /// <summary>A page on https can't call a platform on http: browsers block it before any server hears of it.</summary>
    public static DoctorCheck Address(DoctorFacts facts)
    {
        var platform = new Uri(facts.Platform);
        if (platform.Scheme == "https" || facts.Site is null or { Address.Scheme: "http" } || IsLoopback(platform))
            return DoctorCheck.Pass("address", $"The platform answers at {facts.Platform}.");
        return DoctorCheck.Fail("address", "mixed_content", $"Your page is on https, the platform at {facts.Platform} is not.",
            "Serve the platform by https: browsers block http from a secure page.");
    }

    public static DoctorCheck Site(DoctorFacts facts) => facts.Site switch
    {
        null => DoctorCheck.Skip("site", "No page was named: with the address of your page it is looked at too."),
        { Code: null } page => DoctorCheck.Pass("site", page.Detail),
        var page => DoctorCheck.Fail("site", page.Code!, page.Detail, "Give the address of a public page of your site that opens in a browser."),
    };

    public static DoctorCheck Snippet(DoctorFacts facts)
    {
        if (Unread(facts, "snippet") is { } skipped)
            return skipped;
        var snippet = facts.Snippet!;
        if (!snippet.Found)
        {
            return snippet.ByOthers
                ? DoctorCheck.Warn("snippet", "snippet_not_in_html", "The page's HTML does not name web-widget.js; a script of the page may add it.",
                    "If the chat does not show, paste the snippet from the dashboard's Site page before </body>, or open the doctor's link on your page.")
                : DoctorCheck.Fail("snippet", "snippet_missing", "The page's HTML does not name web-widget.js.",
                    "Paste the snippet from the dashboard's Site page before </body> and publish the page.");
        }
        if (snippet.TenantIds.Count > 0 && !snippet.TenantIds.Contains(facts.Tenant.TenantId))
        {
            return DoctorCheck.Fail("snippet", "tenant_mismatch", $"The snippet names the tenant '{snippet.TenantIds[0]}'.",
                $"Use the snippet of this tenant: tenantId must be '{facts.Tenant.TenantId}'.");
        }
        var other = snippet.ApiUrls.Concat(snippet.ScriptOrigins).Select(OriginOf).OfType<string>().FirstOrDefault(origin => origin != facts.Platform);
        return other is null
            ? DoctorCheck.Pass("snippet", "The page loads the widget of this tenant from here.")
            : DoctorCheck.Warn("snippet", "other_address", $"The snippet calls {other}, you are looking at {facts.Platform}.",
                "If that is not another name of this platform, paste the snippet again.");
    }

    public static DoctorCheck Csp(DoctorFacts facts)
    {
        if (Unread(facts, "csp") is { } skipped)
            return skipped;
        var page = facts.Site!;
        if (page.Policies.Count == 0)
            return DoctorCheck.Pass("csp", "The page has no Content-Security-Policy.");
        var missing = ContentPolicyRules.Missing(page.Policies, facts.Platform, page.Origin);
        return missing.Count == 0
            ? DoctorCheck.Pass("csp", "The page's policy lets the widget load and call the platform.")
            : DoctorCheck.Fail("csp", "csp_blocked", $"The page's policy does not admit {facts.Platform} in {string.Join(" and ", missing)}.",
                $"Add to the page's policy: {string.Join(" ", missing.Select(name => $"{name} 'self' {facts.Platform};"))}");
    }

    /// <summary>The platform itself admits every preflight, so what remains is what the page or a proxy does.</summary>
    public static DoctorCheck Cors(DoctorFacts facts) => facts.Site is null
        ? DoctorCheck.Pass("cors", "The platform admits every preflight of a widget; only a browser sees what stands in between: open the doctor's link on your page.")
        : DoctorCheck.Pass("cors", "The platform admits every preflight of a widget.");

    public static DoctorCheck Domain(DoctorFacts facts)
    {
        var list = DomainAllowlist.Of(facts.Tenant);
        if (facts.Site is { } page)
        {
            var decision = list.Decide(page.Origin, null);
            if (!decision.Admitted)
            {
                return DoctorCheck.Fail("domain", "domain_not_authorized",
                    decision.NearestAllowed is { } near ? $"Your page is {page.Origin}; the list has {near}." : $"The list does not have {page.Origin}.",
                    $"Add {page.Address.IdnHost} under allowed domains.");
            }
            return decision.Listed ? DoctorCheck.Pass("domain", $"{page.Origin} is on the list.") : Everybody();
        }
        if (facts.Refusals is { Requests: > 0, LastOrigin: { } origin } && !list.Decide(origin, null).Admitted)
        {
            return DoctorCheck.Warn("domain", "domain_not_authorized",
                $"{origin} was turned away ({facts.Refusals.Requests} requests so far), last within a day.", $"If it is a site of yours, add {origin} under allowed domains.");
        }
        return facts.Tenant.AllowedDomains.Count == 0 ? Everybody() : DoctorCheck.Pass("domain", $"{facts.Tenant.AllowedDomains.Count} domains are listed.");

        static DoctorCheck Everybody() => DoctorCheck.Warn("domain", "allowlist_empty", "No domain is listed: every site may use the widget's token.",
            "List your site's domains, so that nobody else can spend your quota.");
    }

    public static DoctorCheck Token(DoctorFacts facts)
    {
        if (facts.PageToken is { } found)
        {
            if (found.IsValid && found.Token!.TenantId == facts.Tenant.TenantId)
                return DoctorCheck.Pass("token", "The token on the page is valid.");
            var code = found.IsValid ? AccessCodes.TenantMismatch : found.Code!;
            // An expired token is renewed by the widget itself from a listed domain.
            return code == AccessCodes.TokenExpired && facts.Tenant.AllowedDomains.Count > 0
                ? DoctorCheck.Warn("token", code, "The token on the page has expired; the widget renews it from listed domains for a while.", "Paste a fresh snippet from the dashboard's Site page.")
                : DoctorCheck.Fail("token", code, "The token on the page is refused.", "Make a new token on the dashboard's Site page and paste its snippet.");
        }
        var tokens = facts.Tokens;
        if (tokens.Active == 0)
        {
            return DoctorCheck.Fail("token", tokens.Expired > 0 ? AccessCodes.TokenExpired : tokens.Revoked > 0 ? AccessCodes.TokenRevoked : AccessCodes.TokenMissing,
                "There is no valid widget token.", "Make a new token on the dashboard's Site page and paste its snippet.");
        }
        return tokens.EndsNext is { } end && end - facts.Now < TimeSpan.FromDays(3) && facts.Tenant.AllowedDomains.Count == 0
            ? DoctorCheck.Warn("token", "token_expires_soon", $"The longest-lived token expires at {Time(end)}.", "List your domains, so that the widget renews it, or make a new token.")
            : DoctorCheck.Pass("token", tokens.Active == 1 ? "1 widget token is valid." : $"{tokens.Active} widget tokens are valid.");
    }

    public static DoctorCheck Limits(DoctorFacts facts)
    {
        if (facts.Chat is not { } chat)
            return Unasked("limits", "chat");
        var limits = facts.Tenant.Limits;
        foreach (var (name, used, limit) in ((string, long, long?)[])[("conversations", chat.Conversations, limits.ConversationsPerMonth), ("AI replies", chat.Replies, limits.AiRepliesPerMonth)])
        {
            if (limit is { } most && used >= most)
            {
                return DoctorCheck.Fail("limits", "usage_limit_reached", $"{used} of {most} {name} are used this month.",
                    "Ask the platform's operator to raise the limit; until then new conversations are " + (limits.AtLimit switch
                    {
                        "people" => "handed to people.",
                        "fallback" => "answered with a fallback text.",
                        _ => "refused.",
                    }));
            }
            if (limit is > 0 && used >= limit * 0.8)
                return DoctorCheck.Warn("limits", "usage_near_limit", $"{used} of {limit} {name} are used this month.", "Ask the platform's operator to raise the limit in time.");
        }
        return limits.MessagesPerMinutePerSession is < 3 || limits.MessagesPerMinutePerAddress is < 3 || limits.NewConversationsPerHourPerAddress is < 1
            ? DoctorCheck.Warn("limits", "rate_limited", "A rate limit is so low that ordinary visitors meet it.", "Ask the platform's operator to raise it.")
            : DoctorCheck.Pass("limits", $"{chat.Conversations} conversations and {chat.Replies} AI replies this month.");
    }

    public static DoctorCheck Assistant(DoctorFacts facts) => facts.Assistants switch
    {
        null => Unasked("assistant", "assistant routing"),
        { PeopleOnly: true } => DoctorCheck.Pass("assistant", "People answer; no assistant is wanted."),
        { DefaultAssistant: { } name } => DoctorCheck.Pass("assistant", $"'{name}' is the default assistant."),
        { HasActiveRules: true } => DoctorCheck.Warn("assistant", "no_default_assistant", "Routing rules answer what they match; there is no default assistant for the rest.",
            "Set a default assistant under Assistants."),
        _ => DoctorCheck.Fail("assistant", "assistant_not_configured", "There is neither a default assistant nor an active routing rule.", "Set a default assistant under Assistants."),
    };

    public static DoctorCheck Provider(DoctorFacts facts) => facts.Assistants switch
    {
        null => Unasked("provider", "assistant routing"),
        { PeopleOnly: true } => DoctorCheck.Pass("provider", "None is needed: people answer."),
        { ProviderFault: { } fault } setup => DoctorCheck.Fail("provider", "provider_not_configured", $"{setup.Provider}: {fault}", "Complete the provider's settings and test them under AI provider."),
        { Provider: "builtin", Articles: 0 } => DoctorCheck.Warn("provider", "no_articles", "The built-in assistant answers from articles, and there are none.",
            "Add articles under Knowledge, or connect a provider."),
        var setup => DoctorCheck.Pass("provider", setup.Provider == "builtin" ? $"The built-in assistant has {setup.Articles} articles." : $"{setup.Provider} is set up."),
    };

    public static DoctorCheck Safety(DoctorFacts facts) => facts.Safety switch
    {
        null => Unasked("safety", "safety"),
        { VisitorAction: not ScreeningActions.Allow } safety => DoctorCheck.Fail("safety", "message_stopped",
            $"An ordinary greeting is stopped ({safety.VisitorAction}{Rule(safety.VisitorRule)}).", "Take the phrase out of the list under Safety."),
        { ReviewMode: "all" } => DoctorCheck.Warn("safety", "replies_held", "Every reply waits for a person's approval.", "Watch the review queue, or choose another review mode under Safety."),
        { ReplyAction: ScreeningActions.Hold } safety => DoctorCheck.Warn("safety", "replies_held",
            $"An ordinary reply waits for approval{Rule(safety.ReplyRule)}.", "Watch the review queue, or take the phrase out of the list under Safety."),
        { ReplyAction: not ScreeningActions.Allow } safety => DoctorCheck.Fail("safety", "reply_blocked",
            $"An ordinary reply is stopped ({safety.ReplyAction}{Rule(safety.ReplyRule)}).", "Take the phrase out of the list under Safety."),
        _ => DoctorCheck.Pass("safety", "An ordinary greeting and an ordinary reply pass."),
    };

    public static DoctorCheck Delivery(DoctorFacts facts)
    {
        if (facts.Chat is not { } chat)
            return Unasked("delivery", "chat");
        if (chat.Stuck > 0)
        {
            return DoctorCheck.Fail("delivery", "turns_stuck", $"{chat.Stuck} messages wait for an answer for more than three minutes.",
                "Look at the health of the broker and of the services behind chat (/health/ready).");
        }
        if (chat.LastFailure is { } failure)
        {
            return DoctorCheck.Fail("delivery", failure.Cause ?? failure.Status,
                $"The newest message without an answer: {failure.Cause ?? failure.Status} at {Time(failure.At)}, request {failure.RequestId}.",
                "Look the request up in the dashboard (Why no answer?), which names the step that failed.");
        }
        return DoctorCheck.Pass("delivery", chat.LastAnsweredAt is { } at
            ? $"{chat.Answered} messages were answered in the last 24 hours, the last at {Time(at)}."
            : "Nothing is stuck; no message came in the last 24 hours.");
    }

    private static DoctorCheck? Unread(DoctorFacts facts, string id) => facts.Site switch
    {
        null => DoctorCheck.Skip(id, "No page was named."),
        { Code: not null } => DoctorCheck.Skip(id, "The page could not be read.", "site"),
        _ => null,
    };

    private static DoctorCheck Unasked(string id, string service) => DoctorCheck.Fail(id, "unavailable",
        $"The service '{service}' does not answer.", "Look at its health (/health/ready on its management listener) and start it again.");

    private static string Rule(string? rule) => rule is null ? "" : $", by '{rule}'";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string? OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : null;

    private static bool IsLoopback(Uri address) => address.IsLoopback;
}
