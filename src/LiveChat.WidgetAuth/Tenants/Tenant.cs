using LiveChat.Contracts;
using LiveChat.WidgetAuth.Widget;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>A customer of the platform: one site, or several under one roof.</summary>
/// <param name="Version">Ascends with every change of any tenant.</param>
/// <param name="SettingsVersion">ETag of the widget settings.</param>
internal sealed record Tenant(
    string Id, string Name, string Status, WidgetSettings Settings, long SettingsVersion, TenantLimits Limits,
    long LimitsVersion, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What every verifier must know of it.</summary>
    public TenantAccess Access(IReadOnlyList<string> revokedFamilies, IReadOnlyList<ApiKeyAccess> apiKeys) => new(
        Id, Version, Name, Status, Settings.AllowedDomains, Settings.AllowServerCalls, Settings.RequireSessionKey,
        revokedFamilies, Limits, Settings.View(), apiKeys);

    /// <summary>As the operator sees it.</summary>
    public TenantView View() => new(Id, Name, Status, Limits, CreatedAt, UpdatedAt);
}

/// <summary>A tenant in the operator API.</summary>
internal sealed record TenantView(
    string Id, string Name, string Status, TenantLimits Limits, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
