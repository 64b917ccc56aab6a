using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task ApiKey_OpensEveryServicesRoutesUntilItIsRevoked()
    {
        var tenant = await TenantAsync(assistant: false);
        var made = (await tenant.Staff.PostAsync($"{tenant.Route}/api-keys", new { name = "CRM", role = "admin", scopes = (string[])["*:read"] }, Ct)).Ok(201);
        var server = new Caller(Gateway, (string)made["key"]!);
        // One route of each service that has staff routes; every replica of it gets its turn.
        string[] routes = ["widget", "conversations", "assistants", "safety"];
        foreach (var route in routes)
        {
            for (var i = 0; i < 4; i++)
                (await server.GetAsync($"{tenant.Route}/{route}", Ct)).Ok();
        }
        (await server.PostAsync($"{tenant.Route}/assistants", new { name = "Ada" }, Ct)).Refused(403, "forbidden");
        (await server.PostAsync($"{tenant.Route}/users", new { email = "x@shop.example", role = "admin" }, Ct)).Refused(403, "forbidden");

        (await tenant.Staff.DeleteAsync($"{tenant.Route}/api-keys/{made["id"]}", Ct)).Done();
        var revokedAt = DateTime.UtcNow;
        foreach (var route in routes)
        {
            var refusedInARow = 0;
            while (refusedInARow < 4)
            {
                var answer = await server.GetAsync($"{tenant.Route}/{route}", Ct);
                refusedInARow = answer.Status == 401 ? refusedInARow + 1 : 0;
                if (answer.Status == 401)
                    answer.Refused(401, "token_revoked");
                Assert.True(DateTime.UtcNow - revokedAt < TimeSpan.FromSeconds(5), $"{route} still opens to a revoked key");
            }
        }
    }
}
