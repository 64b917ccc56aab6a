using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>
/// Who changes articles by this request, and what the tenant's audit is told of it. The audit has no texts: earlier versions
/// are kept with the article.
/// </summary>
internal sealed class ArticleEdit(string tenantId, HttpContext context, TimeProvider clock)
{
    public string By => context.User.DisplayName();

    public string RequestId => context.RequestId();

    public SettingsChanged Added(Guid id, ArticleInput after) => Change("article.added", id, null, Facts(after, 1));

    public SettingsChanged Changed(Article before, ArticleInput after) =>
        Change("article.changed", before.Id, Facts(before), Facts(after, before.Version + 1));

    public SettingsChanged Deleted(Article before) => Change("article.deleted", before.Id, Facts(before), null);

    private SettingsChanged Change(string action, Guid id, object? before, object? after) =>
        SettingsChange.Of(context, tenantId, clock.GetUtcNow(), action, id.ToString(), before, after);

    private static object Facts(Article article) => Facts(
        new ArticleInput(article.Title, article.Text, article.Url, article.Locale, article.Kind, article.AssistantIds), article.Version);

    private static object Facts(ArticleInput article, long version) => new
    {
        article.Title,
        article.Url,
        article.Locale,
        article.Kind,
        AssistantIds = article.AssistantIds ?? [],
        Characters = article.Text!.EnumerateRunes().Count(),
        Version = version,
    };
}
