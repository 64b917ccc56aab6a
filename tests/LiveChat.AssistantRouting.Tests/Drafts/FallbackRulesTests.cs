using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.Routing;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Drafts;

public sealed class FallbackRulesTests
{
    private static readonly Guid AdaId = Guid.NewGuid(), BobId = Guid.NewGuid();

    public static TheoryData<string> Causes => [.. typeof(ProviderCauses).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void BuiltInSecond_HelpsWhateverHappened(string cause) =>
        Assert.Equal(BobId, Second(Ada(BobId), Bob(provider: "builtin"), cause));

    [Theory]
    [MemberData(nameof(Causes))]
    public void SameModel_IsNotAskedAgain(string cause)
    {
        Assert.Null(Second(Ada(BobId), Bob(), cause));
        // Named, but the same that the tenant has set.
        Assert.Null(Second(Ada(BobId), Bob(model: "tenants-own"), cause));
    }

    [Theory]
    [InlineData("provider_model_unknown", true)]
    [InlineData("provider_rate_limited", true)]
    [InlineData("provider_quota", true)]
    [InlineData("provider_timeout", true)]
    [InlineData("provider_error", true)]
    [InlineData("provider_invalid_answer", true)]
    [InlineData("provider_refused", true)]
    [InlineData("provider_key_refused", false)]
    [InlineData("provider_no_key", false)]
    [InlineData("provider_not_configured", false)]
    [InlineData("provider_unreachable", false)]
    [InlineData("provider_tls", false)]
    [InlineData("provider_address_refused", false)]
    [InlineData("provider_address_wrong", false)]
    [InlineData("provider_redirect", false)]
    [InlineData("bulkhead_full", false)]
    [InlineData("circuit_open", false)]
    public void AnotherModel_IsAskedOnlyWhereItMayHelp(string cause, bool asked) =>
        Assert.Equal(asked ? BobId : null, Second(Ada(BobId), Bob(model: "other"), cause));

    [Fact]
    public void NobodyNamed_OrItself_OrSomebodyDeleted_IsNobody()
    {
        Assert.Null(Second(Ada(null), Bob(provider: "builtin"), ProviderCauses.Timeout));
        Assert.Null(Second(Ada(AdaId), Bob(model: "other"), ProviderCauses.Timeout));
        Assert.Null(Second(Ada(Guid.NewGuid()), Bob(model: "other"), ProviderCauses.Timeout));
    }

    private static Guid? Second(Assistant first, Assistant second, string cause)
    {
        var setup = new TenantSetup(1, 1, [first, second], RoutingSettings.None, KnowledgeIndex.Empty)
        {
            Provider = new ProviderSettings("openai", null, "tenants-own", 1),
        };
        return FallbackRules.Second(setup, first, cause)?.Id;
    }

    private static Assistant Ada(Guid? fallback) => Named(AdaId, new AssistantSettings("Ada", null, null, null, null, null, FallbackAssistantId: fallback));

    // Names Ada in turn, as two assistants do that stand in for each other.
    private static Assistant Bob(string? provider = null, string? model = null) =>
        Named(BobId, new AssistantSettings("Bob", null, null, null, null, null, provider, model, FallbackAssistantId: AdaId));

    private static Assistant Named(Guid id, AssistantSettings settings) => new(id, false, settings, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
