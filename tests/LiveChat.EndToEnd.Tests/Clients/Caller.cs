using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>Calls the gateway as any program would; knows nothing of the platform's code.</summary>
internal sealed class Caller(Uri gateway, string? bearer = null, HttpClient? from = null)
{
    private static readonly HttpClient Http = ClientAt(null);
    private static int addresses;

    public Uri Gateway => gateway;

    public string? Bearer => bearer;

    public Caller With(string? other) => new(gateway, other, from);

    public Caller At(Uri other) => new(other, bearer, from);

    /// <summary>The same from an address that nobody else has: what counts against an address counts against it alone. All of
    /// 127.0.0.0/8 is this machine; only IPv4 has that many.</summary>
    public Caller AtItsOwnAddress()
    {
        var number = Interlocked.Increment(ref addresses);
        return new(gateway, bearer, ClientAt(new IPAddress([127, 77, (byte)(number / 250), (byte)(1 + (number % 250))])));
    }

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
        using var answer = await (from ?? Http).SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return new Answer($"{method} {path}", (int)answer.StatusCode, Parse(text), text, answer.Headers, answer.Content.Headers);
    }

    public static StringContent Json(object body) => Raw(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    public static StringContent Raw(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    private static HttpClient ClientAt(IPAddress? address)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20) };
        if (address is not null)
        {
            handler.ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };
    }

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
