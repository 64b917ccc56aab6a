using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("{", "invalid_request")]
    [InlineData("null", "invalid_request")]
    [InlineData("[]", "invalid_request")]
    [InlineData("\"Hello!\"", "invalid_request")]
    [InlineData("""{"message":"Hello!"}""", "invalid_request")]
    [InlineData("""{"sessionId":"s"}""", "invalid_request")]
    [InlineData("""{"sessionId":"","message":"Hello!"}""", "invalid_request")]
    [InlineData("""{"sessionId":"white space","message":"Hello!"}""", "invalid_request")]
    [InlineData("""{"sessionId":7,"message":"Hello!"}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":7}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":null}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":"   "}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":"a\u0000b"}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":"Hello!","visitor":"me"}""", "invalid_request")]
    [InlineData("""{"sessionId":"s","message":"Hello!","visitor":{"attributes":{"nested":{"a":1}}}}""", "invalid_request")]
    public async Task ChatBody_NotAsTheContractSays_400(string body, string code)
    {
        var tenant = await NoAssistantTenantAsync();

        var refused = await tenant.Widget.SendAsync(HttpMethod.Post, tenant.ChatRoute, Caller.Raw(body), Ct);

        refused.Refused(400, code);
    }

    [Fact]
    public async Task ChatBody_TooLong_ItsOwnCodes()
    {
        var tenant = await NoAssistantTenantAsync();

        (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s", message = new string('x', 4001) }, Ct))
            .Refused(400, "message_too_long");
        // Code points, not UTF-16 units: 4000 of two units each are not too long.
        (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s", message = string.Concat(Enumerable.Repeat("😀", 4000)) }, Ct))
            .Refused(400, "assistant_not_configured");
        (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = new string('s', 129), message = "Hello!" }, Ct))
            .Refused(400, "invalid_request");
        (await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s", message = new string('x', 70_000) }, Ct))
            .Refused(413, "body_too_large");
    }

    [Fact]
    public async Task ChatBody_OfAnotherMediaType_415()
    {
        var tenant = await NoAssistantTenantAsync();

        (await tenant.Widget.SendAsync(HttpMethod.Post, tenant.ChatRoute, Caller.Raw("""{"sessionId":"s","message":"Hello!"}""", "text/plain"), Ct))
            .Refused(415, "unsupported_media_type");
    }

    [Fact]
    public async Task Chat_WithoutAnAssistant_SaysSoAndStoresNothing()
    {
        var tenant = await NoAssistantTenantAsync();

        (await tenant.NewVisitor().PostAsync("Hello!", Ct)).Refused(400, "assistant_not_configured");

        Assert.Empty((await tenant.Staff.GetAsync($"{tenant.Route}/conversations", Ct)).Ok()["items"]!.AsArray());
    }

    [Fact]
    public async Task Chat_UnknownIdsInTheBody_AreIgnored()
    {
        var tenant = await TenantAsync();

        (await tenant.Widget.PostAsync(
            tenant.ChatRoute, new { sessionId = "s", message = "Hello!", conversationId = "nonsense", assistantId = Guid.NewGuid(), more = 1 }, Ct)).Ok();
    }

    [Fact]
    public async Task Routes_Unknown_404()
    {
        var tenant = await NoAssistantTenantAsync();

        (await Anonymous.GetAsync("/api/nothing/here", Ct)).Refused(404, "not_found");
        (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{Guid.NewGuid()}", Ct)).Refused(404, "conversation_not_found");
        (await tenant.Staff.GetAsync($"{tenant.Route}/assistants/{Guid.NewGuid()}", Ct)).Refused(404, "not_found");
        (await tenant.Staff.GetAsync($"{tenant.Route}/knowledge/not-an-id", Ct)).Refused(404, "not_found");
        (await tenant.Operator.GetAsync("/api/operator/tenants/no-such-tenant", Ct)).Refused(404, "tenant_not_found");
    }

    [Fact]
    public async Task InternalRoutes_AtTheGateway_DoNotExist()
    {
        foreach (var path in new[] { "/internal/widgetauth/tenants", "/health/ready", "/health/live", "/metrics", "/internal/chat/samples" })
        {
            var answer = await Anonymous.GetAsync(path, Ct);
            Assert.True(answer.Status == 404, $"{path} is answered with {answer.Status} by the public address.");
        }
    }

    [Fact]
    public async Task Settings_PutWithAStaleTag_412()
    {
        var tenant = await NoAssistantTenantAsync();
        var read = await tenant.Staff.GetAsync($"{tenant.Route}/widget", Ct);
        var settings = read.Ok();
        settings["primaryColor"] = "#102030";
        (await tenant.Staff.PutAsync($"{tenant.Route}/widget", settings, Ct, ("If-Match", read.Header("ETag")!))).Done();

        (await tenant.Staff.PutAsync($"{tenant.Route}/widget", settings, Ct, ("If-Match", read.Header("ETag")!))).Refused(412, "stale_version");
    }

    [Fact]
    public async Task TenantId_TakenOrMalformed_Refused()
    {
        var tenant = await NoAssistantTenantAsync();

        (await tenant.Operator.PostAsync("/api/operator/tenants", new { id = tenant.Id, name = "Again", ownerEmail = "a@b.example" }, Ct)).Refused(409, "conflict");
        (await tenant.Operator.PostAsync("/api/operator/tenants", new { id = "Not Valid", name = "x", ownerEmail = "a@b.example" }, Ct)).Refused(400, "invalid_request");
        (await tenant.Operator.PostAsync("/api/operator/tenants", new { id = "valid-id", name = "x", ownerEmail = "nobody" }, Ct)).Refused(400, "invalid_request");
    }

    private async Task<TestTenant> NoAssistantTenantAsync() => await TenantAsync(assistant: false);
}
