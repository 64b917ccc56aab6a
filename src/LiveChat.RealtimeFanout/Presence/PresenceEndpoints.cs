namespace LiveChat.RealtimeFanout.Presence;

/// <summary>Who is online, for the other services, on the management listener.</summary>
internal static class PresenceEndpoints
{
    /// <summary><c>{items:[{userId, name, mayAnswer, state:"online"|"away", conversationId}]}</c>, as all replicas see it.</summary>
    public static async Task<PresenceList> ListAsync(string tenantId, PresenceBoard board, CancellationToken cancellationToken) =>
        new(await board.ReadAsync(tenantId, cancellationToken));

    public sealed record PresenceList(IReadOnlyCollection<Person> Items);
}
