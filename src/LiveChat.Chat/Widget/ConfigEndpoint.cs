using LiveChat.Chat.Assistants;
using LiveChat.Chat.Hours;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Widget;

/// <summary>How the widget looks and greets, from memory alone: page views must not reach a database.</summary>
internal static class ConfigEndpoint
{
    public static void Map(IEndpointRouteBuilder widget) => widget.MapGet("/config", GetAsync)
        .WithName("Chat_Widget_Config").Produces<ConfigAnswer>().RequireAuthorization(Policies.Widget);

    /// <summary><c>?locale=</c> picks the language of the texts; without it the tenant's own.</summary>
    private static async Task<IResult> GetAsync(
        string tenantId, string? locale, HttpContext http, MessageIntake intake, AssistantDirectory assistants, StaffPresence presence,
        HoursDirectory hours, CancellationToken cancellationToken)
    {
        var tenant = await intake.TenantAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var facts = await assistants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var online = await presence.AnybodyOnlineAsync(tenantId).ConfigureAwait(false);
        http.Response.Headers.CacheControl = "private, max-age=60, stale-while-revalidate=600";
        http.Response.Headers.Append("Vary", "Origin, Authorization");
        return Results.Json(ConfigRules.For(tenant, facts, online, hours.NextOpening(tenantId), locale), JsonDefaults.Options);
    }
}

/// <summary>The configuration route's answer (contract.md); the names are fixed.</summary>
internal sealed record ConfigAnswer(bool Success, WidgetConfig Config);

internal sealed record WidgetConfig(string Name, Guid? AssistantId, WidgetLook Widget);

internal sealed record WidgetLook(
    string PrimaryColor, string Position, string Theme, string? Greeting, string? AvatarUrl, string? HeaderLogoUrl,
    string? HeaderWordmarkUrl, string CompanyName, PreChatForm PreChatForm, ConsentView? Consent, Availability Availability,
    IReadOnlyList<string> Suggestions, string? ContactEmail, WidgetFeatures Features, IReadOnlyList<ProactiveMessage> Proactive,
    IReadOnlyDictionary<string, string> Texts, string Locale, IReadOnlyCollection<string> SupportedLocales, string? AssistantName);

internal sealed record PreChatForm(string Name, string Email);

/// <param name="TextVersion">Sent back with the visitor's consent, so that it is known what was agreed to.</param>
internal sealed record ConsentView(bool Required, string? Text, string? PrivacyUrl, string TextVersion);

/// <param name="Id">The widget remembers it: a message is shown once.</param>
internal sealed record ProactiveMessage(string Id, string Trigger, int Value, string Text);

internal sealed record Availability(bool Online, DateTimeOffset? OpensAt);

internal sealed record WidgetFeatures(bool Rating, bool Transcript, bool Sound, bool Streaming);

/// <summary>Puts the configuration together. Pure.</summary>
internal static class ConfigRules
{
    private static readonly Dictionary<string, string> s_noTexts = [];

    /// <param name="online">An agent is online; with an assistant the chat answers in any case.</param>
    /// <param name="opensAt">When people come next; null while it is open, or without hours.</param>
    public static ConfigAnswer For(TenantAccess tenant, AssistantFacts? facts, bool online, DateTimeOffset? opensAt, string? locale)
    {
        var w = tenant.Widget;
        var wanted = MessageRules.CheckLocale(locale) ?? w.Locale;
        var answers = facts is { PeopleOnly: false } && AssistantRules.CanAnswer(facts);
        return new ConfigAnswer(true, new WidgetConfig(tenant.Name, facts?.DefaultAssistantId, new WidgetLook(
            w.PrimaryColor, w.Position, w.Theme, Localized(w.Greeting, wanted) ?? facts?.DefaultAssistantGreeting, w.AvatarUrl,
            w.HeaderLogoUrl, w.HeaderWordmarkUrl, w.CompanyName ?? tenant.Name,
            new PreChatForm(w.PreChatForm?.Name ?? "off", w.PreChatForm?.Email ?? "off"),
            w.Consent is { } c ? new ConsentView(c.Required, Localized(c.Text, wanted), c.PrivacyUrl, c.TextVersion) : null,
            new Availability(answers || online, online ? null : opensAt), w.Suggestions, w.ContactEmail,
            new WidgetFeatures(w.Features?.Rating ?? true, w.Features?.Transcript ?? true, w.Features?.Sound ?? true, true),
            [.. (w.Proactive ?? []).Select(m => new ProactiveMessage(m.Id, m.Trigger, m.Value, Localized(m.Text, wanted) ?? ""))],
            w.Texts?.ToDictionary(t => t.Key, t => Localized(t.Value, wanted) ?? "") ?? s_noTexts, wanted, VisitorTexts.Languages, facts?.DefaultAssistantName)));
    }

    /// <summary>The exact tag, its language, the plain text, English, or whatever there is.</summary>
    public static string? Localized(IReadOnlyDictionary<string, string>? texts, string locale)
    {
        if (texts is not { Count: > 0 }) return null;
        var language = locale.Split('-', '_')[0].ToLowerInvariant();
        foreach (var key in (ReadOnlySpan<string>)[locale, language, "*", "en"])
            if (texts.TryGetValue(key, out var text)) return text;
        return texts.Values.First();
    }
}
