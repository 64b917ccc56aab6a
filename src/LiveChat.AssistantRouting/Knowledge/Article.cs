namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>What an article is.</summary>
internal static class ArticleKinds
{
    public const string Article = "article";

    /// <summary>A question as its title, the answer as its text: it wins over articles on a close match.</summary>
    public const string Faq = "faq";
}

/// <summary>An article that answers are quoted from, as the API answers it.</summary>
/// <param name="Title">1..200.</param>
/// <param name="Text">Markdown, 1..40000: headings, lists and tables make the passages.</param>
/// <param name="Url">Public address or path that a reply links to; null where it has none.</param>
/// <param name="Locale">BCP 47 tag of its language.</param>
/// <param name="Kind">One of <see cref="ArticleKinds"/>.</param>
/// <param name="AssistantIds">The assistants that may use it; empty for all.</param>
/// <param name="Version">1 for a new one; the ETag.</param>
/// <param name="UpdatedBy">Who saved this version.</param>
internal sealed record Article(
    Guid Id, string Title, string Text, string? Url, string Locale, string Kind, IReadOnlyList<Guid> AssistantIds, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>An earlier version of an article.</summary>
internal sealed record ArticleVersion(
    long Version, string Title, string Text, string? Url, string Locale, string Kind, IReadOnlyList<Guid> AssistantIds, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>Body of <c>POST knowledge</c> and <c>PUT knowledge/{id}</c>.</summary>
internal sealed record ArticleInput(
    string? Title, string? Text, string? Url, string? Locale, string? Kind = null, IReadOnlyList<Guid>? AssistantIds = null);

/// <summary>What an article must be.</summary>
internal static class ArticleRules
{
    public const int LongestTitle = 200, LongestText = 40_000, MostAssistants = 50;

    /// <summary>Trimmed input; 400 <c>invalid_request</c> with every error.</summary>
    /// <param name="assistants">The tenant's assistants; needed only where the input names some.</param>
    public static ArticleInput Check(ArticleInput? input, IReadOnlySet<Guid>? assistants = null)
    {
        var rules = new TextRules();
        var article = Check(rules, input, assistants);
        rules.ThrowIfAny();
        return article;
    }

    /// <summary>The same, with the errors left in <paramref name="rules"/>.</summary>
    public static ArticleInput Check(TextRules rules, ArticleInput? input, IReadOnlySet<Guid>? assistants)
    {
        var title = rules.Required("title", input?.Title, LongestTitle);
        var text = rules.Required("text", input?.Text, LongestText);
        var url = rules.Address("url", input?.Url);
        var locale = rules.Locale("locale", input?.Locale) ?? "en";
        var kind = input?.Kind ?? ArticleKinds.Article;
        if (kind is not (ArticleKinds.Article or ArticleKinds.Faq)) rules.Add("kind", "must be article or faq");
        var ids = (input?.AssistantIds ?? []).Distinct().Order().ToList();
        if (ids.Count > MostAssistants || ids.Exists(id => assistants?.Contains(id) != true)) rules.Add("assistantIds", "must be ids of assistants of this tenant");
        return new ArticleInput(title, text, url, locale, kind, ids);
    }
}
