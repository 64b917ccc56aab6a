namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Finds the entry that its owner probably meant: "you listed shop.example, the page is www.shop.example".</summary>
internal static class DomainNearness
{
    private const int LookedAt = 100;

    /// <summary>The most alike entry, or null when none is alike.</summary>
    public static DomainEntry? Nearest(IReadOnlyList<DomainEntry> entries, WebOrigin site) => entries.Take(LookedAt)
        .Select(entry => (Entry: entry, Distance: Distance(entry, site)))
        .Where(candidate => candidate.Distance <= Math.Max(2, site.Host.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Entry)
        .FirstOrDefault();

    private static int Distance(DomainEntry entry, WebOrigin site)
    {
        if (entry.Host == site.Host)
            return 0; // only scheme, port or the wildcard's bare name differ
        if (site.Host.EndsWith("." + entry.Host, StringComparison.Ordinal) || entry.Host.EndsWith("." + site.Host, StringComparison.Ordinal))
            return 1; // www. and other subdomains
        return 1 + Edits(entry.Host, site.Host);
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Edits(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
