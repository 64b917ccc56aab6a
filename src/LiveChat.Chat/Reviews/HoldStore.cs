using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Reviews;

/// <summary>A reply that is held now.</summary>
/// <param name="Waiting">The line that the visitor sees until somebody decided.</param>
internal sealed record Held(Conversation Conversation, MessageView Waiting, Guid ReviewId);

/// <summary>
/// Ends a turn by holding its reply, in one command: the reply is stored without a <c>seq</c>, the visitor gets the waiting
/// line, the next queued turn starts. The review's id is the draft's, so a redelivery holds it once.
/// </summary>
internal sealed class HoldStore(ChatDatabase chat, TimeProvider clock)
{
    private static readonly string s_hold =
        $"""
        update conversations set locked_at = @now where id = @conversation and tenant_id = @tenant;

        update turns set status = 'held', cause = @cause, ended_at = @now, ended_by = @mark, reply_id = @held, notice_id = @waiting,
            draft_id = @review, assistant_id = @assistant, model = @model, tokens = @tokens, shown_text = @shown, trail = @trail,
            guidance = null
          where id = @turn and conversation_id = @conversation and attempt = @attempt and status = 'running';

        insert into messages (id, tenant_id, conversation_id, seq, kind, text, search_text, author_type, author_id, author_name,
            created_at, status, locale, request_id, review_id, sources, quick_replies)
          select @held, c.tenant_id, c.id, null, 'message', @text, @search, 'assistant', @assistant, @assistantName, @now, 'held',
            c.locale, @request, @review, @sources, @quickReplies
          from conversations c where c.id = @conversation and {TurnStore.Ended};

        insert into messages (id, tenant_id, conversation_id, seq, kind, text, search_text, author_type, event_name,
            created_at, status, locale, request_id, review_id)
          select @waiting, c.tenant_id, c.id, c.last_seq + 1, 'message', @shown, '', 'system', '{HeldReplyRow.Waiting}', @now, 'sent',
            c.locale, @request, @review
          from conversations c where c.id = @conversation and {TurnStore.Ended};

        insert into held_replies (review_id, tenant_id, conversation_id, turn_id, message_id, waiting_id, request_id, reasons, status,
            on_expiry, fallback_text, handover_text, created_at, expires_at)
          select @review, c.tenant_id, c.id, @turn, @held, @waiting, @request, @reasons, 'pending', @onExpiry, @fallbackText,
            @handoverText, @now, @expires
          from conversations c where c.id = @conversation and {TurnStore.Ended};

        update conversations set version = version + 1, updated_at = @now, serious = (serious or @serious), last_seq = last_seq + 1,
            last_text = @last, last_author = 'system', last_at = @now, held_reviews = held_reviews + 1,
            {TurnStore.Counts},
            assistant_id = @assistant, assistant_name = @assistantName
          where id = @conversation and {TurnStore.Ended};
        """;

    private static readonly string s_read =
        $"select {Conversation.Columns}, {MessageRow.Columns} from {Conversation.Tables} join messages m on m.id = @waiting " +
        $"left join turns t on t.message_id = m.id where c.id = @conversation and {TurnStore.Ended};";

    private static readonly string s_all = string.Join('\n', s_hold, TurnStore.StartNext, Sql.InsertText(0, TurnStore.Ended),
        Sql.InsertText(1, TurnStore.Ended), Sql.InsertText(2, TurnStore.Ended), Sql.InsertText(3, TurnStore.Started), s_read);

    /// <summary>Holds the reply, or returns null: the turn was ended already, or another attempt runs.</summary>
    public async Task<Held?> HoldAsync(TurnEnding ending, CancellationToken cancellationToken)
    {
        var (turn, reply, terms) = (ending.Turn, ending.Reply!, ending.Hold!);
        var now = clock.GetUtcNow();
        var held = Guid.CreateVersion7(now);
        var waiting = Guid.CreateVersion7(now);
        var shown = ending.ShownText!;
        OutboxRow[] rows =
        [
            chat.Outbox.Reference<HeldRepliesChanged>(Guid.CreateVersion7(), HeldRepliesLoader.ByReview(reply.DraftId, turn.RequestId), turn.RequestId),
            chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), held.ToString("D"), turn.RequestId),
            chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), waiting.ToString("D"), turn.RequestId),
            chat.Outbox.Reference<VisitorMessagePosted>(Guid.CreateVersion7(), TurnStartLoader.ByConversation(turn.ConversationId), turn.RequestId),
        ];
        var sql = new Sql(s_all)
            .With("now", now).With("conversation", turn.ConversationId).With("tenant", turn.TenantId).With("turn", turn.TurnId)
            .With("attempt", turn.Attempt).With("mark", held).With("held", held).With("waiting", waiting).With("review", reply.DraftId)
            .With("cause", ending.Cause).With("assistant", reply.AssistantId).With("assistantName", reply.AssistantName)
            .With("model", reply.Model).With("tokens", reply.Tokens).With("shown", shown).With("last", MessageRules.Cut(shown, 160))
            .With("trail", TrailJson.Write(ending.Trail)).With("text", reply.Text).With("search", MessageRules.Fold(reply.Text))
            .With("request", turn.RequestId).With("sources", MessageRow.WriteList(reply.Sources))
            .With("quickReplies", MessageRow.WriteList(reply.QuickReplies))
            .With("reasons", JsonSerializer.Serialize(terms.Reasons, JsonDefaults.Options)).With("onExpiry", terms.OnExpiry)
            .With("fallbackText", terms.FallbackText).With("handoverText", terms.HandoverText)
            .With("expires", now.AddSeconds(Math.Max(0, terms.Seconds))).With("serious", ending.Serious)
            .With("warned", false).With("handover", false).With("knows", ending.Known == true).With("unknown", ending.Known == false);
        foreach (var row in rows) sql.WithRow(row);
        var result = await chat.Database.WriteAsync(sql, async reader => await reader.ReadAsync().ConfigureAwait(false)
            ? new Held(Conversation.Read(reader), MessageRow.Read(reader, Conversation.ColumnCount), reply.DraftId) : null,
            cancellationToken).ConfigureAwait(false);
        if (result is null) return null;
        foreach (var row in rows) chat.Outbox.Publish(row);
        return result;
    }
}
