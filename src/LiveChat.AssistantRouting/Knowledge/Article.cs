namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>An article that answers are quoted from, as the API answers it.</summary>
/// <param name="Title">1..200.</param>
/// <param name="Text">Markdown, 1..40000: headings, lists and tables make the passages.</param>
/// <param name="Url">Public address or path that a reply links to; null where it has none.</param>
/// <param name="Locale">BCP 47 tag of its language.</param>
/// <param name="Version">1 for a new one; the ETag.</param>
/// <param name="UpdatedBy">Who saved this version.</param>
internal sealed record Article(
    Guid Id, string Title, string Text, string? Url, string Locale, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>An earlier version of an article.</summary>
internal sealed record ArticleVersion(long Version, string Title, string Text, string? Url, string Locale, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>Body of <c>POST knowledge</c> and <c>PUT knowledge/{id}</c>.</summary>
internal sealed record ArticleInput(string? Title, string? Text, string? Url, string? Locale);

/// <summary>What an article must be.</summary>
internal static class ArticleRules
{
    public const int LongestTitle = 200, LongestText = 40_000;

    /// <summary>Trimmed input; 400 <c>invalid_request</c> with every error.</summary>
    public static ArticleInput Check(ArticleInput? input)
    {
        var rules = new TextRules();
        var title = rules.Required("title", input?.Title, LongestTitle);
        var text = rules.Required("text", input?.Text, LongestText);
        var url = rules.Address("url", input?.Url);
        var locale = rules.Locale("locale", input?.Locale) ?? "en";
        rules.ThrowIfAny();
        return new ArticleInput(title, text, url, locale);
    }
}
