using System.Text.Json;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What a page of another origin can read by <c>fetch</c>: only a browser can show it.</summary>
public sealed class CrossOriginTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    // A request that the browser withholds from the page ends as a TypeError, whatever the server answered.
    private const string Fetch = """
        async ([url, method, token, body]) => {
          try {
            const answer = await fetch(url, {
              method, body: body ?? undefined,
              headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json', 'X-Session-Key': 'k'.repeat(43) } : {}) },
            });
            const text = await answer.text();
            return JSON.stringify({ status: answer.status, requestId: answer.headers.get('X-Request-Id'), retryAfter: answer.headers.get('Retry-After'), body: JSON.parse(text) });
          } catch (e) {
            return JSON.stringify({ withheld: e.name });
          }
        }
        """;

    [Fact]
    public async Task RefusedOrigin_ReadsWhyAndByWhichRequest()
    {
        var shop = await Shop.OpenAsync(Platform, Ct);
        await shop.AllowAsync("shop.example", Ct);
        await using var site = new CustomerSite("");
        await using var visit = await VisitAsync(site.Address.ToString());
        foreach (var (method, path, body) in ((string, string, string?)[])[
            ("GET", "config", null), ("POST", "chat", """{"sessionId":"s","message":"Hello!"}"""), ("POST", "token", "{}")])
        {
            var answer = await FetchAsync(visit, method, $"api/widgets/{shop.Id}/{path}", shop.Token, body);
            Assert.Equal(403, answer.GetProperty("status").GetInt32());
            var problem = answer.GetProperty("body");
            Assert.Equal("domain_not_authorized", problem.GetProperty("code").GetString());
            Assert.Equal(site.Address.GetLeftPart(UriPartial.Authority), problem.GetProperty("origin").GetString());
            Assert.Equal(problem.GetProperty("requestId").GetString(), answer.GetProperty("requestId").GetString());
        }
    }

    [Fact]
    public async Task EveryRefusalOfAWidgetRoute_IsReadable()
    {
        var shop = await Shop.OpenAsync(Platform, Ct);
        await using var site = new CustomerSite("");
        await using var visit = await VisitAsync(site.Address.ToString());
        foreach (var (status, token, path, body) in ((int, string, string, string?)[])[
            (401, "nonsense", "config", null), (401, shop.Token[..^6] + "AAAAAA", "config", null), (404, shop.Token, "nothing", null),
            (400, shop.Token, "chat", "{"), (413, shop.Token, "chat", new string('x', 70_000))])
        {
            var answer = await FetchAsync(visit, body is null ? "GET" : "POST", $"api/widgets/{shop.Id}/{path}", token, body);
            Assert.True(answer.TryGetProperty("status", out var seen) && seen.GetInt32() == status, $"{path} {status}: {answer}");
            Assert.False(string.IsNullOrEmpty(answer.GetProperty("requestId").GetString()));
        }
    }

    [Fact]
    public async Task StaffAndOperatorRoutes_AreWithheldFromOtherOrigins()
    {
        await using var site = new CustomerSite("");
        await using var visit = await VisitAsync(site.Address.ToString());
        foreach (var (method, path) in ((string, string)[])[
            ("GET", "api/operator/tenants"), ("GET", "api/auth/me"), ("POST", "api/auth/login"), ("POST", "api/auth/refresh"),
            ("GET", $"api/tenants/{Platform.Demo.TenantId}/conversations"), ("GET", $"api/tenants/{Platform.Demo.TenantId}/widget")])
        {
            var answer = await FetchAsync(visit, method, path, Platform.Demo.OperatorKey, method == "POST" ? "{}" : null);
            Assert.True(answer.TryGetProperty("withheld", out var error) && error.GetString() == "TypeError", $"{method} {path}: {answer}");
        }
    }

    private async Task<JsonElement> FetchAsync(Visit visit, string method, string path, string token, string? body)
    {
        var text = await visit.Page.EvaluateAsync<string>(Fetch, new object?[] { new Uri(Platform.Gateway, path).ToString(), method, token, body });
        return JsonDocument.Parse(text).RootElement;
    }
}
