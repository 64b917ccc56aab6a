using System.Text.Json.Nodes;

namespace LiveChat.Gateway.Reference;

/// <summary>
/// What must be in a body. The framework calls each member of a record required, though one that may be null may as well be
/// left out: nothing is read differently. Pure.
/// </summary>
internal static class ApiInputs
{
    private const string Schemas = "#/components/schemas/";

    /// <summary>In shapes that a body is made of, members that may be null are not required. What only answers are made of keeps
    /// them: there they are always written.</summary>
    public static void RequireOnlyWhatMustBeThere(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in document.Operations())
            Visit(operation["requestBody"]);

        void Visit(JsonNode? node)
        {
            switch (node)
            {
                case JsonArray items:
                    foreach (var item in items) Visit(item);
                    break;
                case JsonObject shape:
                    Relax(shape);
                    if ((shape["$ref"] as JsonValue)?.GetValue<string>() is { } reference && reference.StartsWith(Schemas, StringComparison.Ordinal)
                        && seen.Add(reference))
                        Visit(schemas[reference[Schemas.Length..]]);
                    foreach (var (_, member) in shape) Visit(member);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Relax(JsonObject shape)
    {
        if (shape["required"] is not JsonArray required || shape["properties"] is not JsonObject properties)
            return;
        var must = required.Select(name => name!.GetValue<string>()).Where(name => !MayBeNull(properties[name])).ToList();
        if (must.Count == 0) shape.Remove("required");
        else shape["required"] = new JsonArray([.. must.Select(name => (JsonNode)name)]);
    }

    private static bool MayBeNull(JsonNode? schema) => schema is JsonObject shape
        && ((shape["type"] is JsonArray types && types.Any(IsNull))
            || ((shape["oneOf"] ?? shape["anyOf"]) is JsonArray either && either.Any(one => one is JsonObject each && IsNull(each["type"]))));

    private static bool IsNull(JsonNode? type) => type is JsonValue text && text.TryGetValue<string>(out var name) && name == "null";
}
