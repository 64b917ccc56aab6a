namespace LiveChat.Contracts;

/// <summary>Which keys were used, said by every process that checks them, in capped batches: at most once a minute and process
/// for each key and site. A lost batch is harmless.</summary>
public sealed record CredentialsUsed(IReadOnlyList<CredentialUse> Uses);

/// <summary>A key was used.</summary>
/// <param name="Kind"><c>widget</c> (a site token's family) or <c>api-key</c>.</param>
/// <param name="Id">The family or the key.</param>
/// <param name="Origin">The site, as scheme, host and port; null for calls from no page.</param>
public sealed record CredentialUse(string TenantId, string Kind, Guid Id, string? Origin, DateTimeOffset At);
