using System.Text.Json.Nodes;
using LiveChat.ServiceDefaults;

namespace LiveChat.Gateway.Reference;

/// <summary>How every route refuses, told once: the problem document with its codes, what causes them and what cures them.</summary>
internal static class ApiErrors
{
    private const string Name = "Problem";

    /// <summary>Gives every operation the answer <c>default</c>, which OpenAPI means for all statuses that are not listed. Pure.</summary>
    public static void Add(JsonObject document)
    {
        foreach (var operation in document.Operations())
        {
            if (operation["responses"] is not JsonObject responses)
                operation["responses"] = responses = [];
            responses["default"] = new JsonObject { ["$ref"] = $"#/components/responses/{Name}" };
        }
        var components = document["components"]!.AsObject();
        components["schemas"]!.AsObject()[Name] = Schema();
        components["responses"] = new JsonObject
        {
            [Name] = new JsonObject
            {
                ["description"] = "Refused, or failed: 'code' says why and 'detail' what to do next. With 429 and 503 'Retry-After' says when to try again.",
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{Name}" },
                        ["example"] = Example(),
                    },
                },
            },
        };
    }

    private static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "detail", "code", "requestId"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("urn:livechat:problem: and the code."),
            ["title"] = Text("The same for every occurrence of the code."),
            ["status"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["description"] = "The HTTP status." },
            ["detail"] = Text("One sentence that says what to do next."),
            ["code"] = Code(),
            ["requestId"] = Text("By this the dashboard finds the request again."),
            ["field"] = Text("The one field that is wrong."),
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "string" },
                ["description"] = "By field, what is expected of it.",
            },
            ["visitorMessage"] = Text("Widget routes: a sentence for the visitor, in the visitor's language."),
            ["retryable"] = new JsonObject { ["type"] = "boolean", ["description"] = "Widget routes: whether the same request may succeed later." },
        },
    };

    private static JsonObject Code() => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. ProblemCatalog.Guides.Keys.Order(StringComparer.Ordinal).Select(code => (JsonNode)code)]),
        ["description"] = string.Join('\n', ProblemCatalog.Guides.OrderBy(guide => guide.Key, StringComparer.Ordinal)
            .Select(guide => $"- `{guide.Key}`: {guide.Value.Cause} {guide.Value.Cure}")),
    };

    private static JsonObject Example() => new()
    {
        ["type"] = "urn:livechat:problem:token_expired",
        ["title"] = "Token expired",
        ["status"] = 401,
        ["detail"] = "The token has expired: make a new one, or renew it.",
        ["code"] = "token_expired",
        ["requestId"] = "01a20b746b427ede844d9e7c1e23ea17",
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
