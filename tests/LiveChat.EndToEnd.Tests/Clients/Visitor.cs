using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>A visitor as the widget is one: brings a session key of its own with the first message.</summary>
internal sealed class Visitor(TestTenant tenant, string sessionId)
{
    public string SessionId => sessionId;

    public string SessionKey { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public Caller Caller { get; set; } = tenant.Widget;

    public (string, string) Key => ("X-Session-Key", SessionKey);

    public Task<Answer> PostAsync(string message, CancellationToken ct, string? clientMessageId = null) =>
        Caller.PostAsync(tenant.ChatRoute, new { sessionId, message, clientMessageId }, ct, Key);

    /// <summary>Posts, and expects a 200 with the status.</summary>
    public async Task<JsonNode> SayAsync(string message, CancellationToken ct, string status = "answered")
    {
        var answer = (await PostAsync(message, ct)).Ok();
        Xunit.Assert.True((string?)answer["status"] == status, $"'{message}' ended {answer["status"]}, not {status}: {answer.ToJsonString()}");
        return answer;
    }

    public Task<Answer> MessagesAsync(CancellationToken ct, long after = 0, int wait = 0) =>
        Caller.GetAsync($"{tenant.ChatRoute}/{sessionId}/messages?after={after}&wait={wait}", ct, Key);
}
