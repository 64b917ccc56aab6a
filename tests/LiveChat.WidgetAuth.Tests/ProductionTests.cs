namespace LiveChat.WidgetAuth.Tests;

/// <summary>Doors that only a demo has, and the operator's before somebody set a key.</summary>
public sealed class ProductionTests(ProductionHost production, WidgetAuthHost demo) : IClassFixture<ProductionHost>
{
    [Theory]
    [InlineData("/internal/widgetauth/sign-in-codes")]
    [InlineData("/internal/widgetauth/expired-tokens")]
    public async Task DemosDoor_IsThereInTheDemoAlone(string path)
    {
        var tenant = await demo.TenantAsync();
        var body = new { tenantId = tenant.Id, email = tenant.Email };

        (await demo.PostAsync(Managed(demo, path), body)).Must(HttpStatusCode.OK);
        Assert.Equal("not_found", (await production.PostAsync(Managed(production, path), body)).Must(HttpStatusCode.NotFound).Code);
        // And at the public address nowhere.
        Assert.Equal("not_found", (await demo.PostAsync(path, body)).Must(HttpStatusCode.NotFound).Code);
        Assert.Equal("not_found", (await production.PostAsync(path, body)).Must(HttpStatusCode.NotFound).Code);
    }

    [Theory]
    [InlineData(WidgetAuthHost.OperatorKey)]
    [InlineData("operator")]
    [InlineData("null")]
    [InlineData(" ")]
    public async Task OperatorApi_WhileNoKeyIsSet_RefusesEveryKey(string key)
    {
        var read = (await production.GetAsync("/api/operator/tenants", key)).Must(HttpStatusCode.Unauthorized);
        var write = (await production.PostAsync("/api/operator/tenants", new { id = "a-shop", name = "N", ownerEmail = "a@b.example" }, key))
            .Must(HttpStatusCode.Unauthorized);

        foreach (var answer in (Answer[])[read, write])
            Assert.Contains(answer.Code, (string[])["token_invalid", "token_missing", "token_malformed"]);
        if (key == WidgetAuthHost.OperatorKey)
            Assert.Contains("LiveChat:OperatorKey", read.Text("detail"), StringComparison.Ordinal);
    }

    private static string Managed(WidgetAuthHost host, string path) => new Uri(host.ManagementUrl, path).ToString();
}
