namespace LiveChat.Contracts;

/// <summary>Somebody of the staff went online, away or offline, on any replica.</summary>
public sealed record PresenceChanged(string TenantId, Guid UserId, string State, DateTimeOffset At);
