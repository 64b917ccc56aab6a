using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>A text of the tenant: a plain string, or one string per language (<c>{"en":"...","de":"..."}</c>).</summary>
/// <param name="Texts">By language tag; <see cref="AnyLanguage"/> for a plain string.</param>
[JsonConverter(typeof(TenantTextConverter))]
internal sealed record TenantText(IReadOnlyDictionary<string, string> Texts)
{
    public const string AnyLanguage = "*";

    /// <summary>The text for a BCP 47 tag: the tag itself, its language, a plain string, or null where none fits.</summary>
    public string? For(string? locale)
    {
        if (locale is not null && Find(locale) is { } exact)
            return exact;
        if (locale?.Split('-', '_')[0] is { } language && Find(language) is { } general)
            return general;
        return Find(AnyLanguage);
    }

    private string? Find(string tag) =>
        Texts.FirstOrDefault(text => string.Equals(text.Key, tag, StringComparison.OrdinalIgnoreCase)).Value;
}

internal sealed class TenantTextConverter : JsonConverter<TenantText>
{
    public override TenantText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new TenantText(new Dictionary<string, string> { [TenantText.AnyLanguage] = reader.GetString()! });
        var texts = JsonSerializer.Deserialize<Dictionary<string, string?>>(ref reader, options)!;
        return new TenantText(texts.Where(text => text.Value is not null).ToDictionary(text => text.Key, text => text.Value!));
    }

    public override void Write(Utf8JsonWriter writer, TenantText value, JsonSerializerOptions options)
    {
        if (value.Texts.Count == 1 && value.Texts.TryGetValue(TenantText.AnyLanguage, out var plain))
            writer.WriteStringValue(plain);
        else
            JsonSerializer.Serialize(writer, value.Texts, options);
    }
}
