namespace LiveChat.WidgetAuth.Doctor;

/// <summary>One link of the chain from a page to an answer (contract.md, <c>POST doctor</c>).</summary>
/// <param name="Id">Stable; one of <see cref="DoctorChain"/>.</param>
/// <param name="Status"><c>pass</c>, <c>warn</c>, <c>fail</c> or <c>skipped</c>.</param>
/// <param name="Code">The contract's error code where there is one for it, else a stable code of the doctor's own.</param>
/// <param name="Evidence">What was seen. Never a token, a key or a visitor's text.</param>
/// <param name="Fix">What to do; null when nothing is wrong.</param>
/// <param name="Because">The id of the broken link that kept this one from being tried.</param>
internal sealed record DoctorCheck(
    string Id, string Title, string Status, string? Code, string? Evidence, string? Fix, string? Because = null)
{
    public const string Passed = "pass";
    public const string Warned = "warn";
    public const string Failed = "fail";
    public const string Skipped = "skipped";

    public static DoctorCheck Pass(string id, string evidence) => new(id, DoctorChain.Title(id), Passed, null, evidence, null);

    public static DoctorCheck Warn(string id, string code, string evidence, string fix) =>
        new(id, DoctorChain.Title(id), Warned, code, evidence, fix);

    public static DoctorCheck Fail(string id, string code, string evidence, string fix) =>
        new(id, DoctorChain.Title(id), Failed, code, evidence, fix);

    public static DoctorCheck Skip(string id, string evidence, string? because = null) =>
        new(id, DoctorChain.Title(id), Skipped, null, evidence, null, because);
}

/// <summary>The links in the order in which they break for a visitor.</summary>
internal static class DoctorChain
{
    private static readonly (string Id, string Title)[] Links =
    [
        ("script", "The widget's script is served"),
        ("address", "The platform's address"),
        ("site", "Your page can be read"),
        ("snippet", "The snippet is on your page"),
        ("csp", "Your page's Content-Security-Policy"),
        ("cors", "The browser may call the platform"),
        ("domain", "Your page's domain is allowed"),
        ("token", "The widget token is valid"),
        ("limits", "Usage limits are not used up"),
        ("assistant", "A default assistant or a rule answers chat"),
        ("provider", "The AI provider is configured"),
        ("safety", "Safety lets ordinary messages and replies pass"),
        ("delivery", "Messages get their answers"),
    ];

    /// <summary>What anybody with a widget token may be told.</summary>
    public static readonly IReadOnlyList<string> Public = ["script", "address", "cors", "token", "domain"];

    public static bool Knows(string? id) => Links.Any(link => link.Id == id) || id == "api";

    public static string Title(string id) => Links.Single(link => link.Id == id).Title;
}

/// <summary>What a run found.</summary>
/// <param name="Verdict">One sentence, never null.</param>
/// <param name="FirstFailure">Id of the first failed check, or null.</param>
internal sealed record DoctorReport(string Verdict, string? FirstFailure, IReadOnlyList<DoctorCheck> Checks)
{
    public static DoctorReport Of(IReadOnlyList<DoctorCheck> checks)
    {
        var broken = checks.FirstOrDefault(check => check.Status == DoctorCheck.Failed);
        var warned = checks.Count(check => check.Status == DoctorCheck.Warned);
        var verdict = broken is not null ? $"{broken.Title}: no ({broken.Code}). {broken.Fix}"
            : warned > 0 ? $"No link is broken; {(warned == 1 ? "one thing is" : $"{warned} things are")} worth a look."
            : "No link is broken: visitors can write and get answers.";
        return new(verdict, broken?.Id, checks);
    }
}
