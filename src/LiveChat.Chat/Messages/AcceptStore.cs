using System.Data.Common;
using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>
/// Accepts a visitor's message in one command, so one round trip and one transaction. The order is what keeps it right
/// under races: the first statement takes the conversation's row lock, alone; every later one sees what is committed
/// by then (one writable CTE would see a single, older snapshot).
/// </summary>
internal sealed class AcceptStore(ChatDatabase chat)
{
    /// <summary>Which conversation: by key, or by id together with the session it was opened with.</summary>
    private const string ByKey = "c.key_hash = @key";
    private const string ById =
        "c.tenant_id = @tenant and c.id = @conversation and c.session_id = @session "
        // A verified visitor's conversation is never opened by ids that can be guessed.
        + "and not exists (select 1 from visitors g where g.id = c.visitor_id and g.verified)";

    private const string LockOrBegin =
        """
        insert into conversations (id, tenant_id, session_id, key_hash, visitor_id, previous_id, status, handled_by, tags,
            last_seq, version, unread, visitor_read_seq, held_reviews, serious, page, device, locale, counted,
            created_at, updated_at, locked_at)
          values (@conversation, @tenant, @session, @key, @visitor, @previous, 'open', @handled, '[]',
            0, 0, 0, 0, 0, false, @page, @device, @locale, @counted, @now, @now, @now)
          on conflict (key_hash) do update set locked_at = @now;
        """;

    private const string LockExisting =
        """
        update conversations set locked_at = @now
          where id = @conversation and tenant_id = @tenant and session_id = @session;
        """;

    private const string BeginVisitor =
        """
        insert into visitors (id, tenant_id, name, email, phone, external_id, verified, banned, attributes, locale,
            search_text, first_seen_at, last_seen_at)
          select c.visitor_id, c.tenant_id, @name, @email, @phone, @external, false, false, coalesce(@attributes, '{}'), @locale,
            @visitorSearch, @now, @now
          from conversations c where {which}
          on conflict (id) do nothing;
        """;

    /// <summary>Unverified data fills in and replaces unverified data, and never touches a verified visitor.</summary>
    private const string UpdateVisitor =
        """
        update visitors set name = coalesce(@name, name), email = coalesce(@email, email), phone = coalesce(@phone, phone),
            external_id = coalesce(@external, external_id), attributes = coalesce(@attributes, attributes),
            locale = coalesce(@locale, locale), last_seen_at = @now,
            search_text = substr(@visitorSearch || ' ' || search_text, 1, 800)
          where id = (select c.visitor_id from conversations c where {which}) and verified = false
            and (name is distinct from coalesce(@name, name) or email is distinct from coalesce(@email, email)
              or phone is distinct from coalesce(@phone, phone) or external_id is distinct from coalesce(@external, external_id)
              or attributes is distinct from coalesce(@attributes, attributes));
        """;

    /// <summary>What the visitor agreed to first stands; it is erased with the conversation.</summary>
    private const string RecordConsent =
        """
        update conversations set consent_at = @consentAt, consent_text = @consentText
          where id = (select c.id from conversations c where {which}) and consent_at is null;
        """;

    private const string InsertMessage =
        """
        insert into messages (id, tenant_id, conversation_id, seq, client_message_id, kind, text, search_text, author_type,
            author_id, author_name, created_at, status, locale, request_id)
          select @message, c.tenant_id, c.id, c.last_seq + 1, @client, 'message', @text, @search, 'visitor',
            c.visitor_id, v.name, @now, 'sent', @locale, @request
          from conversations c join visitors v on v.id = c.visitor_id
          where {which} and v.banned = false and (c.status = 'open' or c.closed_at >= @reopenSince)
          on conflict (conversation_id, author_type, client_message_id) where client_message_id is not null do nothing;

        update conversations set last_seq = last_seq + 1, version = version + 1, unread = unread + 1, status = 'open',
            closed_at = null, updated_at = @now, last_text = @last, last_author = 'visitor', last_at = @now,
            waiting_since = case when handled_by = 'people' then coalesce(waiting_since, @now) end,
            page = coalesce(@page, page), device = coalesce(@device, device), locale = coalesce(@locale, locale)
          where id = (select m.conversation_id from messages m where m.id = @message);
        """;

    private const string InsertTurn =
        """
        insert into turns (id, tenant_id, conversation_id, message_id, request_id, seq, attempt, status, cause,
            requested_assistant_id, created_at, started_at, progress_at, ended_at, tokens, shown_text, trail)
          select @turn, c.tenant_id, c.id, @message, @request, c.last_seq, 1,
            case when @fallback is not null then 'blocked'
              when exists (select 1 from turns r where r.conversation_id = c.id and r.status = 'running') then 'queued'
              else 'running' end,
            case when @fallback is not null then 'usage_limit_reached' end,
            @assistant, @now, @now, @now, case when @fallback is not null then @now end, 0, @fallback, @trail
          from conversations c
          where c.id = (select m.conversation_id from messages m where m.id = @message) and c.handled_by = 'assistant';
        """;

