using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>A tenant's widget settings (contract.md, Shapes). A text per language is a string, or an object by language tag.</summary>
internal sealed record WidgetSettings
{
    public string Name { get; init; } = "";
    public string? CompanyName { get; init; }

    /// <summary>Normalised entries (<c>DomainEntry</c>); empty admits every site.</summary>
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    public bool AllowServerCalls { get; init; } = true;
    public bool RequireSessionKey { get; init; }
    public RenewalSettings Renewal { get; init; } = new();
    public string PrimaryColor { get; init; } = "#1f5f4a";

    /// <summary><c>bottom-right</c>, <c>bottom-left</c>, <c>top-right</c>, <c>top-left</c>.</summary>
    public string Position { get; init; } = "bottom-right";

    /// <summary><c>light</c>, <c>dark</c>, <c>auto</c>.</summary>
    public string Theme { get; init; } = "auto";

    [JsonConverter(typeof(TextByLanguageConverter))]
    public IReadOnlyDictionary<string, string>? Greeting { get; init; }

    public string? AvatarUrl { get; init; }
    public string? HeaderLogoUrl { get; init; }
    public string? HeaderWordmarkUrl { get; init; }
    public PreChatForm PreChatForm { get; init; } = new();
    public ConsentSettings? Consent { get; init; }
    public IReadOnlyList<string> Suggestions { get; init; } = [];
    public string? ContactEmail { get; init; }
    public IReadOnlyList<ProactiveMessage> Proactive { get; init; } = [];

    /// <summary>The widget's own sentences in the tenant's words, by name (<c>placeholder</c>, <c>hello</c> ...).</summary>
    public IReadOnlyDictionary<string, TenantText> Texts { get; init; } = new Dictionary<string, TenantText>();

    public WidgetFeatures Features { get; init; } = new();

    /// <summary>BCP 47 tag; the language where the visitor's is unknown.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>The settings of a new tenant.</summary>
    public static WidgetSettings New(string name) => new() { Name = name, CompanyName = name };

    /// <summary>The part that other services need.</summary>
    public WidgetSettingsView View() => new(
        Name, CompanyName, PrimaryColor, Position, Theme, Greeting, AvatarUrl, HeaderLogoUrl, HeaderWordmarkUrl, Suggestions,
        ContactEmail, Locale, new PreChatFormView(PreChatForm.Name, PreChatForm.Email),
        Consent is null ? null : new ConsentDemand(Consent.Required, Consent.Text, Consent.PrivacyUrl, VersionOf(Consent)),
        [.. Proactive.Where(message => message.Text is not null).Select(message =>
            new ProactiveView(VersionOf(message), message.Trigger, message.Value, message.Text!))],
        Texts.ToDictionary(text => text.Key, text => text.Value.ByLanguage),
        new WidgetFeaturesView(Features.Rating, Features.Transcript, Features.Sound));

    /// <summary>Names a wording: the same settings give the same name on every replica.</summary>
    private static string VersionOf<T>(T settings) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings, JsonDefaults.Options)))[..16];
}

/// <summary>An expired site token may renew itself from a listed origin while its family was used in the last <see cref="Days"/>.</summary>
internal sealed record RenewalSettings
{
    public bool Enabled { get; init; } = true;
    public int Days { get; init; } = 90;
}

/// <summary>Each field: <c>off</c>, <c>optional</c>, <c>required</c>.</summary>
internal sealed record PreChatForm
{
    public string Name { get; init; } = "off";
    public string Email { get; init; } = "off";
}

/// <summary>What the widget offers its visitors.</summary>
internal sealed record WidgetFeatures
{
    public bool Rating { get; init; } = true;
    public bool Transcript { get; init; } = true;

    /// <summary>The visitor may switch a sound on; it is off until then.</summary>
    public bool Sound { get; init; } = true;
}

/// <summary>Consent asked before anything is stored; null settings ask nothing.</summary>
internal sealed record ConsentSettings
{
    public bool Required { get; init; }

    [JsonConverter(typeof(TextByLanguageConverter))]
    public IReadOnlyDictionary<string, string>? Text { get; init; }

    public string? PrivacyUrl { get; init; }
}

/// <summary>A message that the widget shows by itself, once.</summary>
internal sealed record ProactiveMessage
{
    /// <summary><c>time</c> (seconds), <c>scroll</c> (percent), <c>idle</c> (seconds), <c>exit</c>.</summary>
    public string Trigger { get; init; } = "time";

    public int Value { get; init; }

    [JsonConverter(typeof(TextByLanguageConverter))]
    public IReadOnlyDictionary<string, string>? Text { get; init; }
}
