using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>What became of one visitor message.</summary>
/// <param name="Status">Of the turn; <c>people</c> where people had the conversation, so that no assistant was asked.</param>
/// <param name="Steps">In order of time.</param>
internal sealed record Trail(
    string RequestId, Guid ConversationId, Guid MessageId, Guid? ReplyId, string Status, string? Cause, long Attempt, Guid? AssistantId,
    string? Model, int Tokens, DateTimeOffset AcceptedAt, DateTimeOffset? EndedAt, IReadOnlyList<TrailStep> Steps);

/// <summary>Finds trails by request or by message.</summary>
internal sealed class TrailStore(ChatDatabase chat)
{
    private const string Select =
        """
        select m.request_id, m.conversation_id, m.id, t.reply_id, t.status, t.cause, t.attempt, t.assistant_id, t.model, t.tokens,
            m.created_at, t.ended_at, t.trail
          from messages m left join turns t on t.message_id = m.id where
        """;

    private const string ByRequest =
        """
        select m.request_id, t.conversation_id, t.message_id, t.reply_id, t.status, t.cause, t.attempt, t.assistant_id, t.model, t.tokens,
            t.created_at, t.ended_at, t.trail
          from turns t join messages m on m.id = t.message_id
          where t.tenant_id = @tenant and t.request_id = @request order by t.created_at desc limit 1;
        """;

    /// <summary>The request that brought a visitor's message; null where it brought none.</summary>
    public Task<Trail?> ByRequestAsync(string tenantId, string requestId, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(ByRequest).With("tenant", tenantId).With("request", requestId), Read, cancellationToken);

    /// <summary>Of a visitor's message, or of the reply to it.</summary>
    public Task<Trail?> ByMessageAsync(string tenantId, Guid conversationId, Guid messageId, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(
            $"""
            {Select} m.tenant_id = @tenant and m.conversation_id = @conversation and m.author_type = 'visitor'
              and m.id = coalesce((select r.message_id from turns r where r.reply_id = @message), @message);
            """).With("tenant", tenantId).With("conversation", conversationId).With("message", messageId), Read, cancellationToken);

    private static Trail Read(System.Data.Common.DbDataReader r) => new(
        r.GetString(0), r.GetGuid(1), r.GetGuid(2), r.GuidOrNull(3), r.StringOrNull(4) ?? "people", r.StringOrNull(5), r.LongOrNull(6) ?? 0,
        r.GuidOrNull(7), r.StringOrNull(8), r.IntOrNull(9) ?? 0, r.Time(10), r.TimeOrNull(11),
        r.IsDBNull(12) ? [] : TrailJson.Read(r.GetString(12)));
}
