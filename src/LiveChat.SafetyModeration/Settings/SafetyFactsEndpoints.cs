using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>The snapshot that chat's cache starts from and re-reads: what chat does itself by a tenant's safety settings.</summary>
internal static class SafetyFactsEndpoints
{
    public static void MapSafetyFacts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/safetymoderation/facts", ListAsync);

    /// <summary><c>?since={version}&amp;limit=1..1000</c>: what changed after it, ascending; and always the facts of tenants that saved none.</summary>
    private static async Task<SnapshotPage<TenantSafety>> ListAsync(
        SafetySettingsStore store, CancellationToken cancellationToken, long since = 0, int limit = 500)
    {
        limit = Math.Clamp(limit, 1, 1000);
        var changed = await store.ChangedSinceAsync(since, limit + 1, cancellationToken);
        var more = changed.Count > limit;
        if (more)
            changed.RemoveAt(limit);
        return new SnapshotPage<TenantSafety>(
            [Of(TenantSafety.AnyTenant, 0, SafetySettings.Default), .. changed.Select(c => Of(c.TenantId, c.Revision, c.Stored?.Settings ?? s_unreadable))],
            changed.Count > 0 ? changed[^1].Revision : since, more);
    }

    // What should be masked must not be stored unmasked: of settings that can't be read the most is taken to be wanted.
    private static readonly SafetySettings s_unreadable = SafetySettings.Default with { Masking = MaskingSettings.Everything };

    private static TenantSafety Of(string tenantId, long version, SafetySettings settings) => new(
        tenantId, version, settings.Masking.KindsWith(Masking.Storage), settings.Masking.KindsWith(Masking.Storage | Masking.Provider),
        settings.Closing.AssistantHours, settings.Closing.PeopleDays, settings.HandoverText?.Texts, settings.HandoverAwayText?.Texts);
}
