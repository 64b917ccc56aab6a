using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>Calls the gateway as any program would; knows nothing of the platform's code.</summary>
internal sealed class Caller(Uri gateway, string? bearer = null)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20) })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public Uri Gateway => gateway;

    public string? Bearer => bearer;

    public Caller With(string? other) => new(gateway, other);

    public Caller At(Uri other) => new(other, bearer);

    public Task<Answer> GetAsync(string path, CancellationToken ct, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, ct, headers);

    public Task<Answer> PostAsync(string path, object body, CancellationToken ct, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), ct, headers);

    public Task<Answer> PutAsync(string path, object body, CancellationToken ct, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, Json(body), ct, headers);

    public Task<Answer> PatchAsync(string path, object body, CancellationToken ct) => SendAsync(HttpMethod.Patch, path, Json(body), ct);

    public Task<Answer> DeleteAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Delete, path, null, ct);

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway, path)) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        // What may be refused for its length is asked about first: a refusal is not heard while megabytes are being written.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return new Answer($"{method} {path}", (int)answer.StatusCode, Parse(text), text, answer.Headers, answer.Content.Headers);
    }

    public static StringContent Json(object body) => Raw(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    public static StringContent Raw(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
