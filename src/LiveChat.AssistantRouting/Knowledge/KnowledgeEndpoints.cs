using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>The tenant's articles, their versions, and the assistant's own search over them.</summary>
internal static class KnowledgeEndpoints
{
    public static void MapKnowledge(this RouteGroupBuilder staff)
    {
        var knowledge = staff.MapGroup("/knowledge");
        knowledge.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Knowledge_List");
        knowledge.MapPost("", AddAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Knowledge_Post").TakesFiles();
        knowledge.MapGet("/search", SearchAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Knowledge_Search");
        knowledge.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Knowledge_Get");
        knowledge.MapPut("/{id:guid}", ReplaceAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Knowledge_Put").TakesFiles();
        knowledge.MapDelete("/{id:guid}", DeleteAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Knowledge_Delete");
        knowledge.MapGet("/{id:guid}/versions", VersionsAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Knowledge_Versions");
    }

    /// <summary>The limit of such a body is not the platform's own: an article's length is limited in characters.</summary>
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder route) => route.WithMetadata(new RequestSizeLimitAttribute(ServiceHost.MaxFileBytes));

    private static async Task<PageOf<Article>> ListAsync(string tenantId, ArticleStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var items = await store.ListAsync(tenantId, Cursor.Decode(context), limit + 1, cancellationToken);
        if (items.Count <= limit) return new PageOf<Article>(items, null);
        items.RemoveAt(limit);
        return new PageOf<Article>(items, Cursor.Encode(items[^1].UpdatedAt.ToUnixTimeMilliseconds(), items[^1].Id));
    }

    private static async Task<Article> FindAsync(string tenantId, Guid id, ArticleStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var article = await store.FindAsync(tenantId, id, cancellationToken) ?? throw AssistantRoutingProblems.NoArticle(id);
        EntityTags.Set(context, article.Version);
        return article;
    }

    private static async Task<IResult> AddAsync(
        string tenantId, ArticleInput? body, ArticleStore store, AssistantStore assistants, HttpContext context, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var input = ArticleRules.Check(body, await AssistantsAsync(tenantId, body, assistants, cancellationToken));
        var article = await store.AddAsync(tenantId, input, null, new ArticleEdit(tenantId, context, clock), cancellationToken)
            ?? throw AssistantRoutingProblems.TooMany.Exception("The tenant has as many articles as it may have; delete or merge some first.");
        EntityTags.Set(context, article.Version);
        return Results.Created($"/api/tenants/{tenantId}/knowledge/{article.Id}", article);
    }

    /// <summary>The version before is kept; see <c>versions</c>.</summary>
    private static async Task<Article> ReplaceAsync(
        string tenantId, Guid id, ArticleInput? body, ArticleStore store, AssistantStore assistants, HttpContext context, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var input = ArticleRules.Check(body, await AssistantsAsync(tenantId, body, assistants, cancellationToken));
        var (outcome, article) = await store.ReplaceAsync(
            tenantId, id, input, EntityTags.Expected(context), new ArticleEdit(tenantId, context, clock), cancellationToken);
        if (article is null) throw AssistantRoutingProblems.NoArticle(id);
        if (outcome == WriteOutcome.Stale) throw AssistantRoutingProblems.Stale(article.Version);
        EntityTags.Set(context, article.Version);
        return article;
    }

    private static async Task<IResult> DeleteAsync(
        string tenantId, Guid id, ArticleStore store, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
        await store.DeleteAsync(tenantId, id, new ArticleEdit(tenantId, context, clock), cancellationToken) ? Results.NoContent() : throw AssistantRoutingProblems.NoArticle(id);

    // Read only where an article is kept for some.
    private static async Task<IReadOnlySet<Guid>?> AssistantsAsync(string tenantId, ArticleInput? body, AssistantStore assistants, CancellationToken cancellationToken) =>
        body?.AssistantIds is not { Count: > 0 } ? null : (await assistants.ListAsync(tenantId, cancellationToken)).Select(a => a.Id).ToHashSet();

    /// <summary>Earlier versions, the newest first; the current one is the article itself.</summary>
    private static async Task<PageOf<ArticleVersion>> VersionsAsync(string tenantId, Guid id, ArticleStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(tenantId, id, cancellationToken) is null) throw AssistantRoutingProblems.NoArticle(id);
        return new PageOf<ArticleVersion>(await store.VersionsAsync(tenantId, id, cancellationToken), null);
    }

    /// <summary><c>?q=&amp;locale=&amp;assistantId=&amp;limit=1..20</c>: the passages the assistant would choose from, best first.</summary>
    private static async Task<PageOf<SearchHit>> SearchAsync(
        string tenantId, ArticleStore store, TenantSetups setups, CancellationToken cancellationToken, string? q = null, string? locale = null, int limit = 10,
        Guid? assistantId = null)
    {
        var rules = new TextRules();
        var question = rules.Required("q", q, 400);
        var language = rules.Locale("locale", locale);
        if (limit is < 1 or > 20) rules.Add("limit", "must be a whole number from 1 to 20");
        rules.ThrowIfAny();
        var setup = await setups.GetAsync(tenantId, cancellationToken);
        var items = new List<SearchHit>();
        var knowledge = assistantId is { } assistant ? setup.Knowledge.For(assistant) : setup.Knowledge;
        foreach (var hit in knowledge.Search(question, language, limit))
        {
            if (items.Exists(i => i.Article.Id == hit.Passage.Article.Id)) continue;
            if (await store.FindAsync(tenantId, hit.Passage.Article.Id, cancellationToken) is { } article) items.Add(SearchHit.Of(article, hit));
        }

        return new PageOf<SearchHit>(items, null);
    }
}
