using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>A question that no article answered; those that ask the same in other words or order are counted, not repeated.</summary>
/// <param name="Count">How often it was asked.</param>
/// <param name="ConversationId">Where it was asked last.</param>
internal sealed record UnansweredQuestion(
    Guid Id, string Question, string? Locale, int Count, Guid ConversationId, DateTimeOffset FirstAskedAt, DateTimeOffset LastAskedAt);

/// <summary>Reads and tidies the unanswered questions; they are written with the draft, in the same command.</summary>
internal sealed class UnansweredStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    private const int LongestKey = 200;
    private const string Columns = "id, question, locale, times, conversation_id, first_at, last_at";

    // Order numbers, phone numbers: which one it is does not make it another question.
    private const int ShortestReference = 4;

    /// <summary>A page, the last asked first.</summary>
    public Task<List<UnansweredQuestion>> ListAsync(string tenantId, (long Key, Guid Id)? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql($"""
            select {Columns} from unanswered
            where tenant_id = @tenant and (last_at, id) < (@at, @after) order by last_at desc, id desc limit @limit;
            """).With("tenant", tenantId).With("at", after?.Key ?? long.MaxValue).With("after", after?.Id ?? Guid.Empty).With("limit", limit),
            Read, cancellationToken);

    public Task<UnansweredQuestion?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql($"select {Columns} from unanswered where tenant_id = @tenant and id = @id;").With("tenant", tenantId).With("id", id), Read, cancellationToken);

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

    /// <summary>Whether there is anything that an article could answer: '?' and '...' have no word.</summary>
    public static bool IsQuestion(string text) => Tokens.Scan(text).Count > 0;

    /// <summary>The spelling under which questions count as equal: the stems of their words that mean something, in alphabetical order.</summary>
    public static string KeyOf(string question, string? locale)
    {
        var language = Languages.For(ReplyTexts.AskedIn(question, locale, null));
        var words = Tokens.Scan(question);
        var telling = words.Where(w => !language.Stop.Contains(w.Text)).ToList();
        var stems = (telling.Count > 0 ? telling : words)
            .Select(w => w.Number && w.Length >= ShortestReference ? "#" : language.Stem(w.Text)).Distinct().Order(StringComparer.Ordinal);
        return UnicodeText.CutUnits(string.Join(' ', stems), LongestKey);
    }

    private static UnansweredQuestion Read(System.Data.Common.DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.StringOrNull(2), reader.GetInt32(3), reader.GetGuid(4), reader.Time(5), reader.Time(6));
}
