namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// Aho and Corasick's automaton over run symbols: one pass over the text whatever the number of phrases. Immutable after
/// construction, so any number of threads may read it. Edges lie in one open-addressing table; the root's, which most of
/// a text takes, in an array.
/// </summary>
internal sealed class PhraseAutomaton
{
    private const int None = -1;

    private readonly Pattern[] patterns;
    private readonly int[] asciiIds = new int[128];
    private readonly Dictionary<int, int> otherIds = [];
    private readonly int[] rootEdges;
    private readonly long[] edgeKeys;
    private readonly int[] edgeTargets;
    private readonly int[] fallbacks;
    private readonly int[] firstPattern; // by node; then nextPattern by pattern
    private readonly int[] nextPattern;
    private readonly int[] nextOutput; // the nearest node on the fallback path at which a pattern ends

    public PhraseAutomaton(Pattern[] patterns)
    {
        this.patterns = patterns;
        var edges = new Dictionary<long, int>();
        var parents = new List<(int Parent, int Id)> { (None, 0) };
        var ends = new int[patterns.Length];
        var ids = 0;
        for (var p = 0; p < patterns.Length; p++)
        {
            var node = 0;
            foreach (ref readonly var run in patterns[p].Runs)
            {
                if (IdOf(run.Symbol) == 0)
                    SetId(run.Symbol, ++ids);
                var key = Key(node, IdOf(run.Symbol));
                if (!edges.TryGetValue(key, out var next))
                {
                    edges[key] = next = parents.Count;
                    parents.Add((node, IdOf(run.Symbol)));
                }

                node = next;
            }

            ends[p] = node;
        }

        var size = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, edges.Count * 2));
        (edgeKeys, edgeTargets) = (new long[size], new int[size]);
        rootEdges = new int[ids + 1];
        foreach (var (key, target) in edges)
        {
            if (parents[target].Parent == 0)
                rootEdges[parents[target].Id] = target;
            var slot = Slot(key);
            while (edgeTargets[slot] != 0)
                slot = slot + 1 & edgeKeys.Length - 1;
            (edgeKeys[slot], edgeTargets[slot]) = (key, target);
        }

        (fallbacks, nextOutput) = (new int[parents.Count], new int[parents.Count]);
        (firstPattern, nextPattern) = (new int[parents.Count], new int[patterns.Length]);
        Array.Fill(firstPattern, None);
        for (var p = 0; p < patterns.Length; p++)
            (nextPattern[p], firstPattern[ends[p]]) = (firstPattern[ends[p]], p);
        LinkFallbacks(parents);
    }

    /// <summary>Calls <paramref name="found"/> for every pattern whose symbols stand in the text, with its first run.</summary>
    public void Scan(ReadOnlySpan<Run> text, Action<Pattern, int> found)
    {
        var node = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var id = IdOf(text[at].Symbol);
            node = id == 0 ? 0 : Step(node, id);
            for (var output = firstPattern[node] != None ? node : nextOutput[node]; output != 0; output = nextOutput[output])
            {
                for (var p = firstPattern[output]; p != None; p = nextPattern[p])
                    found(patterns[p], at + 1 - patterns[p].Runs.Length);
            }
        }
    }

    private int Step(int node, int id)
    {
        while (node != 0)
        {
            var next = Edge(node, id);
            if (next != 0)
                return next;
            node = fallbacks[node];
        }

        return rootEdges[id];
    }

    // Nodes are numbered so that a parent comes before its children, but a fallback may be deeper than the number says;
    // so by depth, breadth first.
    private void LinkFallbacks(List<(int Parent, int Id)> parents)
    {
        var depths = new int[parents.Count];
        for (var node = 1; node < parents.Count; node++)
            depths[node] = depths[parents[node].Parent] + 1;
        foreach (var node in Enumerable.Range(1, parents.Count - 1).OrderBy(node => depths[node]))
        {
            var (parent, id) = parents[node];
            fallbacks[node] = parent == 0 ? 0 : Step(fallbacks[parent], id);
            var fallback = fallbacks[node];
            nextOutput[node] = firstPattern[fallback] != None ? fallback : nextOutput[fallback];
        }
    }

    private int Edge(int node, int id)
    {
        var key = Key(node, id);
        for (var slot = Slot(key); edgeTargets[slot] != 0; slot = slot + 1 & edgeKeys.Length - 1)
        {
            if (edgeKeys[slot] == key)
                return edgeTargets[slot];
        }

        return 0;
    }

    private int IdOf(int symbol) =>
        symbol < asciiIds.Length ? asciiIds[symbol] : otherIds.GetValueOrDefault(symbol);

    private void SetId(int symbol, int id)
    {
        if (symbol < asciiIds.Length)
            asciiIds[symbol] = id;
        else
            otherIds[symbol] = id;
    }

    private static long Key(int node, int id) => ((long)node << 32) | (uint)id;

    private int Slot(long key) => (int)((ulong)(key * -7046029254386353131L) >> 33) & edgeKeys.Length - 1;
}
