namespace LiveChat.Contracts;

/// <summary>Which keys were used, said by every process that checks them, in capped batches: at most once a minute and process
/// for each key and site. A lost batch is harmless.</summary>
public sealed record CredentialsUsed(IReadOnlyList<CredentialUse> Uses);

/// <summary>A key was used.</summary>
/// <param name="Kind"><c>widget</c> (a site token's family) or <c>api-key</c>.</param>
/// <param name="Id">The family or the key.</param>
/// <param name="Origin">The site, as scheme, host and port; null for calls from no page.</param>
public sealed record CredentialUse(string TenantId, string Kind, Guid Id, string? Origin, DateTimeOffset At);

/// <summary>
/// Somebody changed a tenant's settings in some service: widget-auth keeps it in the tenant's audit, fan-out tells the dashboards.
/// Put into the outbox by the command that makes the change, so that no change is without its entry.
/// </summary>
/// <param name="ChangeId">Stable: a second delivery has the same.</param>
/// <param name="Action">Noun and past verb, such as <c>safety.changed</c>.</param>
/// <param name="Target">The id of what was changed, or null where there is but one.</param>
/// <param name="ActorId">The member of staff or the API key; null for the operator.</param>
/// <param name="Before">JSON with secrets masked; null for something new.</param>
/// <param name="After">JSON with secrets masked; null for something gone.</param>
/// <param name="Address">Where the request came from.</param>
public sealed record SettingsChanged(
    Guid ChangeId, string TenantId, string Action, string? Target, Guid? ActorId, string ActorName, string? Before, string? After,
    string? Address, string RequestId, DateTimeOffset At);
