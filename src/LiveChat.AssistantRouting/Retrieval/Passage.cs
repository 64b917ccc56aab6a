namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>An article as the index takes it.</summary>
/// <param name="Locale">BCP 47 tag of its language.</param>
/// <param name="Body">Markdown.</param>
internal sealed record IndexedArticle(Guid Id, string Title, string? Url, string Locale, string Body)
{
    /// <summary>A question and its answer: wins on a close match.</summary>
    public bool Faq { get; init; }

    /// <summary>The assistants that may use it; empty for all.</summary>
    public IReadOnlyList<Guid> AssistantIds { get; init; } = [];
}

internal enum PassageKind
{
    /// <summary>The paragraphs and lists under one heading.</summary>
    Section,

    /// <summary>A whole table, for questions that name none of its rows.</summary>
    Table,

    /// <summary>One row of a table.</summary>
    Row,
}

/// <summary>The smallest part of an article that can answer a question alone.</summary>
/// <param name="Heading">The headings above it, without the article's title; '' before the first.</param>
/// <param name="LeadIn">The sentence right before a table, which its rows are quoted with; else ''.</param>
/// <param name="Lines">Paragraphs (one line each, several sentences), list items (starting with '- ') or the one row.</param>
/// <param name="Grid">The table that a <see cref="PassageKind.Table"/> or <see cref="PassageKind.Row"/> belongs to.</param>
/// <param name="RowIndex">Index of the row in <paramref name="Grid"/>; -1 for other kinds.</param>
internal sealed record Passage(
    IndexedArticle Article, PassageKind Kind, string Heading, string LeadIn, IReadOnlyList<string> Lines, Grid? Grid, int RowIndex)
{
    /// <summary>The text that is searched besides title and heading.</summary>
    public string SearchText => Kind switch
    {
        PassageKind.Row => string.Join(' ', Grid!.Headers) + " " + string.Join(' ', Lines),
        PassageKind.Table => LeadIn + " " + string.Join(' ', Grid!.Headers),
        _ => string.Join('\n', Lines),
    };
}
