using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>A tenant text: <c>"Hi"</c> or <c>{"en":"Hi","de":"Hallo"}</c>; kept as a dictionary, a plain string under <c>*</c>.</summary>
internal sealed class TextByLanguageConverter : JsonConverter<IReadOnlyDictionary<string, string>?>
{
    public const string AnyLanguage = "*";

    public override IReadOnlyDictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => new Dictionary<string, string> { [AnyLanguage] = reader.GetString()! },
            _ => JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options),
        };

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? value, JsonSerializerOptions options)
    {
        if (value is null)
            writer.WriteNullValue();
        else if (value.Count == 1 && value.TryGetValue(AnyLanguage, out var text))
            writer.WriteStringValue(text);
        else
            JsonSerializer.Serialize(writer, value, options);
    }
}

/// <summary>A tenant text as the value of a member that has many.</summary>
[JsonConverter(typeof(TenantTextConverter))]
internal sealed record TenantText(IReadOnlyDictionary<string, string> ByLanguage);

internal sealed class TenantTextConverter : JsonConverter<TenantText>
{
    private static readonly TextByLanguageConverter Texts = new();

    public override TenantText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Texts.Read(ref reader, typeToConvert, options) is { } texts ? new TenantText(texts) : null;

    public override void Write(Utf8JsonWriter writer, TenantText value, JsonSerializerOptions options) =>
        Texts.Write(writer, value.ByLanguage, options);
}
