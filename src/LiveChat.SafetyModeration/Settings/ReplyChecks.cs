using LiveChat.Contracts;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>What a drafted reply is checked for beside the lists; each names the action taken, or <c>off</c>.</summary>
/// <param name="PersonalData">Data of the kinds whose masking says <c>replies</c>, that the visitor did not give.</param>
/// <param name="PromptLeakage">The reply repeats its instructions.</param>
/// <param name="ForeignLinks">A link to a host that is neither the tenant's, nor a source's, nor listed here.</param>
/// <param name="Ungrounded">A statement that stands on no source.</param>
/// <param name="LinkDomains">Further hosts that may be linked; <c>*.shop.example</c> for all below.</param>
internal sealed record ReplyChecks(
    string PersonalData, string PromptLeakage, string ForeignLinks, string Ungrounded, IReadOnlyList<string> LinkDomains)
{
    public const string Off = "off";
    public const int MostDomains = 200;

    /// <summary>The tenant's provider calls the reply unsafe; costs a call for every reply, so off unless wanted.</summary>
    public string ProviderModeration { get; init; } = Off;

    public static readonly IReadOnlyList<string> Actions =
        [Off, ScreeningActions.Fallback, ScreeningActions.Handover, ScreeningActions.Hold];

    public static ReplyChecks Default { get; } = new(ScreeningActions.Fallback, ScreeningActions.Fallback, Off, Off, []);
}

internal sealed record ReplyChecksBody(
    string? PersonalData, string? PromptLeakage, string? ForeignLinks, string? Ungrounded, IReadOnlyList<string?>? LinkDomains,
    string? ProviderModeration = null);

/// <summary>When conversations end by themselves.</summary>
/// <param name="AssistantHours">Silence after which a conversation without people closes, 1 to 8760.</param>
/// <param name="PeopleDays">Silence after which one with people closes, 1 to 365.</param>
internal sealed record Closing(int AssistantHours, int PeopleDays)
{
    public static Closing Default { get; } = new(24, 7);
}

internal sealed record ClosingBody(int? AssistantHours, int? PeopleDays);
