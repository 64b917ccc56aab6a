using System.Globalization;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// The id of an event in a tenant's feed, written <c>epoch-n</c>. Numbers are consecutive within an epoch, so a reader
/// sees a gap by counting; an id of another epoch says nothing about this one and is answered with <c>resync</c>.
/// </summary>
internal readonly record struct FeedId(string Epoch, long Number)
{
    private const int LongestEpoch = 32;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Number}");

    /// <summary>Reads what a client or Redis gave; anything but <c>[a-z0-9]{1,32}-digits</c> is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeedId id)
    {
        id = default;
        var dash = text.IndexOf('-');
        if (dash is < 1 or > LongestEpoch) return false;
        foreach (var c in text[..dash])
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)) return false;
        if (!long.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        id = new FeedId(text[..dash].ToString(), number);
        return true;
    }

    /// <summary>A fresh epoch; 60 random bits are enough that no two runs of one tenant meet; it is no secret.</summary>
    public static string NewEpoch() =>
        new(Random.Shared.GetItems<char>("0123456789abcdefghijkmnpqrstuvwx", 12));
}
