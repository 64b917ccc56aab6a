namespace LiveChat.RealtimeFanout.Presence;

/// <summary>What one replica knows of one person.</summary>
/// <param name="Instance">The replica, so that none overwrites another's word.</param>
/// <param name="MayAnswer">Role agent or above: routing wants to know of these.</param>
/// <param name="State"><c>online</c> or <c>away</c>.</param>
/// <param name="ConversationId">What the person looks at, or null.</param>
/// <param name="ExpiresAt">Until when it holds unless renewed: a crashed replica takes nothing back.</param>
internal sealed record PresenceEntry(
    Guid UserId, string Instance, string Name, bool MayAnswer, string State, Guid? ConversationId, DateTimeOffset ExpiresAt);

/// <summary>What all replicas together know of one person, as colleagues see it.</summary>
/// <param name="State"><c>online</c>, <c>away</c> or, in changes, <c>offline</c>.</param>
internal sealed record Person(Guid UserId, string Name, bool MayAnswer, string State, Guid? ConversationId);

/// <summary>Decides who is seen how.</summary>
internal static class PresenceRules
{
    public const string Online = "online";
    public const string Away = "away";
    public const string Offline = "offline";

    /// <summary>One line per person: online if any window is, looking at what an online window looks at.</summary>
    public static Dictionary<Guid, Person> Merge(IEnumerable<PresenceEntry> entries)
    {
        var people = new Dictionary<Guid, Person>();
        foreach (var entry in entries)
        {
            var person = new Person(entry.UserId, entry.Name, entry.MayAnswer, entry.State, entry.ConversationId);
            people[entry.UserId] = people.TryGetValue(entry.UserId, out var known) ? Together(known, person) : person;
        }
        return people;
    }

    /// <summary>Who is seen otherwise than before; those who left come as offline.</summary>
    public static List<Person> Changes(IReadOnlyDictionary<Guid, Person> before, IReadOnlyDictionary<Guid, Person> after)
    {
        var changes = new List<Person>();
        foreach (var (userId, person) in after)
            if (!before.TryGetValue(userId, out var known) || known != person) changes.Add(person);
        foreach (var (userId, person) in before)
            if (!after.ContainsKey(userId)) changes.Add(person with { State = Offline, ConversationId = null });
        return changes;
    }

    private static Person Together(Person a, Person b)
    {
        // Of two equal windows the lower conversation id wins, so that the order of reading does not matter.
        var first = (a.State == Online) == (b.State == Online)
            ? (a.ConversationId ?? Guid.AllBitsSet) <= (b.ConversationId ?? Guid.AllBitsSet) ? a : b
            : a.State == Online ? a : b;
        return first with
        {
            ConversationId = first.ConversationId ?? a.ConversationId ?? b.ConversationId,
            MayAnswer = a.MayAnswer || b.MayAnswer,
        };
    }
}
