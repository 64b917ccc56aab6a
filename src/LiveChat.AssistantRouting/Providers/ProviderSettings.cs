using LiveChat.AssistantRouting.Costs;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>The kinds of provider (contract.md).</summary>
internal static class ProviderKinds
{
    public const string Builtin = "builtin", OpenAI = "openai", Azure = "azure_openai", Anthropic = "anthropic", Compatible = "openai_compatible";

    public static readonly string[] All = [Builtin, OpenAI, Azure, Anthropic, Compatible];

    /// <summary>Where requests go that name no base URL; null where one must be named.</summary>
    public static string? DefaultBaseUrl(string kind) => kind switch
    {
        OpenAI => "https://api.openai.com/v1",
        Anthropic => "https://api.anthropic.com",
        _ => null,
    };

    /// <summary>Whether its models take tools reliably; with any other server a tool may be an error.</summary>
    public static bool TakesTools(string kind) => kind is OpenAI or Azure or Anthropic;
}

/// <summary>Where a tenant's answers come from. The key stays sealed in here: it is opened where it is sent, nowhere else.</summary>
/// <param name="BaseUrl">Without a trailing slash; null for the kind's own address.</param>
/// <param name="Model">Model name, or the deployment's with Azure; null for the built-in one.</param>
/// <param name="KeyLast4">What is shown of the key; null for none, or for one too short to show a part of.</param>
internal sealed record ProviderSettings(
    string Kind, string? BaseUrl, string? Model, long Version, string? SealedKey = null, string? KeyLast4 = null, DateTimeOffset? KeySetAt = null)
{
    public static ProviderSettings Default { get; } = new(ProviderKinds.Builtin, null, null, 0);

    /// <summary><see cref="ModelPrices"/> as JSON, so that equal settings are equal; null for none.</summary>
    public string? Prices { get; init; }

    public bool IsBuiltin => Kind == ProviderKinds.Builtin;

    /// <summary>Binds a sealed key to its tenant: moved to another row it does not open.</summary>
    public static string KeyPurpose(string tenantId) => $"assistantrouting/provider-key/{tenantId}";

    /// <summary>The record's own text would carry the sealed key into logs.</summary>
    public override string ToString() => $"{Kind} {Model} version {Version}";
}

/// <summary>Body of <c>PUT provider</c> and <c>POST provider/test</c>. <paramref name="ApiKey"/> is write-only: left out it
/// stays as it is, empty it is removed.</summary>
/// <param name="Prices">What its models cost; left out it stays, without models it is removed.</param>
internal sealed record ProviderInput(string? Kind, string? BaseUrl, string? Model, string? ApiKey, ModelPrices? Prices = null)
{
    public override string ToString() => $"{Kind} {Model}";
}

/// <summary>What the API answers; a key is never among it.</summary>
internal sealed record ProviderView(string Kind, string? BaseUrl, string? Model, string? KeyLast4, DateTimeOffset? KeySetAt, ModelPrices? Prices)
{
    public static ProviderView Of(ProviderSettings s) => new(s.Kind, s.BaseUrl, s.Model, s.KeyLast4, s.KeySetAt, ModelPrices.Parse(s.Prices));
}
