using LiveChat.AssistantRouting.Costs;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>Checked provider settings, and what is to become of the key.</summary>
/// <param name="Key">A new key, in the clear; null where the stored one stays, if there is one.</param>
/// <param name="KeepsKey">The stored key goes on being used.</param>
internal sealed record ProviderChoice(string Kind, string? BaseUrl, string? Model, string? Key, bool KeepsKey)
{
    /// <summary>New prices; '' removes them, null leaves them.</summary>
    public string? Prices { get; init; }

    public bool HasKey(ProviderSettings before) => Key is not null || (KeepsKey && before.SealedKey is not null);

    public override string ToString() => $"{Kind} {Model}";
}

/// <summary>What provider settings must be. Pure.</summary>
internal static class ProviderRules
{
    public const int LongestKey = 500, ShortestShownKey = 12;

    /// <summary>Checked settings; 400 <c>invalid_request</c> with every error.</summary>
    /// <param name="refusal">What is wrong with an address, or null (the guard of outbound requests).</param>
    public static ProviderChoice Check(ProviderInput? input, ProviderSettings before, Func<string, string?> refusal)
    {
        var rules = new TextRules();
        var kind = rules.Required("kind", input?.Kind, 40);
        if (kind.Length > 0 && !ProviderKinds.All.Contains(kind)) rules.Add("kind", $"must be one of {string.Join(", ", ProviderKinds.All)}");
        var model = rules.Optional("model", input?.Model, 120);
        var url = rules.Optional("baseUrl", input?.BaseUrl, 2000)?.TrimEnd('/');
        var key = input?.ApiKey?.Trim();
        var prices = ModelPrices.Check(rules, input?.Prices);
        if (kind == ProviderKinds.Builtin)
        {
            if (!string.IsNullOrEmpty(key)) rules.Add("apiKey", "must be left out: the built-in provider needs no key, and none is stored");
            rules.ThrowIfAny();
            return new ProviderChoice(kind, null, null, null, false) { Prices = prices };
        }

        if (model is null) rules.Add("model", kind == ProviderKinds.Azure ? "must be the name of your deployment" : "must be the name of a model");
        if (model?.Any(char.IsControl) == true) rules.Add("model", "must not have control characters");
        if (url is null && ProviderKinds.DefaultBaseUrl(kind) is null) rules.Add("baseUrl", "must be the address of your server, such as https://llm.example.com/v1");
        if (url is not null && refusal(url) is { } refused) rules.Add("baseUrl", refused);
        else if (url?.Contains('?', StringComparison.Ordinal) == true) rules.Add("baseUrl", "must not carry a query");
        // A key goes into a header as it is: a line break in it would be another header.
        if (key?.Length > LongestKey || key?.Any(c => c is <= ' ' or > '~') == true) rules.Add("apiKey", $"must be at most {LongestKey} visible ASCII characters");
        rules.ThrowIfAny();

        // A stored key is only ever sent where its owner meant it to go: a new address needs the key once more.
        var keeps = input!.ApiKey is null && before.Kind == kind && before.BaseUrl == url;
        return new ProviderChoice(kind, url, model, string.IsNullOrEmpty(key) ? null : key, keeps) { Prices = prices };
    }

    /// <summary>Whether requests without a key make sense at all.</summary>
    public static bool NeedsKey(string kind) => kind is ProviderKinds.OpenAI or ProviderKinds.Azure or ProviderKinds.Anthropic;

    /// <summary>The last four characters of a key that is long enough to keep the rest secret.</summary>
    public static string? Last4(string key) => key.Length >= ShortestShownKey ? key[^4..] : null;
}
