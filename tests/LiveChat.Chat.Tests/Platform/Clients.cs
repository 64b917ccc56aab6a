using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LiveChat.Chat.Tests.Platform;

/// <summary>An answer, whatever its status.</summary>
internal sealed record Answer(int Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string? Text(string name) => Body.TryGetProperty(name, out var value) ? value.ToString() : null;

    public JsonElement this[string name] => Body.GetProperty(name);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return new Answer((int)response.StatusCode, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement, response.Headers);
    }
}

/// <summary>A visitor's browser.</summary>
internal sealed class Visitor(ChatHost host, string tenantId, string session, string? key)
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string _token = Tokens.Widget(tenantId);

    public string TenantId => tenantId;

    public string Session => session;

    public string Tenant => tenantId;

    public string? Key { get; set; } = key;

    public Task<Answer> SayAsync(string message, CancellationToken ct, string? clientMessageId = null, object? more = null)
    {
        var body = new Dictionary<string, object?> { ["sessionId"] = session, ["message"] = message };
        if (clientMessageId is not null) body["clientMessageId"] = clientMessageId;
        if (more is not null)
            foreach (var property in more.GetType().GetProperties()) body[property.Name] = property.GetValue(more);
        return PostAsync("chat", JsonSerializer.Serialize(body), ct);
    }

    public async Task<Answer> PostAsync(string path, string json, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Post, path, json, HttpCompletionOption.ResponseContentRead, ct, headers);
        return await Answer.ReadAsync(response, ct);
    }

    public async Task<Answer> GetAsync(string path, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseContentRead, ct);
        return await Answer.ReadAsync(response, ct);
    }

    public Task<Answer> MessagesAsync(CancellationToken ct, long after = 0, int wait = 0) =>
        GetAsync($"chat/{session}/messages?after={after}&wait={wait}", ct);

    /// <summary>Reads events until <paramref name="enough"/>; the connection is then dropped.</summary>
    public async Task<List<(string Name, string? Id, JsonElement Data)>> StreamAsync(
        HttpMethod method, string path, string? json, Func<string, JsonElement, bool> enough, CancellationToken ct, params (string, string)[] headers)
    {
        using var response = await SendAsync(method, path, json, HttpCompletionOption.ResponseHeadersRead, ct, [("Accept", "text/event-stream"), .. headers]);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        var events = new List<(string, string?, JsonElement)>();
        string? name = null, id = null;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            var data = JsonDocument.Parse(line[6..]).RootElement;
            events.Add((name!, id, data));
            if (enough(name!, data)) break;
            id = null;
        }

        return events;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? json, HttpCompletionOption completion, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, $"/api/widgets/{tenantId}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (Key is not null) request.Headers.Add("X-Session-Key", Key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await s_http.SendAsync(request, completion, ct);
    }
}

/// <summary>A member of staff's dashboard.</summary>
internal sealed class StaffClient(ChatHost host, string tenantId, string role, string name)
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string _token = Tokens.Staff(tenantId, Guid.CreateVersion7(), role, name);

    public Task<Answer> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, ct);

    public Task<Answer> PostAsync(string path, object? body, CancellationToken ct) => SendAsync(HttpMethod.Post, path, body ?? new { }, ct);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct, string? tenant = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, $"/api/tenants/{tenant ?? tenantId}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: JsonDefaults.Options);
        using var response = await s_http.SendAsync(request, ct);
        return await Answer.ReadAsync(response, ct);
    }
}
