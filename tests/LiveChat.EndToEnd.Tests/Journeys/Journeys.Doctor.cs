using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Doctor_NamesTheFirstBrokenLink_AsTheLinksAreMendedAndBroken()
    {
        var tenant = await TenantAsync(assistant: false);
        await DoctorSaysAsync(tenant, "assistant", "assistant_not_configured");
        await tenant.AddAssistantAsync(Ct);
        await DoctorSaysAsync(tenant, null, null);

        await BlockAsync(tenant, "hello");
        await DoctorSaysAsync(tenant, "safety", "message_stopped");
        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { limits = new { conversationsPerMonth = 0 } }, Ct)).Done();
        await DoctorSaysAsync(tenant, "limits", "usage_limit_reached");
        var tokens = (await tenant.Staff.GetAsync($"{tenant.Route}/widget/tokens", Ct)).Ok();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/widget/tokens/{tokens["items"]![0]!["id"]}", Ct)).Done();
        await DoctorSaysAsync(tenant, "token", "token_revoked");
    }

    // Other replicas hear of a change by an event.
    private static async Task DoctorSaysAsync(TestTenant tenant, string? id, string? code)
    {
        var answer = await Eventually.AnswerAsync(
            () => tenant.Staff.PostAsync($"{tenant.Route}/doctor", new { }, Ct), a => a.Status == 200 && (string?)a["firstFailure"] == id, Ct);
        var failed = answer.Ok()["checks"]!.AsArray().FirstOrDefault(check => (string?)check!["status"] == "fail");
        Assert.Equal(code, (string?)failed?["code"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)answer["verdict"]));
    }
}
