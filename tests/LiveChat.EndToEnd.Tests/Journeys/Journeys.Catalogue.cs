using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.EndToEnd.Tests.Catalogue;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>Every refusal that can be had from outside, in every way to run: the gateway's own, and those of services behind it.</summary>
public abstract partial class Journeys
{
    public static TheoryData<string> CodesFromOutside => [.. Refusals.ByCode.Keys.Where(code => !Refusals.OnlyFromInside.Contains(code))];

    [Theory]
    [MemberData(nameof(CodesFromOutside))]
    public async Task Code_OfTheCatalogue_IsAnsweredAsTheContractSays(string code)
    {
        var tenant = await TenantAsync(assistant: Refusals.NeedsAssistant(code));

        Refusals.Check(code, await Refusals.ByCode[code].SendAsync(tenant, Ct));
    }

    [Fact]
    public async Task Provider_ThatFails_IsTheFindingOfItsTestAndNoVisitorsProblem()
    {
        await using var provider = await FakeProvider.StartAsync((http, _) => FakeProvider.RefuseAsync(http, 500, "server_error"));
        var tenant = await TenantAsync();
        var settings = new { kind = "openai_compatible", baseUrl = provider.Url, model = "any", apiKey = ProviderKey };

        var finding = (await tenant.Staff.PostAsync($"{tenant.Route}/provider/test", settings, Ct)).Ok();

        Assert.Equal((false, Refusals.Finding), ((bool)finding["ok"]!, (string?)finding["code"]));
        (await tenant.Staff.PutAsync($"{tenant.Route}/provider", settings, Ct)).Ok();
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
    }
}
