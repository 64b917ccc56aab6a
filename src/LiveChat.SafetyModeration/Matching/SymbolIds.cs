namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// Small numbers for the symbols that the patterns have, from 1, the frequent ones first; 0 for all others. An array read for a
/// symbol of any script.
/// </summary>
internal sealed class SymbolIds
{
    private readonly int[]?[] pages;

    private SymbolIds(int[]?[] pages, int count) => (this.pages, Count) = (pages, count);

    public int Count { get; }

    public static SymbolIds Of(IReadOnlyList<Pattern> patterns)
    {
        var counts = new Dictionary<int, int>();
        foreach (var pattern in patterns)
        {
            foreach (ref readonly var run in pattern.Runs)
                counts[run.Symbol] = counts.GetValueOrDefault(run.Symbol) + 1;
        }

        var pages = new int[]?[counts.Count == 0 ? 0 : (counts.Keys.Max() >> 8) + 1];
        var id = 0;
        foreach (var (symbol, _) in counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key))
            (pages[symbol >> 8] ??= new int[256])[symbol & 0xFF] = ++id;
        return new SymbolIds(pages, id);
    }

    public int Of(int symbol)
    {
        var page = symbol >> 8;
        return page < pages.Length && pages[page] is { } ids ? ids[symbol & 0xFF] : 0;
    }
}
