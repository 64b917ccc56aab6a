using System.Text.Json.Nodes;

namespace LiveChat.EndToEnd.Tests.Reference;

/// <summary>
/// An OpenAPI document as lines that a person can compare: one for each route, each query parameter (<c>?</c>), each member
/// of its body (<c>&lt;</c>, <c>*</c> where it is required), each status and each member of its answers (<c>&gt;</c>); an answer
/// that several routes give has a name and is told once by it. Pure.
/// </summary>
internal sealed class ApiLines
{
    private const int Deepest = 6;
    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete", "head", "options"];
    private readonly JsonNode _document;
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);

    private ApiLines(JsonNode document) => _document = document;

    public static IReadOnlyCollection<string> Of(JsonNode document)
    {
        var lines = new ApiLines(document);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var method in s_methods)
            {
                if (item![method] is { } operation) lines.Route($"{path} {method.ToUpperInvariant()}", item, operation);
            }
        }

        foreach (var (name, response) in document["components"]!["responses"]?.AsObject() ?? [])
            lines.Content($"{name} >", response!, []);
        return lines._lines;
    }

    private void Route(string route, JsonNode item, JsonNode operation)
    {
        _lines.Add(route);
        foreach (var given in List(item["parameters"]).Concat(List(operation["parameters"])).OfType<JsonNode>())
        {
            var parameter = Resolve(given);
            if ((string?)parameter["in"] is "query" or "header")
                _lines.Add($"{route} ? {parameter["name"]}: {Kind(Resolve(parameter["schema"] ?? new JsonObject()))}");
        }

        if (operation["requestBody"] is { } body) Content($"{route} <", Resolve(body), []);
        foreach (var (status, response) in operation["responses"]?.AsObject() ?? [])
        {
            if ((string?)response!["$ref"] is { } named)
            {
                _lines.Add($"{route} > {status}: {named.Split('/')[^1]}");
                continue;
            }
            _lines.Add($"{route} > {status}");
            Content($"{route} > {status}", Resolve(response), []);
        }
    }

    private void Content(string prefix, JsonNode holder, string[] seen)
    {
        foreach (var (type, content) in holder["content"]?.AsObject() ?? [])
        {
            var before = type == "application/json" ? prefix : $"{prefix} {type}";
            if (content!["schema"] is { } schema) Schema(before, "", schema, required: false, seen);
            else _lines.Add(before);
        }
    }

    /// <param name="seen">References on the way here: a shape that holds itself is told once.</param>
    private void Schema(string prefix, string name, JsonNode given, bool required, string[] seen)
    {
        var (schema, nullable, way) = Plain(given, seen);
        if (name.Length > 0) _lines.Add($"{prefix} {name}{(required ? "*" : "")}: {Kind(schema)}{(nullable ? "?" : "")}");
        if (way.Length > Deepest || way.Distinct().Count() != way.Length) return;
        if (schema["items"] is { } items) Schema(prefix, $"{name}[]", items, false, way);
        if (schema["additionalProperties"] is JsonObject values) Schema(prefix, $"{name}{{}}", values, false, way);
        var demanded = List(schema["required"]).Select(member => (string)member!).ToHashSet();
        foreach (var (member, value) in schema["properties"]?.AsObject() ?? [])
            Schema(prefix, name.Length == 0 ? member : $"{name}.{member}", value!, prefix.EndsWith('<') && demanded.Contains(member), way);
    }

    /// <summary>Without references, and without the 'or null' around a shape.</summary>
    private (JsonNode Schema, bool Nullable, string[] Seen) Plain(JsonNode schema, string[] seen)
    {
        var nullable = false;
        while (true)
        {
            if ((string?)schema["$ref"] is { } reference)
            {
                seen = [.. seen, reference];
                schema = Resolve(schema);
            }
            else if (List(schema["oneOf"] ?? schema["anyOf"]).ToList() is { Count: 2 } either && either.Find(s => (string?)(s!["type"] as JsonValue) == "null") is { } none)
            {
                nullable = true;
                schema = either.Find(s => s != none)!;
            }
            else
            {
                return (schema, nullable, seen);
            }
        }
    }

    private JsonNode Resolve(JsonNode node)
    {
        if ((string?)node["$ref"] is not { } reference) return node;
        var found = _document;
        foreach (var part in reference.TrimStart('#', '/').Split('/'))
            found = (found is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : found[part.Replace("~1", "/", StringComparison.Ordinal)])
                ?? throw new InvalidOperationException($"The document has no '{reference}'.");
        return Resolve(found);
    }

    private static string Kind(JsonNode schema)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => (string)type!).ToList(),
            JsonValue one => [(string)one!],
            _ => [],
        };
        var nullable = types.Remove("null");
        var kind = types.Count == 0 ? "any" : string.Join('|', types.Order(StringComparer.Ordinal));
        if ((string?)schema["format"] is { } format) kind += $"({format})";
        if (schema["enum"] is JsonArray values) kind = string.Join('|', values.Select(value => value?.ToString() ?? "null"));
        return nullable ? kind + "?" : kind;
    }

    private static IEnumerable<JsonNode?> List(JsonNode? array) => array as JsonArray ?? [];
}
