using System.Text.RegularExpressions;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>Checks widget settings and brings them into their stored form. Null members fall back to the defaults.</summary>
internal static partial class WidgetSettingsRules
{
    private const int MaxDomains = 200;
    private const int MaxTexts = 80;
    private static readonly string[] Positions = ["bottom-right", "bottom-left", "top-right", "top-left"];
    private static readonly string[] Themes = ["light", "dark", "auto"];
    private static readonly string[] FieldModes = ["off", "optional", "required"];
    private static readonly string[] Triggers = ["time", "scroll", "idle", "exit"];

    /// <summary>The settings as they are stored, or 400 <c>invalid_request</c> with all errors.</summary>
    public static WidgetSettings Check(WidgetSettings given)
    {
        var input = new InputRules();
        var defaults = new WidgetSettings();
        var settings = given with
        {
            Name = input.Text(given.Name, "name", 1, 120),
            CompanyName = input.OptionalText(given.CompanyName, "companyName", 120),
            AllowedDomains = Domains(input, given.AllowedDomains ?? []),
            Renewal = given.Renewal ?? defaults.Renewal,
            PrimaryColor = (given.PrimaryColor ?? defaults.PrimaryColor).Trim().ToLowerInvariant(),
            Position = OneOf(input, given.Position ?? defaults.Position, "position", Positions),
            Theme = OneOf(input, given.Theme ?? defaults.Theme, "theme", Themes),
            Greeting = Text(input, given.Greeting, "greeting", 500),
            AvatarUrl = Url(input, given.AvatarUrl, "avatarUrl"),
            HeaderLogoUrl = Url(input, given.HeaderLogoUrl, "headerLogoUrl"),
            HeaderWordmarkUrl = Url(input, given.HeaderWordmarkUrl, "headerWordmarkUrl"),
            PreChatForm = given.PreChatForm ?? defaults.PreChatForm,
            Suggestions = [.. (given.Suggestions ?? []).Select(text => input.Text(text, "suggestions", 1, 80))],
            ContactEmail = string.IsNullOrWhiteSpace(given.ContactEmail) ? null : input.Email(given.ContactEmail, "contactEmail"),
            Proactive = Proactive(input, given.Proactive ?? []),
            Texts = Texts(input, given.Texts),
            Features = given.Features ?? defaults.Features,
            Locale = (given.Locale ?? defaults.Locale).Trim(),
        };
        if (!ColorForm().IsMatch(settings.PrimaryColor))
            input.Error("primaryColor", "must be a colour such as #1f5f4a");
        if (settings.Suggestions.Count > 8)
            input.Error("suggestions", "must be at most 8");
        if (settings.Renewal.Days is < 1 or > 365)
            input.Error("renewal.days", "must be a number from 1 to 365");
        if (!LocaleForm().IsMatch(settings.Locale))
            input.Error("locale", "must be a language tag such as en or pt-BR");
        OneOf(input, settings.PreChatForm.Name, "preChatForm.name", FieldModes);
        OneOf(input, settings.PreChatForm.Email, "preChatForm.email", FieldModes);
        if (settings.Consent is { } consent)
        {
            settings = settings with
            {
                Consent = consent with
                {
                    Text = Text(input, consent.Text, "consent.text", 2000),
                    PrivacyUrl = Url(input, consent.PrivacyUrl, "consent.privacyUrl"),
                },
            };
        }
        input.ThrowIfAny();
        return settings;
    }

    /// <summary>Adds one entry to the list; the list is unchanged when it is there already.</summary>
    public static WidgetSettings WithDomain(WidgetSettings settings, string? domain)
    {
        var input = new InputRules();
        var domains = Domains(input, [.. settings.AllowedDomains, domain!]);
        input.ThrowIfAny();
        return settings with { AllowedDomains = domains };
    }

