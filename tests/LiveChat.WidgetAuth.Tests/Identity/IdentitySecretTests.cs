using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Identity;

public sealed class IdentitySecretTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Add_TwoLive_ShownOnce_AThirdOnlyWhenOneIsDeleted()
    {
        var tenant = await host.TenantAsync();
        var first = await AddAsync(tenant);
        var second = await AddAsync(tenant);
        Assert.NotEqual(first.Text("secret"), second.Text("secret"));
        Assert.Equal("conflict", (await host.PostAsync(Path(tenant), new { }, tenant.Token)).Code);
        (await host.SendAsync(HttpMethod.Delete, $"{Path(tenant)}/{first.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        var third = await AddAsync(tenant);
        var listed = (await host.GetAsync(Path(tenant), tenant.Token)).Must(HttpStatusCode.OK).Body!;
        Assert.Equal([second.Text("id"), third.Text("id")], listed["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
        Assert.DoesNotContain("idsec_", listed.ToJsonString());
        Assert.EndsWith(listed["items"]![0]!["last4"]!.GetValue<string>(), second.Text("secret"));
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Body!["items"]!.AsArray();
        Assert.Equal(3, audit.Count(entry => entry!["action"]!.GetValue<string>() == "identity_secret.added"));
        Assert.DoesNotContain("idsec_", audit.ToJsonString());
    }

    [Fact]
    public async Task Add_ManyAtOnce_LeavesTwo()
    {
        var tenant = await host.TenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.PostAsync(Path(tenant), new { }, tenant.Token)));
        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(4, answers.Count(answer => answer.Code == "conflict"));
    }

    [Fact]
    public async Task Snapshot_BringsThemSealed_AndTheirEnd()
    {
        var tenant = await host.TenantAsync();
        var added = await AddAsync(tenant);
        var (version, secrets) = await SnapshotAsync(tenant);
        var sealedSecret = Assert.Single(secrets)!;
        Assert.DoesNotContain(added.Text("secret"), sealedSecret.ToJsonString());
        Assert.Equal(added.Text("secret"), host.Services.GetRequiredService<SecretBox>().Open(
            sealedSecret["sealed"]!.GetValue<string>(), sealedSecret["purpose"]!.GetValue<string>()));
        (await host.SendAsync(HttpMethod.Delete, $"{Path(tenant)}/{added.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        var after = await SnapshotAsync(tenant);
        Assert.True(after.Version > version);
        Assert.Empty(after.Secrets);
    }

    [Fact]
    public async Task Routes_AreForAdmins_AndTheirOwn()
    {
        var tenant = await host.TenantAsync();
        var stranger = await host.TenantAsync();
        var added = await AddAsync(tenant);
        var agent = await host.ColleagueAsync(tenant, "agent");
        Assert.Equal("forbidden", (await host.GetAsync(Path(tenant), agent.Token)).Code);
        Assert.Equal("tenant_mismatch", (await host.PostAsync(Path(tenant), new { }, stranger.Token)).Code);
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"{Path(stranger)}/{added.Text("id")}", stranger.Token)).Code);
    }

    private static string Path(TestTenant tenant) => $"/api/tenants/{tenant.Id}/widget/identity-secrets";

    private async Task<Answer> AddAsync(TestTenant tenant) =>
        (await host.PostAsync(Path(tenant), new { label = "shop server" }, tenant.Token)).Must(HttpStatusCode.Created);

    private async Task<(long Version, JsonArray Secrets)> SnapshotAsync(TestTenant tenant)
    {
        using var client = new HttpClient { BaseAddress = host.ManagementUrl };
        var page = JsonNode.Parse(await client.GetStringAsync("/internal/widgetauth/identity-secrets?since=0&limit=1000", TestContext.Current.CancellationToken))!;
        var item = page["items"]!.AsArray().Single(item => item!["tenantId"]!.GetValue<string>() == tenant.Id)!;
        return (item["version"]!.GetValue<long>(), item["secrets"]!.AsArray());
    }
}
