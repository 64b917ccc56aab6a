using System.Numerics;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// Aho and Corasick's automaton over run symbols: one pass over the text whatever the number of phrases. Immutable after
/// construction, so any number of threads may read it. Nodes are numbered by depth and a node's children one after another,
/// so that a set of bits says which symbols go on and where to: a step is one look into the node, and the shallow ones, where
/// most of a text stays, lie together in the cache.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly Pattern[] patterns; // those that end at one node stand together
    private readonly Node[] nodes;
    private readonly Ending[] endings; // from 1
    private readonly SymbolIds ids;
    private readonly int[] rootEdges;
    private readonly Dictionary<(int Node, int Id), int> rareEdges = [];

    public PhraseAutomaton(Pattern[] patterns)
    {
        ids = SymbolIds.Of(patterns);
        var words = Array.ConvertAll(patterns, WordOf);
        // Of the same symbols the one named last comes first, as of a tenant's phrase and the platform's.
        var order = Enumerable.Range(0, patterns.Length).ToArray();
        Array.Sort(order, (a, b) => words[a].AsSpan().SequenceCompareTo(words[b]) is var c and not 0 ? c : b.CompareTo(a));
        this.patterns = Array.ConvertAll(order, i => patterns[i]);
        var places = new List<Place>();
        (nodes, endings) = Grow(Array.ConvertAll(order, i => words[i]), places);
        rootEdges = new int[ids.Count + 1];
        for (var id = 1; id < rootEdges.Length; id++)
            rootEdges[id] = ChildOf(0, id);
        LinkFallbacks(places);
    }

    public Scan In(ReadOnlySpan<Run> text) => new(this, text);

    // Level by level: a node is the range of sorted words that begin alike; its children are that range cut at the next symbol.
    private (Node[] Nodes, Ending[] Endings) Grow(int[][] words, List<Place> places)
    {
        var (grown, ends) = (new List<Node>(), new List<Ending> { default });
        places.Add(new Place(0, 0, 0, 0, words.Length));
        for (var node = 0; node < places.Count; node++)
        {
            var (_, _, depth, from, to) = places[node];
            var shaped = new Node { FirstChild = places.Count };
            var first = from;
            while (from < to && words[from].Length == depth)
                from++;
            if (from > first)
            {
                shaped.Ending = ends.Count;
                ends.Add(new Ending(depth, first, from, 0));
            }

            while (from < to)
            {
                var id = words[from][depth];
                var end = from + 1;
                while (end < to && words[end][depth] == id)
                    end++;
                if (id < Node.Bits)
                    shaped.Add(id);
                else
                    rareEdges[(node, id)] = places.Count;
                places.Add(new Place(node, id, depth + 1, from, end));
                from = end;
            }

            grown.Add(shaped);
        }

        return ([.. grown], [.. ends]);
    }

    // By number, so a parent and all shallower nodes come first.
    private void LinkFallbacks(List<Place> places)
    {
        for (var i = 1; i < nodes.Length; i++)
        {
            ref var node = ref nodes[i];
            var (parent, id, _, _, _) = places[i];
            node.Fallback = parent == 0 ? 0 : Step(nodes[parent].Fallback, id);
            var shorter = nodes[node.Fallback].Ending;
            if (node.Ending == 0)
                node.Ending = shorter;
            else
                endings[node.Ending] = endings[node.Ending] with { Shorter = shorter };
        }
    }

    private int Step(int node, int id)
    {
        while (node != 0)
        {
            var next = ChildOf(node, id);
            if (next != 0)
                return next;
            node = nodes[node].Fallback;
        }

        return rootEdges[id];
    }

    private int ChildOf(int node, int id) =>
        id < Node.Bits ? nodes[node].Child(id) : rareEdges.GetValueOrDefault((node, id));

    private int[] WordOf(Pattern pattern)
    {
        var word = new int[pattern.Runs.Length];
        for (var i = 0; i < word.Length; i++)
            word[i] = ids.Of(pattern.Runs[i].Symbol);
        return word;
    }

    /// <summary>A walk over a text from one place to the next where the symbols of a pattern stand; of one end the longest first.</summary>
    internal ref struct Scan(PhraseAutomaton automaton, ReadOnlySpan<Run> text)
    {
        private readonly ReadOnlySpan<Run> text = text;
        private int next;
        private int node;
        private int ending;
        private int rest;

        public Pattern Pattern { get; private set; } = null!;

        /// <summary>The pattern's first run.</summary>
        public int Start { get; private set; }

        public bool MoveNext()
        {
            while (rest == 0)
            {
                ending = automaton.endings[ending].Shorter;
                if (ending == 0 && !ReadOn())
                    return false;
                rest = automaton.endings[ending].To - automaton.endings[ending].From;
            }

            ref readonly var at = ref automaton.endings[ending];
            Pattern = automaton.patterns[at.To - rest--];
            Start = next - at.Depth;
            return true;
        }

        private bool ReadOn()
        {
            var (nodes, rootEdges, ids) = (automaton.nodes, automaton.rootEdges, automaton.ids);
            var current = node;
            for (var at = next; at < text.Length; at++)
            {
                var id = ids.Of(text[at].Symbol);
                current = current == 0 || id == 0 ? rootEdges[id] : automaton.Step(current, id);
                if (nodes[current].Ending == 0)
                    continue;
                (next, node, ending) = (at + 1, current, nodes[current].Ending);
                return true;
            }

            next = text.Length;
            return false;
        }
    }

    /// <summary>Where a node came from, while the automaton is made.</summary>
    private readonly record struct Place(int Parent, int Id, int Depth, int From, int To);

    /// <summary>Patterns that end at one node; <paramref name="Shorter"/> is the next ending on its fallback path, 0 for none.</summary>
    private readonly record struct Ending(int Depth, int From, int To, int Shorter);

    private struct Node
    {
        /// <summary>Symbols with an id below it are found by bits; others, of which only lists in many scripts have any, in a table.</summary>
        public const int Bits = 128;

        private ulong low;
        private ulong high;

        public int FirstChild;
        public int Fallback;

        /// <summary>The node's own, or the nearest on its fallback path; 0 for none.</summary>
        public int Ending;

        public void Add(int id)
        {
            if (id < 64)
                low |= 1UL << id;
            else
                high |= 1UL << id - 64;
        }

        public readonly int Child(int id)
        {
            if (id < 64)
            {
                var bit = 1UL << id;
                return (low & bit) == 0 ? 0 : FirstChild + BitOperations.PopCount(low & (bit - 1));
            }

            var highBit = 1UL << id - 64;
            return (high & highBit) == 0 ? 0 : FirstChild + BitOperations.PopCount(low) + BitOperations.PopCount(high & (highBit - 1));
        }
    }
}
