using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.ServiceDefaults;

/// <summary>The one JSON dialect of every route, event and stored document: camelCase, enums as strings.</summary>
public static class JsonDefaults
{
    /// <summary>Read-only; safe to share.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives framework-owned options the same dialect.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // served as application/json only, never inside HTML
        options.RespectNullableAnnotations = false;
        if (!options.Converters.OfType<JsonStringEnumConverter>().Any())
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
