namespace LiveChat.Contracts;

/// <summary>What every verifier must know of a tenant: who may talk to it, and how much.</summary>
/// <param name="Version">Ascends with every change of any tenant; the cursor of the internal snapshot.</param>
/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>erased</c>.</param>
/// <param name="AllowedDomains">Normalised allowlist entries; empty admits every site.</param>
/// <param name="RevokedFamilies">Families (claim <c>fam</c>) whose tokens are refused though not expired.</param>
/// <param name="Widget">What the widget's configuration route and chat's texts need.</param>
/// <param name="ApiKeys">The tenant's API keys, those revoked lately included; null from a publisher that knows none.</param>
public sealed record TenantAccess(
    string TenantId, long Version, string Name, string Status, IReadOnlyList<string> AllowedDomains,
    bool AllowServerCalls, bool RequireSessionKey, IReadOnlyList<string> RevokedFamilies, TenantLimits Limits,
    WidgetSettingsView Widget, IReadOnlyList<ApiKeyAccess>? ApiKeys = null);

/// <summary>An API key as every verifier knows it; the key itself is known to its holder only.</summary>
/// <param name="Hash">SHA-256 of the key's text, lower-case hex: 256 random bits need no salt.</param>
/// <param name="Role"><c>viewer</c>, <c>agent</c> or <c>admin</c>: what a key may do at most.</param>
/// <param name="Scopes">Such as <c>conversations:read</c>: first segment of a tenant's routes, or <c>*</c>, and <c>read</c> or <c>write</c>.</param>
public sealed record ApiKeyAccess(
    Guid Id, string Hash, string Name, string Role, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt, bool Revoked);

/// <summary>Plan limits; null is unlimited (contract.md, Shapes: limits).</summary>
public sealed record TenantLimits(
    long? ConversationsPerMonth, long? AiRepliesPerMonth, int? MessagesPerMinutePerSession,
    int? MessagesPerMinutePerAddress, int? RequestsPerMinute, int? NewConversationsPerHourPerAddress, string AtLimit)
{
    /// <summary>The contract's defaults: 20 a minute per session, 60 per address, 600 requests, 20 new conversations an hour.</summary>
    public static TenantLimits Default { get; } = new(null, null, 20, 60, 600, 20, "refuse");
}

/// <summary>The tenant's widget settings as other services see them; texts are per language (<c>*</c> for a plain string).</summary>
public sealed record WidgetSettingsView(
    string Name, string? CompanyName, string PrimaryColor, string Position, string Theme,
    IReadOnlyDictionary<string, string>? Greeting, string? AvatarUrl, string? HeaderLogoUrl, string? HeaderWordmarkUrl,
    IReadOnlyList<string> Suggestions, string? ContactEmail, string Locale, PreChatFormView? PreChatForm = null,
    ConsentDemand? Consent = null, IReadOnlyList<ProactiveView>? Proactive = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Texts = null, WidgetFeaturesView? Features = null);

/// <summary>What the widget asks before the first message; each field <c>off</c>, <c>optional</c> or <c>required</c>.</summary>
public sealed record PreChatFormView(string Name, string Email);

/// <summary>Consent that is asked before anything is stored.</summary>
/// <param name="Text">Per language; null for the built-in sentence.</param>
/// <param name="TextVersion">Names this very wording; what a visitor accepted is kept with it.</param>
public sealed record ConsentDemand(
    bool Required, IReadOnlyDictionary<string, string>? Text, string? PrivacyUrl, string TextVersion);

/// <summary>A message that the widget shows by itself, once.</summary>
/// <param name="Id">Stable while trigger, value and text stay the same.</param>
/// <param name="Trigger"><c>time</c> (seconds), <c>scroll</c> (percent), <c>idle</c> (seconds) or <c>exit</c>.</param>
public sealed record ProactiveView(string Id, string Trigger, int Value, IReadOnlyDictionary<string, string> Text);

/// <summary>What the widget offers its visitors.</summary>
public sealed record WidgetFeaturesView(bool Rating, bool Transcript, bool Sound);

/// <summary>Tells every process's cache; the cache's own re-read makes up for a lost one.</summary>
public sealed record TenantAccessChanged(TenantAccess Access);

/// <summary>The signing keys were rotated: verifiers read the JWKS again.</summary>
public sealed record SigningKeysChanged(DateTimeOffset At);

/// <summary>A person's access ended or changed: sockets are closed (4403) and tokens issued before it are refused.</summary>
/// <param name="KeepSession">The sign-in that made the change and goes on, such as the one that set a new password; null for none.</param>
public sealed record StaffAccessChanged(
    string TenantId, Guid UserId, string? Role, DateTimeOffset NotBefore, Guid? KeepSession = null);

/// <summary>The last live site token of a tenant expires soon: from then on the chat does not load. Said once per date and step.</summary>
/// <param name="WarningId">Stable: a second delivery has the same.</param>
/// <param name="TokenId">The token's family, as in the dashboard's list.</param>
/// <param name="DaysLeft">7 or 1.</param>
public sealed record SiteTokenExpiring(
    Guid WarningId, string TenantId, Guid TokenId, string? Label, DateTimeOffset ExpiresAt, int DaysLeft);
