using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>Questions that no article answered, and writing the article that does.</summary>
internal static class UnansweredEndpoints
{
    public static void MapUnanswered(this RouteGroupBuilder staff)
    {
        var unanswered = staff.MapGroup("/knowledge/unanswered");
        unanswered.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Unanswered_List");
        unanswered.MapPost("/{id:guid}/article", AnswerAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Unanswered_Article").TakesFiles();
        unanswered.MapDelete("/{id:guid}", DeleteAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Unanswered_Delete");
    }

    private static async Task<PageOf<UnansweredQuestion>> ListAsync(string tenantId, UnansweredStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var items = await store.ListAsync(tenantId, Cursor.Decode(context), limit + 1, cancellationToken);
        if (items.Count <= limit) return new PageOf<UnansweredQuestion>(items, null);
        items.RemoveAt(limit);
        return new PageOf<UnansweredQuestion>(items, Cursor.Encode(items[^1].LastAskedAt.ToUnixTimeMilliseconds(), items[^1].Id));
    }

    /// <summary>
    /// 201 with the article; the question leaves the list in the same transaction. Only <c>text</c> is needed: the question is
    /// the title, and the article an FAQ in its language, where the body says nothing else.
    /// </summary>
    private static async Task<IResult> AnswerAsync(
        string tenantId, Guid id, ArticleInput? body, UnansweredStore store, ArticleStore articles, AssistantStore assistants, HttpContext context,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var question = await store.FindAsync(tenantId, id, cancellationToken) ?? throw NoQuestion();
        body = (body ?? new ArticleInput(null, null, null, null)) with
        {
            Title = body?.Title ?? TextRules.Cut(question.Question, ArticleRules.LongestTitle),
            Locale = body?.Locale ?? ReplyTexts.AskedIn(question.Question, question.Locale, null),
            Kind = body?.Kind ?? ArticleKinds.Faq,
        };
        var known = body.AssistantIds is not { Count: > 0 } ? null : (await assistants.ListAsync(tenantId, cancellationToken)).Select(a => a.Id).ToHashSet();
        var input = ArticleRules.Check(body, known);
        var article = await articles.AddAsync(tenantId, input, id, new ArticleEdit(tenantId, context, clock), cancellationToken)
            ?? throw AssistantRoutingProblems.TooMany.Exception("The tenant has as many articles as it may have; delete or merge some first.");
        EntityTags.Set(context, article.Version);
        return Results.Created($"/api/tenants/{tenantId}/knowledge/{article.Id}", article);
    }

    private static async Task<IResult> DeleteAsync(string tenantId, Guid id, UnansweredStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(tenantId, id, cancellationToken) ? Results.NoContent() : throw NoQuestion();

    private static ProblemException NoQuestion() =>
        Problems.NotFound.Exception("There is no such unanswered question any more; list them by GET knowledge/unanswered.");
}