    private static readonly string s_winner =
        $"select {Conversation.Columns}, {MessageRow.Columns}, t.id, t.attempt\n" +
        $"  from {Conversation.Tables}\n" +
        """
          left join messages m on m.id = coalesce((select w.id from messages w
            where w.conversation_id = c.id and w.author_type = 'visitor' and w.client_message_id = @client), @message)
          left join turns t on t.message_id = m.id
          where {which};
        """;

    private const string TurnStarts = "exists (select 1 from turns where id = @turn and status = 'running')";
    private const string MessageStored = "exists (select 1 from messages where id = @message)";

    // A text per way in, each constant, so that it stays prepared.
    private static readonly string[] s_byKey = Texts(LockOrBegin, ByKey);
    private static readonly string[] s_byId = Texts(LockExisting, ById);

    /// <summary>
    /// Stores the message, its turn and the two events, or finds the earlier message that this one repeats. Null only
    /// without a key: no such conversation for these ids. Events are published in the background.
    /// </summary>
    public async Task<Accepted?> AcceptAsync(AcceptCommand command, CancellationToken cancellationToken)
    {
        var post = command.Post;
        var visitor = post.Visitor;
        var step = new TrailStep("chat", "accept", "stored", null, null, command.Now, 0);
        var posted = chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), command.MessageId.ToString("D"), command.RequestId);
        var starts = chat.Outbox.Reference<VisitorMessagePosted>(Guid.CreateVersion7(), TurnStartLoader.ByTurn(command.TurnId), command.RequestId);
        var byKey = command.KeyHash is not null;
        var text = (byKey ? s_byKey : s_byId)[(visitor.Any ? 1 : 0) + (post.Consent is not null ? 2 : 0)];
        var sql = new Sql(text)
            .With("tenant", command.TenantId).With("session", post.SessionId).With("key", command.KeyHash)
            .With("conversation", command.ConversationId).With("visitor", command.VisitorId).With("previous", command.PreviousId)
            .With("handled", command.HandledBy).With("counted", command.Counted).With("device", command.Device)
            .With("page", post.Page is null ? null : JsonSerializer.Serialize(post.Page, JsonDefaults.Options))
            .With("locale", post.Locale).With("now", command.Now).With("reopenSince", command.ReopenSince)
            .With("name", visitor.Name).With("email", visitor.Email).With("phone", visitor.Phone).With("external", visitor.ExternalId)
            .With("attributes", visitor.Attributes is null ? null : JsonSerializer.Serialize(visitor.Attributes, JsonDefaults.Options))
            .With("visitorSearch", visitor.Any ? VisitorSearch(visitor) : "")
            .With("message", command.MessageId).With("client", post.ClientMessageId).With("text", post.Text)
            .With("search", MessageRules.Fold(post.Text)).With("last", MessageRules.Cut(post.Text, 160))
            .With("request", command.RequestId).With("turn", command.TurnId).With("assistant", post.AssistantId)
            .With("fallback", command.Fallback).With("trail", TrailJson.Write([step]))
            .WithRow(posted).WithRow(starts);
        if (post.Consent is { } consent)
        {
            // A browser's clock may be wrong; nobody agreed in the future.
            sql.With("consentAt", consent.At is { } at && at < command.Now ? at : command.Now).With("consentText", consent.TextVersion);
        }

        var accepted = await chat.Database.WriteAsync(sql, static reader => ReadAsync(reader), cancellationToken).ConfigureAwait(false);
        if (accepted is null || accepted.Message?.Id != command.MessageId) return accepted;

        accepted = accepted with { Inserted = true };
        chat.Outbox.Publish(posted with { Event = TurnEvents.Posted(command.RequestId, accepted.Conversation, accepted.Message, accepted.First) });
        if (accepted.TurnRuns)
        {
            chat.Outbox.Publish(starts with
            {
                Event = TurnEvents.Started(accepted.Conversation, accepted.Message, command.TurnId, 1, post.AssistantId, [step], streamed: command.Streamed),
            });
        }

        return accepted;
    }

    private static string VisitorSearch(VisitorFields visitor) =>
        MessageRules.Fold(string.Join(' ', new[] { visitor.Name, visitor.Email, visitor.Phone, visitor.ExternalId }.Where(s => s is not null)));

    private static string[] Texts(string first, string which) =>
    [
        Compose(first, which, false, false), Compose(first, which, true, false),
        Compose(first, which, false, true), Compose(first, which, true, true),
    ];

    private static string Compose(string first, string which, bool updateVisitor, bool consent)
    {
        var text = string.Join("\n", first, BeginVisitor, updateVisitor ? UpdateVisitor : "", consent ? RecordConsent : "", InsertMessage,
            InsertTurn, Sql.InsertText(0, MessageStored), Sql.InsertText(1, TurnStarts), s_winner);
        return text.Replace("{which}", which, StringComparison.Ordinal);
    }

    private static async Task<Accepted?> ReadAsync(DbDataReader reader)
    {
        if (!await reader.ReadAsync().ConfigureAwait(false)) return null;
        var from = Conversation.ColumnCount;
        var message = reader.IsDBNull(from) ? null : MessageRow.Read(reader, from);
        var turn = from + MessageRow.ColumnCount;
        return new Accepted(Conversation.Read(reader), false, message, reader.GuidOrNull(turn), reader.LongOrNull(turn + 1) ?? 0);
    }
}
