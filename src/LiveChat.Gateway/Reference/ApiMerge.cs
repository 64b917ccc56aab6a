using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Gateway.Reference;

/// <summary>Puts OpenAPI documents together. Pure.</summary>
internal static class ApiMerge
{
    /// <summary>One document with everybody's paths and schemas; a schema's name begins with its service
    /// (<see cref="ServiceDefaults.ApiDocument"/>), so that one name is one shape.</summary>
    public static byte[] Merge(IReadOnlyList<JsonObject> documents)
    {
        var paths = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var schemas = new JsonObject();
        foreach (var document in documents)
        {
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
}
