using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Samples;

/// <summary>Fills a demo's inbox. On the management listener only.</summary>
internal static class SampleEndpoints
{
    private const int ConversationLimit = 100;
    private const int LineLimit = 50;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal(HttpMethods.Post, "/internal/chat/samples", ImportAsync);

    /// <summary>
    /// <c>{tenantId, conversations:[{sessionId, visitor:{name,email}, startedAt, status: open|closed, handledBy: assistant|people,
    /// tags:["sample"], locale, page, messages:[{author: visitor|assistant|agent, name, text, at}]}]}</c> (times ISO 8601; at most
    /// 100 conversations of 50 lines) -> <c>{imported, known}</c>. Idempotent by tenant and sessionId; not counted in
    /// usage or figures; said to nobody by event. Removed by <c>DELETE /api/tenants/{id}/conversations?tag=sample</c>.
    /// </summary>
    private static async Task<IResult> ImportAsync(SampleBody body, SampleStore store, CancellationToken cancellationToken)
    {
        Check(body);
        var imported = 0;
        foreach (var conversation in body.Conversations!)
            if (await store.ImportAsync(body.TenantId!, conversation, cancellationToken).ConfigureAwait(false)) imported++;
        return Results.Ok(new SampleAnswer(imported, body.Conversations.Count - imported));
    }

    private static void Check(SampleBody body)
    {
        if (string.IsNullOrEmpty(body.TenantId)) throw Problems.Invalid("tenantId", "is required.");
        if (body.Conversations is not { Count: <= ConversationLimit }) throw Problems.Invalid("conversations", $"is required: at most {ConversationLimit}.");
        for (var i = 0; i < body.Conversations.Count; i++)
        {
            var c = body.Conversations[i];
            var valid = MessageRules.IsSessionId(c.SessionId) && c.Messages is { Count: >= 1 and <= LineLimit }
                && c.Status is null or ConversationStatus.Open or ConversationStatus.Closed
                && c.HandledBy is null or HandledBy.Assistant or HandledBy.People
                && c.Messages.All(m => m.Author is AuthorTypes.Visitor or AuthorTypes.Assistant or AuthorTypes.Agent
                    && !string.IsNullOrWhiteSpace(m.Text) && !m.Text.Contains('\0'));
            if (!valid) throw Problems.Invalid($"conversations[{i}]", "needs sessionId, messages with author and text, and a known status and handledBy.");
        }
    }
}
