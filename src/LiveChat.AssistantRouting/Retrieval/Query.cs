namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>One word of a question, seen through one index.</summary>
/// <param name="Weight">0..1: how much of the question's meaning it carries.</param>
/// <param name="Critical">A name or a number without a unit: an answer that lacks it is most likely about something else.</param>
/// <param name="Alternatives">Numbers of the words that stand for it, with how well (1 for itself); empty when unknown.</param>
internal sealed record QueryTerm(string Text, double Weight, bool Critical, IReadOnlyList<(int Id, double Factor)> Alternatives);

/// <summary>A number of the question, its unit ('' for none) and where it stands.</summary>
internal sealed record QueryNumber(double Value, string Unit, int Start);

/// <summary>A question, read by the words of one index.</summary>
internal sealed record Query(IReadOnlyList<QueryTerm> Terms, IReadOnlyList<QueryNumber> Numbers, IReadOnlyList<Token> Tokens)
{
    /// <summary>The kind of fact that it wants.</summary>
    public FactKinds Wants { get; init; }

    public static Query Read(string text, LanguageIndex index) => new QueryReader(text, index).Read();
}
