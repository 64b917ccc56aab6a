using System.Text;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>Brings articles in from files.</summary>
internal static class ImportEndpoints
{
    // All of it in memory: where the platform runs there may be no folder to write to.
    private static readonly FormOptions s_form = new() { MemoryBufferThreshold = ServiceHost.MaxFileBytes };

    public static void MapImport(this RouteGroupBuilder staff) =>
        staff.MapPost("/knowledge/import", ImportAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Knowledge_Import").DisableAntiforgery().TakesFiles();

    /// <summary>
    /// A file as the body (<c>text/markdown</c>, <c>text/csv</c>, <c>application/json</c>; its name by <c>?name=</c>) or several
    /// as <c>multipart/form-data</c>. <c>?locale=&amp;kind=</c> hold where an item names none. An article of the same title and
    /// language becomes a new version, so the same file may be sent again. 200 with one line per item, also where items failed.
    /// </summary>
    private static async Task<ImportAnswer> ImportAsync(
        string tenantId, HttpContext context, ArticleStore store, AssistantStore assistants, TimeProvider clock, CancellationToken cancellationToken, string? name = null, string? locale = null, string? kind = null)
    {
        var files = await FilesAsync(context, name, cancellationToken);
        var items = new List<(string? File, ImportedItem Item)>();
        foreach (var (file, format, text) in files) items.AddRange(ImportRules.Read(format, text, file).Select(i => (file, i)));
        if (items.Count == 0) throw Problems.Invalid("file", "must have at least one article");
        if (items.Count > ImportRules.MostItems) throw Problems.Invalid("file", $"must have at most {ImportRules.MostItems} articles; split it");

        var known = (await store.AllAsync(tenantId, cancellationToken)).GroupBy(a => (a.Title, a.Locale)).ToDictionary(g => g.Key, g => g.First());
        var others = (await assistants.ListAsync(tenantId, cancellationToken)).Select(a => a.Id).ToHashSet();
        var answers = new List<ImportLine>(items.Count);
        var edit = new ArticleEdit(tenantId, context, clock);
        foreach (var (file, item) in items)
            answers.Add(await OneAsync(tenantId, file, item, locale, kind, known, others, store, edit, cancellationToken));
        return new ImportAnswer(Count("created"), Count("updated"), Count("unchanged"), Count("failed"), answers);

        int Count(string status) => answers.Count(a => a.Status == status);
    }

    private static async Task<ImportLine> OneAsync(
        string tenantId, string? file, ImportedItem item, string? locale, string? kind, Dictionary<(string, string), Retrieval.IndexedArticle> known,
        HashSet<Guid> assistants, ArticleStore store, ArticleEdit edit, CancellationToken cancellationToken)
    {
        if (item.Error is not null) return Failed(new Dictionary<string, string> { ["item"] = item.Error });
        var rules = new TextRules();
        var input = ArticleRules.Check(rules, item.Input with { Locale = item.Input.Locale ?? locale, Kind = item.Input.Kind ?? kind }, assistants);
        if (rules.Errors.Count > 0) return Failed(rules.Errors);

        if (!known.TryGetValue((input.Title!, input.Locale!), out var before))
        {
            var added = await store.AddAsync(tenantId, input, null, edit, cancellationToken);
            if (added is null) return Failed(new Dictionary<string, string> { ["item"] = "is one more than the tenant may have; delete or merge some first" });
            known[(input.Title!, input.Locale!)] = new Retrieval.IndexedArticle(added.Id, added.Title, added.Url, added.Locale, added.Text);
            return new ImportLine(file, item.At, added.Title, "created", added.Id, null);
        }

        // What a file does not say stays as it is.
        var article = await store.FindAsync(tenantId, before.Id, cancellationToken);
        if (article is null) return Failed(new Dictionary<string, string> { ["item"] = "was deleted meanwhile; send the file again" });
        var after = input with { Url = input.Url ?? article.Url, Kind = item.Input.Kind ?? kind ?? article.Kind, AssistantIds = item.Input.AssistantIds is null ? article.AssistantIds : input.AssistantIds };
        if (after.Text == article.Text && after.Url == article.Url && after.Kind == article.Kind && after.AssistantIds!.SequenceEqual(article.AssistantIds))
            return new ImportLine(file, item.At, article.Title, "unchanged", article.Id, null);
        var (outcome, _) = await store.ReplaceAsync(tenantId, article.Id, after, null, edit, cancellationToken);
        return outcome == WriteOutcome.Done ? new ImportLine(file, item.At, article.Title, "updated", article.Id, null)
            : Failed(new Dictionary<string, string> { ["item"] = "was changed by somebody else meanwhile; send the file again" });

        ImportLine Failed(IReadOnlyDictionary<string, string> errors) => new(file, item.At, item.Input.Title is { } title ? TextRules.Cut(title, ArticleRules.LongestTitle) : null, "failed", null, errors);
    }

    private static async Task<List<(string? Name, string Format, string Text)>> FilesAsync(HttpContext context, string? name, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            var media = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.MediaType.Value : null;
            return [(name, FormatOf(media, name), await TextAsync(context.Request.Body, cancellationToken))];
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(s_form, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw Problems.Invalid("file", "must be multipart/form-data with the files in it");
        }

        var files = new List<(string?, string, string)>();
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            files.Add((file.FileName, FormatOf(file.ContentType, file.FileName), await TextAsync(stream, cancellationToken)));
        }

        return files;
    }

    private static string FormatOf(string? mediaType, string? name) =>
        ImportRules.FormatOf(mediaType, name) ?? throw Problems.UnsupportedMediaType.Exception("Send Markdown (.md), CSV (.csv) or JSON (.json) files.");

    private static async Task<string> TextAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw Problems.Invalid("file", "must be UTF-8: save it again with that encoding");
        }
    }

    /// <param name="At">Line of a CSV file, place in a JSON array; 1 for a Markdown file.</param>
    /// <param name="Status"><c>created</c>, <c>updated</c>, <c>unchanged</c> or <c>failed</c>.</param>
    internal sealed record ImportLine(string? File, int At, string? Title, string Status, Guid? Id, IReadOnlyDictionary<string, string>? Errors);

    internal sealed record ImportAnswer(int Created, int Updated, int Unchanged, int Failed, IReadOnlyList<ImportLine> Items);
}
