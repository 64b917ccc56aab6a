using System.Data.Common;
using System.Text.Json;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>The tenants' articles and their earlier versions.</summary>
internal sealed class ArticleStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, SettingsWriter writer,
    IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    private const string Columns = "id, title, body, url, locale, version, created_at, updated_at, updated_by, kind, assistants";
    private const string SelectOne = $"select {Columns} from article where tenant_id = @tenant and id = @id;";

    private const string KeepVersion = """
        insert into article_version (tenant_id, article_id, version, title, url, locale, body, kind, assistants, updated_at, updated_by)
        select tenant_id, id, version, title, url, locale, body, kind, assistants, updated_at, updated_by from article
        where tenant_id = @tenant and id = @id and version = @version;
        delete from article_version where tenant_id = @tenant and article_id = @id and version <= @version - @kept;
        """;

    /// <summary>A page, the last changed first.</summary>
    public Task<List<Article>> ListAsync(string tenantId, (long Key, Guid Id)? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql($"""
            select {Columns} from article where tenant_id = @tenant and (updated_at, id) < (@at, @after)
            order by updated_at desc, id desc limit @limit;
            """).With("tenant", tenantId).With("at", after?.Key ?? long.MaxValue).With("after", after?.Id ?? Guid.Empty).With("limit", limit), Read, cancellationToken);

    public Task<Article?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        database.FirstAsync(new Sql(SelectOne).With("tenant", tenantId).With("id", id), Read, cancellationToken);

    public Task<List<ArticleVersion>> VersionsAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        database.ListAsync(new Sql("""
            select version, title, body, url, locale, updated_at, updated_by, kind, assistants from article_version
            where tenant_id = @tenant and article_id = @id order by version desc;
            """).With("tenant", tenantId).With("id", id),
            reader => new ArticleVersion(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.StringOrNull(3), reader.GetString(4), reader.GetString(7),
                ReadIds(reader.StringOrNull(8)), reader.Time(5), reader.GetString(6)),
            cancellationToken);

    /// <summary>Null when the tenant has as many as it may. <paramref name="answered"/> is the unanswered question that it was written for.</summary>
    public Task<Article?> AddAsync(string tenantId, ArticleInput input, Guid? answered, ArticleEdit edit, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        return writer.WriteAsync(tenantId, edit.RequestId, true, $"""
            insert into article (tenant_id, id, version, title, url, locale, body, kind, assistants, created_at, updated_at, updated_by)
            select @tenant, @id, 1, @title, @url, @locale, @body, @kind, @assistants, @now, @now, @by
            where (select count(*) from article where tenant_id = @tenant) < @most;
            delete from unanswered where tenant_id = @tenant and id = @answered
              and exists (select 1 from article where tenant_id = @tenant and id = @id);
            {SelectOne}
            """, sql => Bind(sql, id, input, edit.By).With("most", options.Value.MostArticles).With("answered", answered), FirstAsync, cancellationToken,
            edit.Added(id, input), "exists (select 1 from article where tenant_id = @tenant and id = @id)");
    }

    public async Task<(WriteOutcome Outcome, Article? Article)> ReplaceAsync(
        string tenantId, Guid id, ArticleInput input, long? expected, ArticleEdit edit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(tenantId, id, cancellationToken);
        if (before is null) return (WriteOutcome.NotFound, null);
        if (expected is not null && expected != before.Version) return (WriteOutcome.Stale, before);
        var after = await writer.WriteAsync(tenantId, edit.RequestId, true, $"""
            {KeepVersion}
            update article set version = version + 1, title = @title, url = @url, locale = @locale, body = @body, kind = @kind,
              assistants = @assistants, updated_at = @now, updated_by = @by
            where tenant_id = @tenant and id = @id and version = @version;
            {SelectOne}
            """, sql => Bind(sql, id, input, edit.By).With("version", before.Version).With("kept", options.Value.ArticleVersionsKept), FirstAsync, cancellationToken,
            edit.Changed(before, input), "exists (select 1 from article where tenant_id = @tenant and id = @id and version = @version + 1 and updated_at = @now and updated_by = @by)");
        if (after is null) return (WriteOutcome.NotFound, null);
        return after.Version == before.Version + 1 ? (WriteOutcome.Done, after) : (WriteOutcome.Stale, after);
    }

    /// <summary>Deletes it with its versions; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string tenantId, Guid id, ArticleEdit edit, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenantId, id, cancellationToken) is not { } before) return false;
        return await writer.WriteAsync(tenantId, edit.RequestId, true, """
            delete from article_version where tenant_id = @tenant and article_id = @id;
            delete from article where tenant_id = @tenant and id = @id returning id;
            """, sql => sql.With("id", id), reader => reader.ReadAsync(), cancellationToken,
            edit.Deleted(before), "not exists (select 1 from article where tenant_id = @tenant and id = @id)");
    }

    /// <summary>Everything that the tenant's index is built from.</summary>
    public Task<List<IndexedArticle>> AllAsync(string tenantId, CancellationToken cancellationToken) =>
        database.ListAsync(Indexed(tenantId), ReadIndexed, cancellationToken);

    /// <summary>What an index is built from; read by <see cref="ReadIndexed"/>.</summary>
    public static Sql Indexed(string tenantId) =>
        new Sql("select id, title, url, locale, body, kind, assistants from article where tenant_id = @tenant order by id;").With("tenant", tenantId);

    public static IndexedArticle ReadIndexed(DbDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.StringOrNull(2), reader.GetString(3), reader.GetString(4))
        {
            Faq = reader.GetString(5) == ArticleKinds.Faq,
            AssistantIds = ReadIds(reader.StringOrNull(6)),
        };

    private Sql Bind(Sql sql, Guid id, ArticleInput input, string by) => sql
        .With("id", id).With("title", input.Title).With("url", input.Url).With("locale", input.Locale).With("body", input.Text)
        .With("kind", input.Kind).With("assistants", input.AssistantIds is { Count: > 0 } ids ? JsonSerializer.Serialize(ids, JsonDefaults.Options) : null)
        .With("by", by).With("now", clock.GetUtcNow());

    private static Article Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.StringOrNull(3), reader.GetString(4), reader.GetString(9),
        ReadIds(reader.StringOrNull(10)), reader.GetInt64(5), reader.Time(6), reader.Time(7), reader.GetString(8));

    private static IReadOnlyList<Guid> ReadIds(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<Guid>>(json, JsonDefaults.Options)!;

    private static async Task<Article?> FirstAsync(DbDataReader reader) => await reader.ReadAsync() ? Read(reader) : null;
}
