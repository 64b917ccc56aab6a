using System.Globalization;
using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Samples;

/// <summary>Imports sample conversations, dated back and not counted, and deletes them by their tag.</summary>
internal sealed class SampleStore(ChatDatabase chat)
{
    private const string InsertConversation =
        """
        insert into visitors (id, tenant_id, name, email, verified, banned, attributes, locale, search_text, first_seen_at, last_seen_at)
          values (@visitor, @tenant, @name, @email, false, false, '{}', @locale, @visitorSearch, @startedAt, @endedAt);
        insert into conversations (id, tenant_id, session_id, key_hash, visitor_id, status, handled_by, tags, last_seq, version,
            unread, visitor_read_seq, waiting_since, held_reviews, serious, page, device, locale, last_text, last_author, last_at, counted, sample, wait_told,
            created_at, updated_at, closed_at, locked_at)
          values (@id, @tenant, @session, @key, @visitor, @status, @handledBy, @tags, @count, 1,
            @unread, @count, @waiting, 0, false, @page, 'desktop', @locale, @lastText, @lastAuthor, @endedAt, false, true, @waiting,
            @startedAt, @endedAt, @closedAt, @endedAt);
        """;

    private const string Tagged = "select id from conversations where tenant_id = @tenant and tags like @tag escape '\\'";

    private const string Delete =
        $"""
        delete from held_replies where conversation_id in ({Tagged});
        delete from turns where conversation_id in ({Tagged});
        delete from messages where conversation_id in ({Tagged});
        delete from visitors where id in (select visitor_id from conversations where tenant_id = @tenant and tags like @tag escape '\')
          and not exists (select 1 from conversations o where o.visitor_id = visitors.id and not (o.tags like @tag escape '\'));
        delete from conversations where tenant_id = @tenant and tags like @tag escape '\';
        """;

    /// <summary>False where the sample is there already. Each is one command.</summary>
    public async Task<bool> ImportAsync(string tenantId, SampleConversation sample, CancellationToken cancellationToken)
    {
        var lines = sample.Messages!;
        var last = lines[^1];
        var id = Guid.CreateVersion7(sample.StartedAt);
        var unread = lines.Reverse().TakeWhile(m => m.Author == AuthorTypes.Visitor).Count();
        var waits = sample.HandledBy == HandledBy.People && sample.Status != ConversationStatus.Closed && unread > 0;
        var page = sample.Page is null ? null : JsonSerializer.Serialize(new PageView(sample.Page, null, null), JsonDefaults.Options);
        var sql = new Sql(InsertConversation)
            .With("id", id).With("tenant", tenantId).With("session", sample.SessionId)
            // Not the hash of any key: nobody opens a sample.
            .With("key", $"{tenantId}:sample:{sample.SessionId}").With("visitor", Guid.CreateVersion7(sample.StartedAt))
            .With("name", sample.Visitor?.Name).With("email", sample.Visitor?.Email)
            .With("visitorSearch", MessageRules.Fold($"{sample.Visitor?.Name} {sample.Visitor?.Email}")).With("locale", sample.Locale)
            .With("status", sample.Status ?? ConversationStatus.Open).With("handledBy", sample.HandledBy ?? HandledBy.Assistant)
            .With("tags", ConversationRules.WriteTags(ConversationRules.CheckTags(sample.Tags ?? ["sample"])))
            .With("count", (long)lines.Count).With("unread", sample.Status == ConversationStatus.Closed ? 0L : waits ? unread : 0L)
            .With("waiting", waits ? lines[lines.Count - unread].At : (DateTimeOffset?)null).With("page", page)
            .With("lastText", MessageRules.Cut(last.Text!, 160)).With("lastAuthor", last.Author).With("startedAt", sample.StartedAt)
            .With("endedAt", last.At).With("closedAt", sample.Status == ConversationStatus.Closed ? last.At : (DateTimeOffset?)null);
        for (var i = 0; i < lines.Count; i++) AddLine(sql, lines[i], i);
        try
        {
            await chat.Database.WriteAsync(sql, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            return false;
        }
    }

    /// <summary>Deletes conversations by tag with their lines, turns and visitors who have no others; how many rows went.</summary>
    public async Task<int> DeleteTaggedAsync(string tenantId, string tag, CancellationToken cancellationToken)
    {
        var pattern = ConversationRules.TagPattern(tag);
        var count = await chat.Database.FirstAsync(
            new Sql($"select count(*) from ({Tagged}) tagged;").With("tenant", tenantId).With("tag", pattern),
            static r => r.GetInt32(0), cancellationToken).ConfigureAwait(false);
        await chat.Database.WriteAsync(new Sql(Delete).With("tenant", tenantId).With("tag", pattern), cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static void AddLine(Sql sql, SampleMessage line, int index)
    {
        var n = index.ToString(CultureInfo.InvariantCulture);
        sql.Append(
            $"""
            insert into messages (id, tenant_id, conversation_id, seq, kind, text, search_text, author_type, author_name, created_at, status, request_id)
              values (@m{n}id, @tenant, @id, @m{n}seq, 'message', @m{n}text, @m{n}search, @m{n}author, @m{n}name, @m{n}at, 'sent', 'sample');
            """)
            .With($"m{n}id", Guid.CreateVersion7(line.At)).With($"m{n}seq", index + 1L).With($"m{n}text", line.Text)
            .With($"m{n}search", MessageRules.Fold(line.Text!)).With($"m{n}author", line.Author).With($"m{n}name", line.Name)
            .With($"m{n}at", line.At);
    }
}
