using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Gateway.Reference;

/// <summary>Puts OpenAPI documents together. Pure.</summary>
internal static class ApiMerge
{
    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete", "head", "options"];

    /// <summary>What a reader looks for first; the others follow by name.</summary>
    private static readonly string[] s_first = ["Widget", "Sign-in", "Conversations"];

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
        merged["tags"] = new JsonArray([.. merged.Operations()
            .SelectMany(operation => operation["tags"]?.AsArray().Select(tag => tag!.GetValue<string>()) ?? [])
            .Distinct()
            .OrderBy(tag => Array.IndexOf(s_first, tag) is >= 0 and var place ? place : s_first.Length).ThenBy(tag => tag, StringComparer.Ordinal)
            .Select(tag => (JsonNode)new JsonObject { ["name"] = tag })]);
        ApiInputs.RequireOnlyWhatMustBeThere(merged);
        ApiErrors.Add(merged);
        return JsonSerializer.SerializeToUtf8Bytes(merged);
    }

    /// <summary>Every operation of every path.</summary>
    public static IEnumerable<JsonObject> Operations(this JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in s_methods
        let operation = path.Value?[method] as JsonObject
        where operation is not null
        select operation;
}
