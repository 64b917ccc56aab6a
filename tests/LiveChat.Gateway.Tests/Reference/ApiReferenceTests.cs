using LiveChat.Gateway.Reference;
using static LiveChat.Gateway.Tests.GatewayHost;

namespace LiveChat.Gateway.Tests.Reference;

public sealed class ApiReferenceTests(GatewayHost host)
{
    [Fact]
    public async Task Document_NamesTheRoutesButNoInternalOnes()
    {
        var document = await JsonAsync(await host.SendAsync(HttpMethod.Get, "/openapi.json"));
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        Assert.Contains("/api/auth/login", paths);
        Assert.Contains("/api/tenants/{tenantId}/widget/tokens", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("/internal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_LoadsFromThisHostOnly()
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/reference");
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found or HttpStatusCode.MovedPermanently)
            answer = await host.SendAsync(HttpMethod.Get, "/reference/");
        answer.EnsureSuccessStatusCode();
        Assert.Contains("script-src 'self' 'unsafe-inline'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("cdn.", page, StringComparison.Ordinal);
        // The maker's offers (share, generate, deploy, ask) would stand over the reference, and send the document away.
        Assert.Contains("\"showDeveloperTools\":\"never\"", page, StringComparison.Ordinal);
        Assert.Contains("\"agent\":{\"disabled\":true}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_TwoServices_HasThePathsAndSchemasOfBoth()
    {
        var merged = JsonNode.Parse(ApiMerge.Merge([Document("/api/a", "chat.Input"), Document("/api/b", "safety.Input")]))!;
        Assert.Equal("#/components/schemas/chat.Input", merged["paths"]!["/api/a"]!["get"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.Equal("#/components/schemas/safety.Input", merged["paths"]!["/api/b"]!["get"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.Equal(["Problem", "chat.Input", "safety.Input"], merged["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_EveryRoute_TellsHowItRefuses()
    {
        var document = await JsonAsync(await host.SendAsync(HttpMethod.Get, "/openapi.json"));
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, operation => Assert.Equal("#/components/responses/Problem", operation["responses"]!["default"]!["$ref"]!.GetValue<string>()));
        var code = document["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!;
        Assert.Contains("body_too_large", code["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("`token_expired`: The token's life is over", code["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_AsksForNoMoreThanTheRoutesDo()
    {
        var document = await JsonAsync(await host.SendAsync(HttpMethod.Get, "/openapi.json"));
        var login = document["paths"]!["/api/auth/login"]!["post"]!;
        var tokens = document["paths"]!["/api/tenants/{tenantId}/widget/tokens"]!;

        Assert.Empty(login["security"]!.AsArray());
        Assert.Null(tokens["post"]!["security"]);
        var body = login["requestBody"]!["content"]!["application/json"]!;
        Assert.Equal("script", body["example"]!["client"]!.GetValue<string>());
        Assert.DoesNotContain("tenantId", Shape(body)["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []);
        // In answers a member that is null is written all the same.
        Assert.Contains("refreshToken", Shape(login["responses"]!["200"]!["content"]!["application/json"]!)["required"]!.AsArray().Select(name => name!.GetValue<string>()));

        JsonNode Shape(JsonNode content) => document["components"]!["schemas"]![content["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1]]!;
    }

    [Fact]
    public async Task Document_BeginsWithWhatASiteNeeds()
    {
        var tags = (await JsonAsync(await host.SendAsync(HttpMethod.Get, "/openapi.json")))["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList();
        Assert.Equal(["Widget", "Sign-in"], tags.Take(2));
    }

    private static JsonObject Document(string path, string schema) => new()
    {
        ["paths"] = new JsonObject
        {
            [path] = new JsonObject { ["get"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" } } },
        },
        ["components"] = new JsonObject { ["schemas"] = new JsonObject { [schema] = new JsonObject { ["type"] = "object" } } },
    };
}
