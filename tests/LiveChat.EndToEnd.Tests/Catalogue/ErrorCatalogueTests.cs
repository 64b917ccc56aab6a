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
        var refusal = Refusals.ByCode[code];
        var answer = await refusal.SendAsync(await host.TenantAsync(Ct, Refusals.NeedsAssistant(code)), Ct);

        var problem = answer.Refused(refusal.Status, code);

        foreach (var member in refusal.Members)
            Assert.True(problem[member] is not null, $"no '{member}' in {answer.Text}");
        Assert.DoesNotContain("inner host", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inside of the platform", answer.Text, StringComparison.Ordinal);
        if (answer.What.Contains("/api/widgets/", StringComparison.Ordinal))
        {
            Assert.Equal(refusal.Retryable, (bool?)problem["retryable"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)problem["visitorMessage"]), answer.Text);
            Assert.DoesNotContain(code, (string)problem["visitorMessage"]!, StringComparison.Ordinal);
            // Towards sites the figures of a tenant are nobody's business.
            foreach (var figure in (string[])["limit", "used", "resetsAt"])
                Assert.Null(problem[figure]);
        }
        else
        {
            Assert.Null(problem["visitorMessage"]);
        }
        if (refusal.Status == 429)
        {
            Assert.NotNull(answer.Header("RateLimit"));
            Assert.NotNull(answer.Header("RateLimit-Policy"));
        }
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
