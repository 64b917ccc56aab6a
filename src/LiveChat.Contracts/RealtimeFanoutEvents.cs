namespace LiveChat.Contracts;

/// <summary>Somebody of the staff set their state for all their windows; every replica of fan-out sets it for those it holds.</summary>
/// <param name="State"><c>online</c>, <c>away</c> or <c>offline</c> (there, but seen by nobody and given nothing).</param>
public sealed record PresenceChosen(string TenantId, Guid UserId, string State, DateTimeOffset At);

/// <summary>Somebody of the staff went online, away or offline, on any replica.</summary>
public sealed record PresenceChanged(string TenantId, Guid UserId, string State, DateTimeOffset At);
