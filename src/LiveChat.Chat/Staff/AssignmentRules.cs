namespace LiveChat.Chat.Staff;

/// <summary>Somebody of the staff who is online and may answer.</summary>
internal sealed record OnlinePerson(Guid UserId, string Name);

/// <summary>What somebody has to do already.</summary>
/// <param name="Open">Open conversations in their hands.</param>
/// <param name="LastAt">When they were given one by itself; null for never.</param>
internal sealed record Load(int Open, DateTimeOffset? LastAt);

/// <summary>Whom a conversation is given to that goes to people. Pure.</summary>
internal static class AssignmentRules
{
    public const string None = "none", RoundRobin = "round_robin", LeastBusy = "least_busy";

    /// <summary>Null leaves it in the queue: nobody is there, or all have as many as they may.</summary>
    public static OnlinePerson? Pick(string mode, int? capacity, IReadOnlyList<OnlinePerson> online, IReadOnlyDictionary<Guid, Load> loads)
    {
        if (mode is not (RoundRobin or LeastBusy)) return null;
        var free = online.Select(person => (Person: person, Load: loads.GetValueOrDefault(person.UserId) ?? new Load(0, null)))
            .Where(p => capacity is null || p.Load.Open < capacity).ToList();
        if (free.Count == 0) return null;
        var byWait = free.OrderBy(p => mode == LeastBusy ? p.Load.Open : 0)
            .ThenBy(p => p.Load.LastAt ?? DateTimeOffset.MinValue).ThenBy(p => p.Person.UserId);
        return byWait.First().Person;
    }
}
