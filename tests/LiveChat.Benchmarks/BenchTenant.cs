using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Benchmarks;

/// <summary>A tenant made for one measurement over the public routes, without limits, with an assistant and articles.</summary>
public sealed class BenchTenant(HttpClient http, string id, string widgetToken, string email, string password)
{
    public const string OperatorKey = "benchmark-operator-key-0123456789abcdef";

    public string Id { get; } = id;

    public string WidgetToken { get; } = widgetToken;

    private (string Token, DateTime Until) _staff;

    public static async Task<BenchTenant> CreateAsync(HttpClient http, string knowledgeFolder)
    {
        var id = "bench-" + Guid.NewGuid().ToString("N")[..10];
        var email = $"owner@{id}.example";
        var password = Guid.NewGuid().ToString("N") + "aA1!";
        var made = await SendAsync(http, HttpMethod.Post, "/api/operator/tenants", OperatorKey, new JsonObject { ["id"] = id, ["name"] = "Benchmark", ["ownerEmail"] = email });
        await SendAsync(http, HttpMethod.Patch, $"/api/operator/tenants/{id}", OperatorKey, new JsonObject
        {
            ["limits"] = new JsonObject
            {
                ["conversationsPerMonth"] = null,
                ["aiRepliesPerMonth"] = null,
                ["messagesPerMinutePerSession"] = null,
                ["messagesPerMinutePerAddress"] = null,
                ["requestsPerMinute"] = null,
                ["newConversationsPerHourPerAddress"] = null,
                ["atLimit"] = "refuse",
            },
        });
        var invitation = new Uri(made["invitation"]!["url"]!.GetValue<string>());
        var token = (invitation.Query + invitation.Fragment).Split('=', 2)[1];
        await SendAsync(http, HttpMethod.Post, "/api/auth/accept", null, new JsonObject { ["token"] = token, ["password"] = password });
        var staff = await LoginAsync(http, email, password);
        var root = $"/api/tenants/{id}";
        var assistant = await SendAsync(http, HttpMethod.Post, root + "/assistants", staff, new JsonObject { ["name"] = "Ada" });
        var assistantId = (assistant["id"] ?? assistant["assistant"]?["id"])!.GetValue<string>();
        await SendAsync(http, HttpMethod.Put, $"{root}/assistants/{assistantId}/default", staff, null);
        foreach (var file in Directory.EnumerateFiles(knowledgeFolder, "*.md").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            var parts = text.Split("---", 3);
            var title = parts[1].Split('\n').First(l => l.StartsWith("title:", StringComparison.Ordinal))[6..].Trim().Trim('"');
            await SendAsync(http, HttpMethod.Post, root + "/knowledge", staff, new JsonObject { ["title"] = title, ["text"] = parts[2].Trim(), ["body"] = parts[2].Trim() });
        }

        var minted = await SendAsync(http, HttpMethod.Post, root + "/widget/tokens", staff, new JsonObject { ["label"] = "benchmark" });
        return new BenchTenant(http, id, minted["token"]!.GetValue<string>(), email, password);
    }

    /// <summary>One visitor message; the answer, or null when it was refused.</summary>
    public async Task<JsonNode?> ChatAsync(string sessionId, string sessionKey, string message, string? clientMessageId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/widgets/{Id}/chat");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", WidgetToken);
        request.Headers.Add("X-Session-Key", sessionKey);
        request.Content = JsonContent.Create(new { sessionId, message, clientMessageId });
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            Refusals.Note(await answer.Content.ReadAsStringAsync());
            return null;
        }

        return await answer.Content.ReadFromJsonAsync<JsonNode>();
    }

    /// <summary>Has an OpenAI-compatible server answer from now on; it is asked when every replica knows.</summary>
    public async Task UseProviderAsync(string url)
    {
        await SendAsync(http, HttpMethod.Put, $"/api/tenants/{Id}/provider", await FreshStaffTokenAsync(), new JsonObject { ["kind"] = "openai_compatible", ["baseUrl"] = url, ["model"] = "fake" });
        var end = DateTime.UtcNow.AddSeconds(20);
        var session = "warm-" + Guid.NewGuid().ToString("N");
        while ((await ChatAsync(session, session.PadRight(43, 'k'), "Do you ship to Switzerland?"))?["metadata"]?["model"]?.GetValue<string>() != "fake")
        {
            if (DateTime.UtcNow > end) throw new InvalidOperationException("the provider is not asked");
            await Task.Delay(100);
        }
    }

    public async Task TakeOverAsync(string conversationId) =>
        await SendAsync(http, HttpMethod.Post, $"/api/tenants/{Id}/conversations/{conversationId}/takeover", await FreshStaffTokenAsync(), []);

    /// <summary>The whole history as staff see it, oldest first.</summary>
    public Task<List<JsonNode>> MessagesAsync(string conversationId) => ListAsync($"conversations/{conversationId}/messages");

    /// <summary>All items of a list of the tenant's, such as <c>conversations</c>, as staff see it.</summary>
    public async Task<List<JsonNode>> ListAsync(string list)
    {
        var all = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = await SendAsync(http, HttpMethod.Get,
                $"/api/tenants/{Id}/{list}?limit=100{(cursor is null ? "" : "&cursor=" + cursor)}", await FreshStaffTokenAsync(), null);
            all.AddRange(page["items"]!.AsArray().Select(m => m!));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is null) return all;
        }
    }

    /// <summary>A staff token that is good for some minutes more.</summary>
    public async Task<string> FreshStaffTokenAsync()
    {
        if (_staff.Until < DateTime.UtcNow)
            _staff = (await LoginAsync(http, email, password), DateTime.UtcNow.AddMinutes(5));
        return _staff.Token;
    }

    private static async Task<string> LoginAsync(HttpClient http, string email, string password)
    {
        var login = await SendAsync(http, HttpMethod.Post, "/api/auth/login", null,
            new JsonObject { ["email"] = email, ["password"] = password, ["client"] = "script" });
        return login["accessToken"]!.GetValue<string>();
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, string? bearer, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}

/// <summary>The first refusals of a run, so that a wrong figure explains itself.</summary>
internal static class Refusals
{
    private static int s_count;

    public static void Note(string body)
    {
        if (Interlocked.Increment(ref s_count) <= 3) Console.Error.WriteLine($"refused: {body}");
    }
}
