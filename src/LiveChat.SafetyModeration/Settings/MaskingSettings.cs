using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>What is done with one kind of personal data.</summary>
[Flags]
internal enum Masking
{
    None = 0,

    /// <summary>Masked in what leaves for an assistant.</summary>
    Provider = 1,

    /// <summary>Masked by chat before it is stored, so everywhere.</summary>
    Storage = 2,

    /// <summary>A reply with such data, that the visitor did not give, is not shown.</summary>
    Replies = 4,
}

/// <summary>What to do with personal data, by kind: <c>ignore</c>, <c>provider</c>, <c>storage</c>, <c>replies</c>, or an array of the
/// last three.</summary>
internal sealed record MaskingSettings(
    [property: JsonConverter(typeof(MaskingConverter))] Masking PaymentCards,
    [property: JsonConverter(typeof(MaskingConverter))] Masking Ibans,
    [property: JsonConverter(typeof(MaskingConverter))] Masking Emails,
    [property: JsonConverter(typeof(MaskingConverter))] Masking Phones,
    [property: JsonConverter(typeof(MaskingConverter))] Masking NationalIds,
    [property: JsonConverter(typeof(MaskingConverter))] Masking Secrets)
{
    public const string Ignore = "ignore";

    public static readonly IReadOnlyList<string> Actions = [Ignore, "provider", "storage", "replies"];

    public static MaskingSettings Default { get; } = new(Masking.None, Masking.None, Masking.None, Masking.None, Masking.None, Masking.None);

    /// <summary>Every kind, as early as possible.</summary>
    public static MaskingSettings Everything { get; } = new(
        Masking.Storage, Masking.Storage, Masking.Storage, Masking.Storage, Masking.Storage, Masking.Storage);

    /// <summary>The kinds on which any of the actions is taken.</summary>
    public IReadOnlyList<string> KindsWith(Masking actions) => [.. ByKind().Where(entry => (entry.Action & actions) != 0).Select(entry => entry.Kind)];

    private IEnumerable<(string Kind, Masking Action)> ByKind() =>
    [
        (PersonalDataKinds.PaymentCards, PaymentCards), (PersonalDataKinds.Ibans, Ibans), (PersonalDataKinds.Emails, Emails),
        (PersonalDataKinds.Phones, Phones), (PersonalDataKinds.NationalIds, NationalIds), (PersonalDataKinds.Secrets, Secrets),
    ];

    /// <summary>A body's masking, or what is wrong with it by field.</summary>
    public static MaskingSettings Check(Dictionary<string, JsonElement>? body, Dictionary<string, string> errors)
    {
        var read = new Dictionary<string, Masking>();
        foreach (var (kind, value) in body ?? [])
        {
            if (!PersonalDataKinds.All.Contains(kind))
                continue; // unknown members are ignored
            if (MaskingConverter.TryRead(value, out var action))
                read[kind] = action;
            else
                errors[$"masking.{kind}"] = $"must be one of {string.Join(", ", Actions)}, or an array of them.";
        }

        Masking Of(string kind) => read.GetValueOrDefault(kind);
        return new MaskingSettings(Of(PersonalDataKinds.PaymentCards), Of(PersonalDataKinds.Ibans), Of(PersonalDataKinds.Emails),
            Of(PersonalDataKinds.Phones), Of(PersonalDataKinds.NationalIds), Of(PersonalDataKinds.Secrets));
    }
}

/// <summary>A word, or an array where there are several.</summary>
internal sealed class MaskingConverter : JsonConverter<Masking>
{
    public static bool TryRead(JsonElement value, out Masking masking)
    {
        masking = Masking.None;
        if (value.ValueKind == JsonValueKind.Null)
            return true;
        foreach (var word in value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : (JsonElement[])[value])
        {
            if (JsonText.Of(word) is not { } text || Of(text) is not { } action)
                return false;
            masking |= action;
        }

        return true;
    }

    public override Masking Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return TryRead(document.RootElement, out var masking) ? masking : throw new JsonException("Unknown masking.");
    }

    public override void Write(Utf8JsonWriter writer, Masking value, JsonSerializerOptions options)
    {
        string[] words = [.. MaskingSettings.Actions.Skip(1).Where(word => (value & Of(word)!.Value) != 0)];
        if (words.Length < 2)
        {
            writer.WriteStringValue(words.Length == 0 ? MaskingSettings.Ignore : words[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var word in words)
            writer.WriteStringValue(word);
        writer.WriteEndArray();
    }

    private static Masking? Of(string word) => word switch
    {
        MaskingSettings.Ignore => Masking.None,
        "provider" => Masking.Provider,
        "storage" => Masking.Storage,
        "replies" => Masking.Replies,
        _ => null,
    };
}