    /// <summary>The entry with or without <c>www.</c> that its owner will want too, or null.</summary>
    public static string? AlsoOffered(WidgetSettings settings, string? domain)
    {
        if (DomainRules.ParseEntry(domain) is not { Wildcard: false } entry || !entry.Host.Contains('.') || char.IsAsciiDigit(entry.Host[^1]))
            return null;
        var other = entry.Host.StartsWith("www.", StringComparison.Ordinal) ? entry.Host[4..] : "www." + entry.Host;
        var offered = (entry with { Host = other }).ToString();
        return settings.AllowedDomains.Contains(offered) ? null : offered;
    }

    private static List<string> Domains(InputRules input, IReadOnlyList<string> given)
    {
        var entries = new List<string>();
        foreach (var text in given)
        {
            if (DomainRules.ParseEntry(text) is { } entry)
                entries.Add(entry.ToString());
            else
                input.Error("allowedDomains", "must be entries such as shop.example, *.shop.example, localhost:3000 or https://shop.example:8443");
        }
        if (entries.Count > MaxDomains)
            input.Error("allowedDomains", $"must be at most {MaxDomains}");
        return [.. entries.Distinct()];
    }

    private static List<ProactiveMessage> Proactive(InputRules input, IReadOnlyList<ProactiveMessage?> given)
    {
        if (given.Count > 10)
            input.Error("proactive", "must be at most 10");
        var messages = new List<ProactiveMessage>();
        foreach (var message in given)
        {
            var trigger = OneOf(input, message?.Trigger, "proactive.trigger", Triggers);
            var text = Text(input, message?.Text, "proactive.text", 500);
            if (text is null)
                input.Error("proactive.text", "is required: what the message says");
            var (least, most) = trigger switch { "exit" => (0, 0), "scroll" => (1, 100), _ => (1, 3600) };
            if (trigger != "exit" && (message?.Value < least || message?.Value > most))
                input.Error("proactive.value", $"must be a number from {least} to {most} for '{trigger}'");
            messages.Add(new ProactiveMessage { Trigger = trigger, Value = trigger == "exit" ? 0 : message?.Value ?? 0, Text = text });
        }
        return messages;
    }

    private static Dictionary<string, TenantText> Texts(InputRules input, IReadOnlyDictionary<string, TenantText>? given)
    {
        var texts = new Dictionary<string, TenantText>();
        if (given?.Count > MaxTexts)
            input.Error("texts", $"must be at most {MaxTexts}");
        foreach (var (name, text) in given?.Take(MaxTexts) ?? [])
        {
            if (!TextName().IsMatch(name))
                input.Error("texts", "must be named by letters, such as placeholder");
            else if (Text(input, text?.ByLanguage, $"texts.{name}", 500) is { } checkedText)
                texts[name] = new TenantText(checkedText);
        }
        return texts;
    }

    private static string OneOf(InputRules input, string? value, string field, string[] allowed)
    {
        if (!allowed.Contains(value))
            input.Error(field, $"must be one of {string.Join(", ", allowed)}");
        return value ?? "";
    }

    private static Dictionary<string, string>? Text(InputRules input, IReadOnlyDictionary<string, string>? given, string field, int max)
    {
        if (given is null || given.Count == 0)
            return null;
        var texts = new Dictionary<string, string>();
        foreach (var (language, text) in given)
        {
            if (language != TextByLanguageConverter.AnyLanguage && !LocaleForm().IsMatch(language))
                input.Error(field, "must be a text, or texts by language tag such as {\"en\": \"...\"}");
            else if (input.OptionalText(text, field, max) is { } checkedText)
                texts[language] = checkedText;
        }
        return texts.Count == 0 ? null : texts;
    }

    private static string? Url(InputRules input, string? value, string field)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var text = input.Text(value, field, 1, 2048);
        // A path on this platform's own host is fine too: the demo's pictures are.
        var valid = (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('\\'))
            || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");
        if (!valid)
            input.Error(field, "must be an http or https address");
        return text;
    }

    [GeneratedRegex("^[A-Za-z]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex TextName();

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex ColorForm();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LocaleForm();
}
