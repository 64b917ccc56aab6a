using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Browser.Tests.Platforms;

/// <summary>A tenant of one test's own, made the way an operator and an owner make one.</summary>
internal sealed class Shop
{
    private const string Password = "a long enough pass phrase 7";
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri gateway;
    private string staff = "";

    private Shop(Uri gateway, string id)
    {
        this.gateway = gateway;
        Id = id;
    }

    public string Id { get; }

    public string Token { get; private set; } = "";

    public string TokenId { get; private set; } = "";

    public static async Task<Shop> OpenAsync(DemoPlatform platform, CancellationToken ct)
    {
        var shop = new Shop(platform.Gateway, $"b-{Guid.NewGuid():N}"[..18]);
        var made = await shop.SendAsync(HttpMethod.Post, "/api/operator/tenants", platform.Demo.OperatorKey,
            new { id = shop.Id, name = "Another shop", ownerEmail = $"owner@{shop.Id}.example" }, ct);
        var invitation = (string)made!["invitation"]!["url"]!;
        var login = await shop.SendAsync(HttpMethod.Post, "/api/auth/accept", null,
            new { token = invitation[(invitation.LastIndexOf('=') + 1)..], password = Password, client = "script" }, ct);
        shop.staff = (string)login!["accessToken"]!;
        await shop.MintAsync(ct);
        return shop;
    }

    public async Task<Shop> WithAssistantAsync(CancellationToken ct)
    {
        var assistant = await StaffAsync(HttpMethod.Post, "assistants", new { name = "Ada", greeting = "Hello from Ada." }, ct);
        await StaffAsync(HttpMethod.Put, $"assistants/{assistant!["id"]}/default", new { }, ct);
        await StaffAsync(HttpMethod.Post, "knowledge", new
        {
            title = "Shipping",
            text = "We ship to Switzerland in 3 to 5 working days for 14.90 EUR.",
            url = "https://shop.example/shipping",
            locale = "en",
        }, ct);
        return this;
    }

    /// <summary>Sets members of the widget's settings, the others stay.</summary>
    public async Task SetWidgetAsync(string members, CancellationToken ct)
    {
        var widget = (await StaffAsync(HttpMethod.Get, "widget", null, ct))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            widget[name] = value?.DeepClone();
        await StaffAsync(HttpMethod.Put, "widget", widget, ct);
    }

    /// <summary>Returns when this provider answers instead of the built-in assistant.</summary>
    public async Task UseAsync(string providerUrl, CancellationToken ct)
    {
        await StaffAsync(HttpMethod.Put, "provider", new { kind = "openai", baseUrl = providerUrl, model = "m", apiKey = "sk-browser-0123456789" }, ct);
        while (true)
        {
            var answer = await SendAsync(HttpMethod.Post, $"/api/widgets/{Id}/chat", Token, new { sessionId = $"s-{Guid.NewGuid():N}", message = "Do you ship to Switzerland?" }, ct);
            if ((string?)answer!["metadata"]!["model"] != "builtin") return;
            await Task.Delay(200, ct);
        }
    }

    public Task AllowAsync(string domain, CancellationToken ct) =>
        StaffAsync(HttpMethod.Post, "widget/allowed-domains", new { domain }, ct);

    public Task RevokeTokenAsync(CancellationToken ct) => StaffAsync(HttpMethod.Delete, $"widget/tokens/{TokenId}", null, ct);

    /// <summary>Returns when the widget's routes refuse the token: a revocation reaches every cache within seconds.</summary>
    public async Task IsRefusedAsync(CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, $"/api/widgets/{Id}/config"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var answer = await Http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                return;
            await Task.Delay(100, ct);
        }
    }

    /// <summary>An agent's answer in the newest conversation.</summary>
    public async Task AnswerAsync(string text, CancellationToken ct)
    {
        var id = (await NewestAsync(ct))["id"];
        await StaffAsync(HttpMethod.Post, $"conversations/{id}/takeover", new { }, ct);
        await StaffAsync(HttpMethod.Post, $"conversations/{id}/messages", new { text }, ct);
    }

    /// <summary>The newest conversation, as staff see it.</summary>
    public async Task<JsonNode> NewestAsync(CancellationToken ct) => (await StaffAsync(HttpMethod.Get, "conversations", null, ct))!["items"]![0]!;

    /// <summary>Ends the newest conversation.</summary>
    public async Task CloseAsync(CancellationToken ct) =>
        await StaffAsync(HttpMethod.Post, $"conversations/{(await NewestAsync(ct))["id"]}/close", new { }, ct);

    /// <summary>An agent with a dashboard: signed in when this returns.</summary>
    public async Task<ClientWebSocket> DashboardAsync(CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri, ct);
        await SendAsync(socket, new { type = "auth", token = staff }, ct);
        await NextAsync(socket, "auth:ok", ct);
        return socket;
    }

    public static Task SendAsync(ClientWebSocket socket, object frame, CancellationToken ct) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, true, ct);

    /// <summary>Reads on to the next frame of the type.</summary>
    public static async Task<JsonNode> NextAsync(ClientWebSocket socket, string type, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(45));
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"Closed with {socket.CloseStatus} before a frame '{type}' came.");
            var frame = JsonNode.Parse(buffer.AsSpan(0, length))!;
            if ((string?)frame["type"] == type) return frame;
        }
    }

    public Task<JsonNode?> StaffAsync(HttpMethod method, string route, object? body, CancellationToken ct) =>
        SendAsync(method, $"/api/tenants/{Id}/{route}", staff, body, ct);

    private async Task MintAsync(CancellationToken ct)
    {
        var minted = await StaffAsync(HttpMethod.Post, "widget/tokens", new { label = "browser" }, ct);
        Token = (string)minted!["token"]!;
        TokenId = (string)minted["id"]!;
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, string? bearer, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway, path));
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await Http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
