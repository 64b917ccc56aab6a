using LiveChat.Chat.Safety;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.Chat.Messages;

/// <summary>
/// What was said before a message, for the assistant's prompt: only lines that the visitor saw and a visitor, an assistant
/// or a person wrote. Held replies, notes and the platform's own texts are none. On the management listener only.
/// </summary>
internal static class ContextEndpoints
{
    private const string Select = """
        select m.author_type, m.author_name, m.text from messages m
        where m.conversation_id = @id and m.tenant_id = @tenant and m.kind = 'message' and m.status = 'sent' and m.author_type <> 'system'
          and m.seq < (select b.seq from messages b where b.id = @before and b.conversation_id = @id)
        order by m.seq desc limit @limit;
        """;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/chat/context/{tenantId}/{conversationId:guid}", ReadAsync);

    /// <summary><c>?before={messageId}&amp;limit=1..100</c> -> <c>{lines:[{author: visitor|assistant|agent, name, text}]}</c>, oldest first.</summary>
    private static async Task<ContextLines> ReadAsync(
        string tenantId, Guid conversationId, Guid before, ChatDatabase chat, SafetyDirectory safety, CancellationToken cancellationToken, int limit = 30)
    {
        var lines = await chat.Database.ListAsync(
            new Sql(Select).With("id", conversationId).With("tenant", tenantId).With("before", before).With("limit", Math.Clamp(limit, 1, 100)),
            static reader => new ContextLine(reader.GetString(0), reader.StringOrNull(1), reader.GetString(2)), cancellationToken).ConfigureAwait(false);
        lines.Reverse();
        var kinds = (await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false)).MaskForProvider;
        // Whoever wrote it: a colleague, or the assistant, repeats what the visitor gave.
        if (kinds.Count > 0)
            lines = lines.ConvertAll(line => line with { Text = PersonalDataScan.Mask(line.Text, kinds) });
        return new ContextLines(lines);
    }

    internal sealed record ContextLines(IReadOnlyList<ContextLine> Lines);

    internal sealed record ContextLine(string Author, string? Name, string Text);
}
