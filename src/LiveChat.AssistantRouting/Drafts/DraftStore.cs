using System.Data.Common;
using System.Text.Json;
using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>What an earlier delivery of the same attempt stored.</summary>
internal sealed record StoredDraft(Guid EventId, object Event);

/// <summary>The drafts by (turn, attempt): written with their outbox row, and sent again unchanged when their event comes again.</summary>
internal sealed class DraftStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database,
    [FromKeyedServices(AssistantRoutingModule.Name)] Outbox outbox, TimeProvider clock)
{
    private const int LongestQuestion = 500;

    // Hand-overs are counted per conversation, which may rest for days.
    private static readonly TimeSpan HandoversKept = TimeSpan.FromDays(30);

    private const string InsertDraft = """
        insert into draft (turn_id, attempt, tenant_id, conversation_id, event_id, kind, body, known, created_at)
        values (@turn, @attempt, @tenant, @conversation, @event, @kind, @body, @known, @now) on conflict (turn_id, attempt) do nothing;
        """;

    private const string Mine = "exists (select 1 from draft where turn_id = @turn and attempt = @attempt and event_id = @event)";

    private const string CountUnanswered = $"""
        insert into unanswered (tenant_id, key, id, question, locale, conversation_id, times, first_at, last_at)
        select @tenant, @key, @question_id, @question, @locale, @conversation, 1, @now, @now where {Mine}
        on conflict (tenant_id, key) do update set times = unanswered.times + 1, last_at = excluded.last_at, conversation_id = excluded.conversation_id;
        """;

    private const string ReadOther =
        "select event_id, kind, body from draft where turn_id = @turn and attempt = @attempt and event_id <> @event;";

    /// <summary>
    /// Stores the draft and its outbox row in one command and publishes it; or returns what was stored before, which then
    /// is to be sent again.
    /// </summary>
    /// <param name="unanswered">The question to collect, or null.</param>
    /// <param name="costs">What it took, counted only if this command stores the draft.</param>
    public async Task<StoredDraft?> AddAsync<TEvent>(
        TurnRef turn, TEvent e, bool known, string? unanswered, string? locale, IReadOnlyList<DayCost> costs, CancellationToken cancellationToken)
        where TEvent : class
    {
        var row = outbox.Row(e, turn.RequestId);
        var sql = new Sql(InsertDraft)
            .With("turn", turn.TurnId).With("attempt", turn.Attempt).With("tenant", turn.TenantId).With("conversation", turn.ConversationId).With("event", row.Id)
            .With("kind", typeof(TEvent).Name).With("body", row.Payload).With("known", known).With("now", clock.GetUtcNow());
        if (unanswered is not null)
        {
            sql.Append(CountUnanswered).With("key", UnansweredStore.KeyOf(unanswered, locale))
                .With("question_id", Guid.CreateVersion7()).With("question", TextRules.Cut(unanswered, LongestQuestion)).With("locale", locale);
        }

        CostStore.Append(sql, costs, Mine);
        sql.Insert(row, Mine).Append(ReadOther);
        var stored = await database.WriteAsync(sql, async reader =>
            await reader.ReadAsync() ? Read(reader, 0) : null, cancellationToken);
        if (stored is null) outbox.Publish(row);
        return stored;
    }

    /// <summary>Whether a draft of the conversation said 'I don't know. Shall I get a person?' a short while ago. Not whether it was the last answer.</summary>
    public async Task<bool> WasUnknownLatelyAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        var last = await database.ReadAsync(new Sql("""
            select d.created_at from draft d where d.conversation_id = @conversation and not d.known
            order by d.created_at desc limit 1;
            """).With("conversation", conversationId), async reader => await reader.ReadAsync() ? reader.Time(0) : (DateTimeOffset?)null, cancellationToken);
        return last is { } at && clock.GetUtcNow() - at < TimeSpan.FromMinutes(10);
    }

    /// <summary>How often the conversation was handed over by routing, as far as drafts are kept.</summary>
    public Task<long> HandoversAsync(Guid conversationId, CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql("select count(*) from draft where conversation_id = @conversation and kind = 'HandoverRequested';").With("conversation", conversationId),
            reader => reader.GetInt64(0), cancellationToken);

    /// <summary>Deletes drafts older than a time, some thousand at once; returns how many.</summary>
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("""
            delete from draft where turn_id in (
              select turn_id from draft where created_at < @before and (kind <> 'HandoverRequested' or created_at < @long_before) order by created_at limit 5000);
            """).With("before", before).With("long_before", before - HandoversKept), cancellationToken);

    /// <summary>Reads event_id, kind and body from a column on.</summary>
    internal static StoredDraft Read(DbDataReader reader, int from) => new(reader.GetGuid(from), Parse(reader.GetString(from + 1), reader.GetString(from + 2)));

    private static object Parse(string kind, string body) => kind switch
    {
        nameof(ReplyDrafted) => JsonSerializer.Deserialize<ReplyDrafted>(body, JsonDefaults.Options)!,
        nameof(HandoverRequested) => JsonSerializer.Deserialize<HandoverRequested>(body, JsonDefaults.Options)!,
        _ => JsonSerializer.Deserialize<ReplyFailed>(body, JsonDefaults.Options)!,
    };
}
