using LiveChat.AssistantRouting.Retrieval;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>A question that no article answered; equal ones are counted, not repeated.</summary>
/// <param name="Count">How often it was asked.</param>
/// <param name="ConversationId">Where it was asked last.</param>
internal sealed record UnansweredQuestion(
    Guid Id, string Question, string? Locale, int Count, Guid ConversationId, DateTimeOffset FirstAskedAt, DateTimeOffset LastAskedAt);

/// <summary>Reads and tidies the unanswered questions; they are written with the draft, in the same command.</summary>
internal sealed class UnansweredStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    private const int LongestKey = 200;

    /// <summary>A page, the last asked first.</summary>
    public Task<List<UnansweredQuestion>> ListAsync(string tenantId, (long Key, Guid Id)? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql("""
            select id, question, locale, times, conversation_id, first_at, last_at from unanswered
            where tenant_id = @tenant and (last_at, id) < (@at, @after) order by last_at desc, id desc limit @limit;
            """).With("tenant", tenantId).With("at", after?.Key ?? long.MaxValue).With("after", after?.Id ?? Guid.Empty).With("limit", limit),
            reader => new UnansweredQuestion(reader.GetGuid(0), reader.GetString(1), reader.StringOrNull(2), reader.GetInt32(3), reader.GetGuid(4), reader.Time(5), reader.Time(6)),
            cancellationToken);

    public async Task<bool> ExistsAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        await database.ReadAsync(new Sql("select 1 from unanswered where tenant_id = @tenant and id = @id;").With("tenant", tenantId).With("id", id),
            reader => reader.ReadAsync(), cancellationToken);

    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        await database.WriteAsync(new Sql("delete from unanswered where tenant_id = @tenant and id = @id;").With("tenant", tenantId).With("id", id), cancellationToken) > 0;

    /// <summary>Keeps the newest questions of every tenant; returns how many went.</summary>
    public Task<int> PruneAsync(int kept, CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("""
            delete from unanswered where id in (
              select id from (select id, row_number() over (partition by tenant_id order by last_at desc, id desc) as place from unanswered) ranked
              where place > @kept);
            """).With("kept", kept), cancellationToken);

    /// <summary>The spelling under which questions count as equal: their words that mean something, folded.</summary>
    public static string KeyOf(string question)
    {
        var words = Tokens.Scan(question).Select(t => t.Text).ToList();
        var telling = words.Where(w => !Languages.English.Stop.Contains(w) && !Languages.German.Stop.Contains(w)).ToList();
        var key = string.Join(' ', telling.Count > 0 ? telling : words);
        return key.Length > LongestKey ? key[..LongestKey] : key;
    }
}
