using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.AppHost.Platforms;

namespace LiveChat.AppHost.Seeding;

/// <summary>The platform's own public routes, as any script would call them; three internal ones for what only a demo has.</summary>
internal sealed class DemoApi(Platform platform) : IDisposable
{
    private readonly HttpClient gateway = new() { BaseAddress = platform.GatewayUrl, Timeout = TimeSpan.FromSeconds(30) };
    private readonly HttpClient management = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Sends with a bearer token. The answer's JSON, or null where its status is one of <paramref name="expected"/>.</summary>
    /// <exception cref="AppHostException">Any other refusal, with what the platform said about it.</exception>
    public async Task<JsonObject?> SendAsync(
        HttpMethod method, string path, string bearer, JsonNode? body, CancellationToken ct, params HttpStatusCode[] expected)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await gateway.SendAsync(request, ct);
        return await ReadAsync(answer, $"{method} {path}", expected, ct);
    }

    public async Task<JsonObject?> PostAnonymousAsync(string path, JsonNode body, CancellationToken ct, params HttpStatusCode[] expected)
    {
        using var answer = await gateway.PostAsJsonAsync(path, body, ct);
        return await ReadAsync(answer, $"POST {path}", expected, ct);
    }

    /// <summary>One-time sign-in code, good for 10 minutes; null when its route refuses.</summary>
    public async Task<string?> SignInCodeAsync(DemoValues values, CancellationToken ct)
    {
        var uri = new Uri(platform.ManagementUrl("widgetauth"), "/internal/widgetauth/sign-in-codes");
        using var answer = await management.PostAsJsonAsync(uri, new { values.TenantId, values.Staff.Email }, ct);
        if (!answer.IsSuccessStatusCode)
            return null;
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))?["code"]?.GetValue<string>();
    }

    /// <summary>A widget token that has expired already: no public route makes one.</summary>
    public async Task<string> ExpiredTokenAsync(string tenantId, CancellationToken ct)
    {
        var uri = new Uri(platform.ManagementUrl("widgetauth"), "/internal/widgetauth/expired-tokens");
        using var answer = await management.PostAsJsonAsync(uri, new { tenantId }, ct);
        return (await ReadAsync(answer, "POST /internal/widgetauth/expired-tokens", [], ct))!["token"]!.GetValue<string>();
    }

    /// <summary>Sample conversations of the last days; chat knows those it has by their session ids.</summary>
    public async Task AddSamplesAsync(JsonNode samples, CancellationToken ct)
    {
        var uri = new Uri(platform.ManagementUrl("chat"), "/internal/chat/samples");
        using var answer = await management.PostAsJsonAsync(uri, samples, ct);
        await ReadAsync(answer, "POST /internal/chat/samples", [], ct);
    }

    public void Dispose()
    {
        gateway.Dispose();
        management.Dispose();
    }

    private static async Task<JsonObject?> ReadAsync(
        HttpResponseMessage answer, string what, HttpStatusCode[] expected, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? [];
        if (expected.Contains(answer.StatusCode))
            return null;
        throw new AppHostException($"The demo could not be set up: {what} was answered with {(int)answer.StatusCode} {Detail(text)}");
    }

    private static string Detail(string text)
    {
        try
        {
            var problem = JsonNode.Parse(text);
            return $"{problem?["code"]} (request {problem?["requestId"]}): {problem?["detail"]}";
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
