using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Catalogue;

/// <summary>Every code of the contract, provoked over HTTP and looked at whole.</summary>
public sealed class ErrorCatalogueTests(CatalogueHost host) : IClassFixture<CatalogueHost>
{
    public static TheoryData<string> Codes => [.. Refusals.ByCode.Keys.Where(code => code != Refusals.Finding)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryCodeOfTheCatalogue_IsProvokedHere() =>
        Assert.Equal(ProblemCatalog.Guides.Keys.Order(StringComparer.Ordinal), Refusals.ByCode.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Code_IsAnsweredAsTheContractSays(string code)
    {
        var answer = await Refusals.ByCode[code].SendAsync(await host.TenantAsync(Ct, Refusals.NeedsAssistant(code)), Ct);

        Refusals.Check(code, answer);
    }

    [Fact]
    public async Task ProvidersFailure_IsTheFindingOfItsTest()
    {
        var answer = (await Refusals.ByCode[Refusals.Finding].SendAsync(await host.TenantAsync(Ct), Ct)).Ok();

        Assert.Equal((false, Refusals.Finding), ((bool)answer["ok"]!, (string?)answer["code"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)answer["detail"]));
        Assert.DoesNotContain("nobody's business", answer.ToJsonString(), StringComparison.Ordinal);
    }
}
