using System.Security.Cryptography;
using LiveChat.Chat.Conversations;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Escalation;

/// <summary>
/// Does an escalation rule's deeds in one command under the conversation's row lock. The rule's row is their mark: its id is
/// made of turn and rule, so an event that comes twice, or a second attempt of the turn, finds it done.
/// </summary>
internal sealed class EscalationStore(ChatDatabase chat, TimeProvider clock)
{
    private const int Tries = 8;
    private const int MostTags = 20;

    private const string Done = "exists (select 1 from escalations where id = @id and done_by = @mark)";

    private static readonly string s_read =
        $"""
        select {Conversation.Columns}, exists (select 1 from escalations e where e.id = @id),
            exists (select 1 from escalations e where e.conversation_id = @conversation and e.rule_id = @rule)
          from {Conversation.Tables} where c.id = @conversation and c.tenant_id = @tenant;
        """;

    private const string Apply =
        $"""
        update conversations set locked_at = @now where id = @conversation and tenant_id = @tenant;

        insert into escalations (id, tenant_id, conversation_id, rule_id, created_at, done_by)
          select @id, c.tenant_id, c.id, @rule, @now, @mark from conversations c
          where c.id = @conversation and c.tenant_id = @tenant and c.tags = @known
          on conflict (id) do nothing;

        update conversations set tags = @tags, serious = (serious or @serious), version = version + 1, updated_at = @now
          where id = @conversation and (tags <> @tags or (@serious and not serious)) and {Done};
        """;

    /// <summary>False where it was done before, or the conversation was erased.</summary>
    public async Task<bool> ApplyAsync(TurnRef turn, FiredRule rule, CancellationToken cancellationToken)
    {
        var id = IdOf(turn.TurnId, rule.RuleId);
        for (var attempt = 1; ; attempt++)
        {
            var read = await chat.Database.FirstAsync(
                new Sql(s_read).With("conversation", turn.ConversationId).With("tenant", turn.TenantId).With("id", id).With("rule", rule.RuleId),
                static r => (Conversation: Conversation.Read(r), Done: r.GetBoolean(Conversation.ColumnCount), Before: r.GetBoolean(Conversation.ColumnCount + 1)),
                cancellationToken).ConfigureAwait(false);
            if (read.Conversation is null || read.Done) return false;
            if (await ApplyAsync(turn, rule, id, read.Conversation.View.Tags, first: !read.Before, cancellationToken).ConfigureAwait(false)) return true;
            // Somebody tagged it meanwhile, or another replica does the same deed: the next look says which.
            if (attempt == Tries) throw new InvalidOperationException("The conversation's tags change too fast; the event is given out again.");
        }
    }

    private async Task<bool> ApplyAsync(
        TurnRef turn, FiredRule rule, Guid id, IReadOnlyList<string> known, bool first, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mark = Guid.CreateVersion7(now);
        IReadOnlyList<string> tags = [.. known.Concat(rule.Tags).Distinct().Take(Math.Max(MostTags, known.Count))];
        var changed = chat.Outbox.Reference<ConversationChanged>(
            Guid.CreateVersion7(), ChangedConversationLoader.Key(turn.ConversationId, turn.RequestId), turn.RequestId);
        // A mail for every message that has the word would be a flood that any visitor can start.
        var told = chat.Outbox.Row(new ConversationEscalated(
            id, turn.TenantId, turn.RequestId, turn.ConversationId, turn.MessageId, rule.Name, rule.Because, rule.HandsOver, rule.Dashboard,
            rule.Webhook, first ? rule.Emails : [], now), turn.RequestId);
        var sql = new Sql(Apply).With("now", now).With("conversation", turn.ConversationId).With("tenant", turn.TenantId).With("id", id)
            .With("rule", rule.RuleId).With("mark", mark).With("known", ConversationRules.WriteTags(known))
            .With("tags", ConversationRules.WriteTags(tags)).With("serious", rule.Serious)
            .Insert(changed, Done).Insert(told, Done)
            .Append("select 1 from escalations where id = @id and done_by = @mark;");
        var done = await chat.Database.WriteAsync(sql, static reader => reader.ReadAsync(), cancellationToken).ConfigureAwait(false);
        if (!done) return false;
        chat.Outbox.Publish(changed);
        chat.Outbox.Publish(told);
        return true;
    }

    private static Guid IdOf(Guid turnId, Guid ruleId)
    {
        Span<byte> both = stackalloc byte[32];
        turnId.TryWriteBytes(both);
        ruleId.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both).AsSpan(0, 16));
    }
}
