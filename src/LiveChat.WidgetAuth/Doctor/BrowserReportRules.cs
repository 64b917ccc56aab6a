using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>Checks a browser's report, and decides what it is told. Pure.</summary>
internal static class BrowserReportRules
{
    private const int MaxChecks = 30;
    private static readonly string[] Statuses = [DoctorCheck.Passed, DoctorCheck.Warned, DoctorCheck.Failed, DoctorCheck.Skipped];

    public static (string? Page, string? Browser, IReadOnlyList<WidgetDoctorEndpoints.BrowserCheck> Seen) Check(WidgetDoctorEndpoints.BrowserReport? body)
    {
        var input = new InputRules();
        var page = input.OptionalText(body?.Page, "page", 300);
        var browser = input.OptionalText(body?.Browser, "browser", 300);
        var checks = body?.Checks ?? [];
        if (checks.Count > MaxChecks)
            input.Error("checks", $"must be at most {MaxChecks}");
        foreach (var check in checks.Take(MaxChecks))
        {
            if (check is null || !DoctorChain.Knows(check.Id) || !Statuses.Contains(check.Status)
                || check.Code?.Length > 64 || check.Code?.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') == false)
                input.Error("checks", "must be objects {id, status, code} of the doctor's own ids, statuses and codes");
        }
        input.ThrowIfAny();
        return (page, browser, [.. checks.OfType<WidgetDoctorEndpoints.BrowserCheck>()]);
    }

    /// <summary>That this answer was reached shows that token, address and CORS are in order; no evidence, no settings.</summary>
    public static DoctorReport ForAnybody(GatewayFacts? gateway, DomainDecision domain)
    {
        var report = DoctorReport.Of(
        [
            .. DoctorChain.Public.Select(id => id switch
            {
                "script" when gateway is { Present: false } => DoctorCheck.Fail(id, "script_missing", "", "Ask the platform's operator to build the widget's files."),
                "domain" when !domain.Admitted => DoctorCheck.Fail(id, "domain_not_authorized", "", "Add the page's domain in the dashboard."),
                _ => DoctorCheck.Pass(id, ""),
            } with { Evidence = null }),
        ]);
        return report.FirstFailure is not null ? report : report with
        {
            Verdict = "Script, address, CORS, token and domain are in order; the rest is told with a doctor link from the dashboard.",
        };
    }

    /// <summary>A browser that met a failure knows better than a server that met none.</summary>
    public static IReadOnlyList<DoctorCheck> Merge(IReadOnlyList<WidgetDoctorEndpoints.BrowserCheck> seen, IReadOnlyList<DoctorCheck> found) =>
    [
        .. found.Select(check => seen.FirstOrDefault(other => other.Id == check.Id) is { Status: DoctorCheck.Failed } met && check.Status != DoctorCheck.Failed
            ? check with { Status = DoctorCheck.Failed, Code = met.Code, Evidence = "The visitor's browser met this on the page.", Fix = check.Fix ?? "Look at the panel on the page, which names the cause." }
            : check),
    ];
}
