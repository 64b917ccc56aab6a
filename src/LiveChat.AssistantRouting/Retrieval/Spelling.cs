namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>Finds the known word that a mistyped one meant. Only words that are not known at all are asked for.</summary>
internal sealed class Spelling
{
    private readonly Dictionary<char, List<string>> _byFirst = [];

    public Spelling(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (word.Length < 4 || !char.IsLetter(word[0]) || word[0] > 'ͯ') continue;
            if (!_byFirst.TryGetValue(word[0], out var list)) _byFirst[word[0]] = list = [];
            list.Add(word);
        }

        foreach (var list in _byFirst.Values) list.Sort(StringComparer.Ordinal);
    }

    /// <summary>The nearest word within the errors that the length allows, or null. Short words may only swap, lose or
    /// double a letter: another letter makes another word of them ('dogs' is not 'dots').</summary>
    public string? Nearest(string word)
    {
        if (word.Length < 4 || !_byFirst.TryGetValue(word[0], out var list)) return null;
        var allowed = word.Length >= 8 ? 2 : 1;
        string? best = null;
        var bestDistance = allowed + 1;
        foreach (var candidate in list)
        {
            if (Math.Abs(candidate.Length - word.Length) > allowed) continue;
            if (word.Length <= 5 && candidate.Length == word.Length && !IsSwap(word, candidate)) continue;
            if (word.Length == 4 && candidate.Length < 4) continue;
            var distance = Distance(word, candidate, bestDistance - 1);
            if (distance >= bestDistance) continue;
            bestDistance = distance;
            best = candidate;
        }

        return best;
    }

    private const int LeastAkin = 5;
    private const double LeastShare = 0.66;

    /// <summary>The word that begins as the asked one does, for at least two thirds of the longer one; or null.</summary>
    public string? Akin(string word)
    {
        if (word.Length < LeastAkin + 1 || !_byFirst.TryGetValue(word[0], out var list)) return null;
        string? best = null;
        var bestShare = LeastShare;
        foreach (var candidate in list)
        {
            var common = word.AsSpan().CommonPrefixLength(candidate);
            if (common < LeastAkin) continue;
            // One that only goes on is most likely made of it ('retard', 'retardataires').
            var share = common == word.Length ? Math.Max(LeastShare + 0.01, (double)common / candidate.Length) : (double)common / Math.Max(word.Length, candidate.Length);
            if (share <= bestShare) continue;
            (best, bestShare) = (candidate, share);
        }

        return best;
    }

    /// <summary>Optimal string alignment (insert, delete, replace, swap neighbours), or <paramref name="limit"/> + 1 when it is more.</summary>
    public static int Distance(string a, string b, int limit)
    {
        if (limit < 0 || Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        var width = b.Length + 1;
        Span<int> rows = width <= 48 ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) value = Math.Min(value, before[j - 2] + 1);
                current[j] = value;
                least = Math.Min(least, value);
            }

            if (least > limit) return limit + 1;
            var free = before;
            before = previous;
            previous = current;
            current = free;
        }

        return previous[b.Length];
    }

    private static bool IsSwap(string a, string b)
    {
        var i = 0;
        while (i < a.Length && a[i] == b[i]) i++;
        return i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && a.AsSpan(i + 2).SequenceEqual(b.AsSpan(i + 2));
    }
}
