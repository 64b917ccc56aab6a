using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Waiting;

/// <summary>
/// Answers of people that their visitors have not seen. The first unread one sets the conversation's <c>unmailed_since</c>;
/// when that is old enough one command decides, under the conversation's lock, whether a mail is asked for.
/// </summary>
internal sealed class UnreadAnswerStore(ChatDatabase chat, TimeProvider clock)
{
    /// <summary>Lines <c>m</c> of people that the visitor has neither read nor written after.</summary>
    internal const string Unread =
        """
        m.conversation_id = c.id and m.author_type = 'agent' and m.kind = 'message' and m.seq > c.visitor_read_seq
            and not exists (select 1 from messages w where w.conversation_id = c.id and w.author_type = 'visitor' and w.seq > m.seq)
        """;

    private const string Find =
        """
        select c.id from conversations c where c.unmailed_since <= @before
            and (c.mailed_at is null or c.mailed_at <= @pauseOver) order by c.unmailed_since limit 64;
        """;

    private const string Asked = "exists (select 1 from conversations where id = @id and mail_id = @mail)";

    private static readonly string s_ask =
        $"""
        update conversations set locked_at = @now where id = @id;

        update conversations as c set mail_id = @mail, mailed_at = @now, mailed_seq = last_seq
          where c.id = @id and c.unmailed_since <= @before and (c.mailed_at is null or c.mailed_at <= @pauseOver) and c.sample = false
            and exists (select 1 from visitors v where v.id = c.visitor_id and v.email is not null and v.banned = false)
            and exists (select 1 from messages m where {Unread} and m.seq > coalesce(c.mailed_seq, 0));

        update conversations set unmailed_since = null
          where id = @id and unmailed_since <= @before and (mailed_at is null or mailed_at <= @pauseOver or mail_id = @mail);
        """;

    /// <summary>Conversations whose answer lies unread since before <paramref name="before"/>, oldest first, at most 64.</summary>
    /// <param name="pauseOver">A mail after this was too short ago.</param>
    public Task<List<Guid>> DueAsync(DateTimeOffset before, DateTimeOffset pauseOver, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(Find).With("before", before).With("pauseOver", pauseOver), static r => r.GetGuid(0), cancellationToken);

    /// <summary>Asks for a mail, once however many replicas try. False: read meanwhile, no address, or another replica was first.</summary>
    public async Task<bool> AskAsync(Guid id, DateTimeOffset before, DateTimeOffset pauseOver, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mail = Guid.CreateVersion7(now);
        var request = RequestIds.New();
        var row = chat.Outbox.Reference<AnswerUnread>(Guid.CreateVersion7(), UnreadAnswerLoader.Key(id, mail, request), request);
        var sql = new Sql(s_ask).With("now", now).With("id", id).With("mail", mail).With("before", before).With("pauseOver", pauseOver)
            .Insert(row, Asked).Append($"select 1 where {Asked};");
        if (!await chat.Database.WriteAsync(sql, static reader => reader.ReadAsync(), cancellationToken).ConfigureAwait(false)) return false;
        chat.Outbox.Publish(row);
        return true;
    }
}

/// <summary>Builds <see cref="AnswerUnread"/> when it is published: no address lies in the outbox.</summary>
internal sealed class UnreadAnswerLoader(ChatDatabase chat) : IOutboxLoader<AnswerUnread>
{
    private static readonly string s_select =
        $"""
        select c.tenant_id, v.email, coalesce(c.locale, v.locale), m.author_name, c.page from conversations c
          join visitors v on v.id = c.visitor_id join messages m on {UnreadAnswerStore.Unread}
          where c.id = @id and c.mail_id = @mail and v.email is not null order by m.seq desc limit 1;
        """;

    public static string Key(Guid conversationId, Guid mailId, string requestId) => $"{conversationId:N}{mailId:N}{requestId}";

    /// <summary>Null where the visitor read it meanwhile, or was erased.</summary>
    public Task<AnswerUnread?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var id = Guid.ParseExact(key.AsSpan(0, 32), "N");
        var mail = Guid.ParseExact(key.AsSpan(32, 32), "N");
        return chat.Database.FirstAsync(new Sql(s_select).With("id", id).With("mail", mail), r => new AnswerUnread(
            mail, r.GetString(0), key[64..], id, r.GetString(1), r.StringOrNull(2), r.StringOrNull(3),
            r.StringOrNull(4) is { } page ? JsonSerializer.Deserialize<PageView>(page, JsonDefaults.Options)?.Url : null), cancellationToken);
    }
}
