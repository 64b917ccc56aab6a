using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting;

/// <summary>Checks of texts that come from outside. Collects every error, so that one answer names them all.</summary>
internal sealed class TextRules
{
    private readonly Dictionary<string, string> _errors = [];

    /// <summary>What was found so far, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors => _errors;

    public void Add(string field, string error) => _errors.TryAdd(field, error);

    /// <summary>The trimmed text of 1 to <paramref name="longest"/> code points.</summary>
    public string Required(string field, string? text, int longest)
    {
        var trimmed = Optional(field, text, longest);
        if (trimmed is null) Add(field, $"must be a text of 1 to {longest} characters");
        return trimmed ?? "";
    }

    /// <summary>The trimmed text, or null where it is missing or blank.</summary>
    public string? Optional(string field, string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        if (trimmed.Contains('\0', StringComparison.Ordinal)) Add(field, "must not have NUL characters");
        else if (Length(trimmed) > longest) Add(field, $"must have at most {longest} characters");
        return trimmed;
    }

    /// <summary>A BCP 47 tag's look; null where missing.</summary>
    public string? Locale(string field, string? locale)
    {
        var tag = Optional(field, locale, 35);
        if (tag is not null && !tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) Add(field, "must be a language tag such as en or de-CH");
        return tag;
    }

    /// <summary>An absolute http(s) address or a path of the site; null where missing. Never a script address.</summary>
    public string? Address(string field, string? url)
    {
        var address = Optional(field, url, 2000);
        if (address is null) return null;
        var path = address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal);
        var absolute = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (!path && !absolute) Add(field, "must be an http or https address, or a path that starts with /");
        return address;
    }

    /// <summary>Refuses with all errors found.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw Problems.Invalid(_errors);
    }

    /// <summary>Unicode code points.</summary>
    public static int Length(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    /// <summary>The text cut to a number of code points.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var cut = new StringBuilder(longest);
        var left = longest;
        foreach (var rune in text.EnumerateRunes())
        {
            if (left-- == 0) break;
            cut.Append(rune.ToString());
        }

        return cut.ToString();
    }
}

/// <summary>A tenant's text: a plain string, or one per language (contract.md, Conventions). A plain one has the key '*'.</summary>
[JsonConverter(typeof(TenantTextConverter))]
internal sealed record TenantText(IReadOnlyDictionary<string, string> ByLanguage)
{
    public static TenantText Plain(string text) => new(new Dictionary<string, string> { ["*"] = text });

    /// <summary>The text for a locale: its own, the plain one, English, any; null when there is none at all.</summary>
    public string? For(string? locale) =>
        ByLanguage.GetValueOrDefault(Languages.CodeOf(locale)) ?? ByLanguage.GetValueOrDefault("*")
        ?? ByLanguage.GetValueOrDefault("en") ?? ByLanguage.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value).FirstOrDefault();

    /// <summary>Checked and trimmed; null when nothing is left.</summary>
    public static TenantText? Check(TextRules rules, string field, TenantText? text, int longest)
    {
        if (text is null) return null;
        if (text.ByLanguage.Count > 40) rules.Add(field, "must have at most 40 languages");
        var kept = new Dictionary<string, string>();
        foreach (var (language, value) in text.ByLanguage)
        {
            if (language != "*" && (language.Length > 12 || !language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))) rules.Add(field, "must be a text or texts by language, such as {\"en\": \"...\"}");
            else if (rules.Optional(field, value, longest) is { } trimmed) kept[language == "*" ? "*" : Languages.CodeOf(language)] = trimmed;
        }

        return kept.Count == 0 ? null : new TenantText(kept);
    }
}

/// <summary>Reads and writes both forms of a <see cref="TenantText"/>.</summary>
internal sealed class TenantTextConverter : JsonConverter<TenantText>
{
    public override TenantText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => TenantText.Plain(reader.GetString()!),
        JsonTokenType.StartObject => new TenantText((JsonSerializer.Deserialize<Dictionary<string, string?>>(ref reader, options) ?? [])
            .Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!)),
        _ => throw new JsonException("must be a text or texts by language"),
    };

    public override void Write(Utf8JsonWriter writer, TenantText value, JsonSerializerOptions options)
    {
        if (value.ByLanguage.Count == 1 && value.ByLanguage.TryGetValue("*", out var plain)) writer.WriteStringValue(plain);
        else JsonSerializer.Serialize(writer, value.ByLanguage, options);
    }
}
