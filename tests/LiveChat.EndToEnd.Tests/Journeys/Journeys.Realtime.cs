using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Dashboard_SignedIn_SeesTheTurnLiveAndOnce()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        Assert.NotNull(dashboard.Frames[0]["connectionId"]);
        Assert.Empty(dashboard.Extensions);

        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        var conversationId = (string?)answer["conversationId"];

        var opened = await dashboard.NextAsync("conversation:new", Ct, f => (string?)f["data"]!["conversation"]!["id"] == conversationId);
        Assert.NotNull(opened["id"]);
        Assert.NotNull(opened["at"]);
        bool IsOfIt(JsonNode frame) => (string?)frame["data"]!["conversationId"] == conversationId;
        foreach (var seq in new[] { 1, 2 })
            await dashboard.SeeAsync("message:new", f => IsOfIt(f) && (int?)f["data"]!["message"]!["seq"] == seq, Ct);
        var messages = dashboard.Frames.Where(f => (string?)f["type"] == "message:new" && IsOfIt(f))
            .OrderBy(f => (int)f["data"]!["message"]!["seq"]!).ToList();
        Assert.Equal([1, 2], messages.Select(f => (int)f["data"]!["message"]!["seq"]!));
        Assert.Equal((string?)answer["metadata"]!["requestId"], (string?)messages[0]["requestId"]);
        var ids = dashboard.Frames.Where(f => f["id"] is not null).Select(f => long.Parse(((string)f["id"]!).Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ids.Distinct().Order(), ids);
    }

    [Fact]
    public async Task Dashboard_ComesBackWithItsLastId_GetsWhatItMissedOnce()
    {
        var tenant = await TenantAsync();
        string? lastId;
        await using (var before = await DashboardSocket.SignInAsync(tenant, Ct))
        {
            await tenant.NewVisitor().SayAsync("Hello!", Ct);
            lastId = (string?)(await before.NextAsync("message:new", Ct, f => (int?)f["data"]!["message"]!["seq"] == 2))["id"];
        }

        var missed = (string?)(await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct))["conversationId"];
        await using var after = await DashboardSocket.SignInAsync(tenant, Ct, lastId);
        await after.NextAsync("message:new", Ct, f => (string?)f["data"]!["conversationId"] == missed && (int?)f["data"]!["message"]!["seq"] == 2);

        var ids = after.Frames.Where(f => f["id"] is not null).Select(f => (string)f["id"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain(lastId, ids);
    }

    [Fact]
    public async Task Dashboard_WithAnIdOfAnotherTime_IsToldToReadAgain()
    {
        var tenant = await TenantAsync();

        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct, "another-epoch-17");

        await dashboard.NextAsync("resync", Ct);
    }

    [Fact]
    public async Task Dashboard_WithBadTokens_IsToldAndClosed()
    {
        var tenant = await NoAssistantTenantAsync();
        foreach (var (token, code, close) in new[] { ("nonsense", "token_malformed", 4401), (tenant.Widget.Bearer!, "token_wrong_kind", 4401) })
        {
            await using var dashboard = await DashboardSocket.OpenAsync(Gateway, Ct);
            await dashboard.SendAsync(new { type = "auth", token }, Ct);
            Assert.Equal(code, (string?)(await dashboard.NextAsync("error", Ct))["code"]);
            Assert.Equal(close, await dashboard.ClosedAsync(Ct));
        }
    }

    [Fact]
    public async Task Dashboard_SilentForFiveSeconds_IsClosed()
    {
        await using var dashboard = await DashboardSocket.OpenAsync(Gateway, Ct);

        Assert.Equal("auth_timeout", (string?)(await dashboard.NextAsync("error", Ct))["code"]);
        Assert.Equal(4408, await dashboard.ClosedAsync(Ct));
    }

    [Fact]
    public async Task Dashboard_UnknownFrame_ErrorAndTheConnectionStays()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);

        await dashboard.SendAsync(new { type = "dance" }, Ct);

        Assert.Equal("invalid_request", (string?)(await dashboard.NextAsync("error", Ct))["code"]);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await dashboard.NextAsync("message:new", Ct);
    }

    [Fact]
    public async Task Dashboard_FrameTooLarge_Closed1009()
    {
        var tenant = await NoAssistantTenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);

        await dashboard.SendAsync(new { type = "typing", padding = new string('x', 70_000) }, Ct);

        Assert.Equal(1009, await dashboard.ClosedAsync(Ct));
    }

    [Fact]
    public async Task Dashboard_OfAnotherTenant_SeesNothing()
    {
        var tenant = await TenantAsync();
        var other = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(other, Ct);

        var foreign = (string?)(await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct))["conversationId"];
        var own = (string?)(await other.NewVisitor().SayAsync("Hello!", Ct))["conversationId"];
        await dashboard.NextAsync("message:new", Ct, f => (string?)f["data"]!["conversationId"] == own && (int?)f["data"]!["message"]!["seq"] == 2);

        // The tenant's own first conversation, which waited for its assistant, may still come in.
        Assert.NotNull(foreign);
        Assert.DoesNotContain(dashboard.Frames, f => f.ToJsonString().Contains(foreign, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tenant_Suspended_ItsDashboardsAreClosed()
    {
        var tenant = await NoAssistantTenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);

        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { status = "suspended" }, Ct)).Done();

        Assert.Equal(4403, await dashboard.ClosedAsync(Ct));
    }
}
