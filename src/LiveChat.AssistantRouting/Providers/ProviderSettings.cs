using System.Data.Common;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>Where a tenant's answers come from.</summary>
/// <param name="Kind">Only <c>builtin</c> today: the tenant's own articles, no key, no network.</param>
internal sealed record ProviderSettings(string Kind, string? BaseUrl, string? Model, long Version)
{
    public static ProviderSettings Default { get; } = new("builtin", null, null, 0);
}

/// <summary>Body of <c>PUT provider</c>. <paramref name="ApiKey"/> is write-only.</summary>
internal sealed record ProviderInput(string? Kind, string? BaseUrl, string? Model, string? ApiKey);

/// <summary>What the API answers; a key is never among it.</summary>
internal sealed record ProviderView(string Kind, string? BaseUrl, string? Model, string? KeyLast4, DateTimeOffset? KeySetAt);

/// <summary>What provider settings must be.</summary>
internal static class ProviderRules
{
    private static readonly string[] Later = ["openai", "azure_openai", "anthropic", "openai_compatible"];

    /// <summary>Checked settings. A provider that cannot be used is refused, rather than stored and silently not used.</summary>
    public static ProviderSettings Check(ProviderInput? input, long version)
    {
        var rules = new TextRules();
        var kind = rules.Required("kind", input?.Kind, 40);
        rules.Optional("model", input?.Model, 120);
        rules.Optional("apiKey", input?.ApiKey, 500);
        rules.Address("baseUrl", input?.BaseUrl);
        if (kind.Length > 0 && kind != "builtin" && !Later.Contains(kind)) rules.Add("kind", "must be builtin");
        rules.ThrowIfAny();
        if (kind != "builtin")
            throw AssistantRoutingProblems.ProviderNotConfigured.Exception($"This version answers with the built-in provider only: set kind to builtin instead of {kind}.", ("field", "kind"));
        if (!string.IsNullOrWhiteSpace(input?.ApiKey))
            throw Problems.Invalid("apiKey", "must be left out: the built-in provider needs no key, and none is stored");
        return new ProviderSettings("builtin", null, null, version + 1);
    }
}

/// <summary>A tenant's provider settings: one row, replaced as a whole.</summary>
internal sealed class ProviderStore(
    [FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database, SettingsWriter writer, TimeProvider clock)
{
    public async Task<ProviderSettings> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        await database.FirstAsync(new Sql("select kind, base_url, model, version from provider where tenant_id = @tenant;").With("tenant", tenantId), Read, cancellationToken)
        ?? ProviderSettings.Default;

    /// <summary>False when somebody else changed them since <paramref name="before"/> was read.</summary>
    public async Task<bool> ReplaceAsync(string tenantId, ProviderSettings before, ProviderSettings after, string? requestId, CancellationToken cancellationToken) =>
        await writer.WriteAsync(tenantId, requestId, false, """
            insert into provider (tenant_id, version, kind, updated_at)
            select @tenant, 0, 'builtin', @now where @before = 0
            on conflict (tenant_id) do nothing;
            update provider set version = version + 1, kind = @kind, base_url = @url, model = @model, updated_at = @now
            where tenant_id = @tenant and version = @before returning version;
            """, sql => sql.With("before", before.Version).With("kind", after.Kind).With("url", after.BaseUrl).With("model", after.Model)
                .With("now", clock.GetUtcNow()),
            reader => reader.ReadAsync(), cancellationToken);

    private static ProviderSettings Read(DbDataReader reader) =>
        new(reader.GetString(0), reader.StringOrNull(1), reader.StringOrNull(2), reader.GetInt64(3));
}
