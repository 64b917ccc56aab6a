namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// When a passage answers a question. The numbers were found by the question sets of the tests: they are the ones with
/// the fewest wrong answers, and then the most right ones.
/// </summary>
internal static class RetrievalRules
{
    /// <summary>Least coverage of an answer.</summary>
    public const double KnownFrom = 0.6;

    /// <summary>Least coverage when a name or number of the question is missing in the passage.</summary>
    public const double KnownFromWithoutCritical = 0.75;

    private const double InHeading = 1, InBody = 0.85, InTitleOnly = 0.75;
    private const double HeadingFitShare = 0.3, WordRankShare = 0.08, RangeScore = 2, FaqShare = 0.25, FactShare = 0.15, SameQuestionShare = 0.12;

    public static bool IsKnown(PassageHit hit) => hit.Range is not null || hit.Coverage >= KnownFrom;

    /// <summary>From this factor on an alternative is the word itself; below it, what it may ask for.</summary>
    public const double SureFactor = 0.73;

    /// <summary>Least coverage of a passage that is worth offering though it is no answer.</summary>
    public const double NearFrom = 0.38;

    private const double LeastAsked = 0.3;
    private const int LongestOffer = 80;

    /// <summary>Headings of what nearly fits: one click on the right one asks for it by its own words.</summary>
    public static IEnumerable<string> NearMisses(IEnumerable<PassageHit> hits, int most) => hits
        .Where(h => h.Coverage >= NearFrom && h.Passage.Heading.Length is > 0 and <= LongestOffer)
        .Select(h => h.Passage.Heading).Distinct().Take(most);

    public static int BestFirst(PassageHit a, PassageHit b)
    {
        var byScore = b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : a.Passage.Article.Id.CompareTo(b.Passage.Article.Id);
    }

    public static double ScoreOfRange(int evidence) => RangeScore + (evidence / 10.0);

    /// <summary>Null when the passage cannot be an answer at all.</summary>
    /// <param name="wordRank">Its BM25 score by the best candidate's: 0..1.</param>
    public static (double Coverage, double Score)? Judge(IndexedPassage passage, Query query, Vocabulary vocabulary, double wordRank)
    {
        double asked = 0, covered = 0;
        var (headingMatches, strongMatches, cellMatches) = (0.0, 0, 0);
        var criticalMissing = false;
        foreach (var term in query.Terms)
        {
            asked += term.Weight;
            var (match, inHeading, inCells) = Match(passage, term);
            covered += term.Weight * match;
            if (match > 0 && (term.Weight > 0.2 || inHeading > 0)) strongMatches++;
            headingMatches += term.Weight * Math.Sqrt(inHeading);
            if (inCells && !IsHeaderWord(passage, term)) cellMatches++;
            if (match == 0 && term.Critical) criticalMissing = true;
        }

        // A row that none of whose own cells was asked for answers nothing: its table does.
        if (strongMatches == 0 || (passage.Passage.Kind == PassageKind.Row && cellMatches == 0)) return null;
        // A question of nothing but weak words says too little to be known, wherever they stand.
        var coverage = covered / Math.Max(asked, LeastAsked);
        if (criticalMissing && coverage < KnownFromWithoutCritical) coverage = Math.Min(coverage, KnownFrom - 0.01);
        var headingWeight = passage.HeadingWeight(vocabulary);
        var headingFit = headingWeight == 0 ? 0 : Math.Min(1, headingMatches / headingWeight);
        // Somebody wrote this answer for this very question.
        var faq = passage.Passage.Article.Faq && coverage >= KnownFrom ? FaqShare * headingFit : 0;
        var fact = (query.Wants & passage.Facts) != 0 ? FactShare : 0;
        if (query.Wants != FactKinds.None && passage.Answers != FactKinds.None) fact += passage.Answers == query.Wants ? SameQuestionShare : -SameQuestionShare / 2;
        return (coverage, coverage + fact + (HeadingFitShare * headingFit) + (WordRankShare * wordRank) + faq);
    }

    private static (double Match, double InHeading, bool InCells) Match(IndexedPassage passage, QueryTerm term)
    {
        double best = 0;
        var (heading, cells) = (0.0, false);
        foreach (var (id, factor) in term.Alternatives)
        {
            var inHeading = passage.HasInHeading(id);
            var place = inHeading ? InHeading : passage.HasInBody(id) ? InBody : passage.HasInTitle(id) ? InTitleOnly : 0;
            if (inHeading) heading = Math.Max(heading, factor);
            cells |= factor > SureFactor && passage.HasInCells(id);
            best = Math.Max(best, place * factor);
        }

        return (best, heading, cells);
    }

    // 'Sock size' is a header and 'S' a cell: a word that the headers have does not ask for one row.
    private static bool IsHeaderWord(IndexedPassage passage, QueryTerm term) =>
        term.Alternatives.Any(a => a.Factor > SureFactor && passage.HasInHeaders(a.Id));
}
