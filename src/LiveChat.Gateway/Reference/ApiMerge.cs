using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Gateway.Reference;

/// <summary>Puts OpenAPI documents together. Pure.</summary>
internal static class ApiMerge
{
    private const string SchemaReference = "#/components/schemas/";

    /// <summary>One document with everybody's paths and schemas; schemas are prefixed with their service, since two services may
    /// use one name for different shapes.</summary>
    public static byte[] Merge(IReadOnlyList<(string Service, JsonObject Document)> documents)
    {
        var paths = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var schemas = new JsonObject();
        foreach (var (service, original) in documents)
        {
            var document = documents.Count == 1 ? original : Prefixed(original, service);
            foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
                paths.TryAdd(path, item?.DeepClone());
            foreach (var (name, schema) in document["components"]?["schemas"]?.AsObject() ?? [])
                schemas[name] = schema?.DeepClone();
        }
        var merged = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "LiveChat",
                ["version"] = "1",
                ["description"] = "Widget routes take a widget token, staff routes a staff token (POST /api/auth/login), operator routes the operator's "
                    + "key, each as 'Authorization: Bearer ...'. Every error is application/problem+json with a stable 'code' and the 'requestId'.",
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["paths"] = new JsonObject(paths),
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(merged);
    }

    private static JsonObject Prefixed(JsonObject document, string service)
    {
        var text = document.ToJsonString().Replace(SchemaReference, $"{SchemaReference}{service}.", StringComparison.Ordinal);
        var copy = JsonNode.Parse(text)!.AsObject();
        if (copy["components"]?["schemas"] is JsonObject schemas)
        {
            var renamed = new JsonObject();
            foreach (var (name, schema) in schemas)
                renamed[$"{service}.{name}"] = schema?.DeepClone();
            copy["components"]!["schemas"] = renamed;
        }
        return copy;
    }
}
