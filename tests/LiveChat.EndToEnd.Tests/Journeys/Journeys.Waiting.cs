using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>Who waits is told, or mailed; the topology shortens the minutes.</summary>
public abstract partial class Journeys
{
    [Fact]
    public async Task UnreadAnswer_IsMailedWithALinkBack_ThatOfAVisitorWhoReadItIsNot()
    {
        var tenant = await TenantAsync();
        (await tenant.Staff.PostAsync($"{tenant.Route}/widget/allowed-domains", new { domain = "shop.example" }, Ct)).Done();
        var (reads, leaves) = (tenant.NewVisitor(), tenant.NewVisitor());
        var (readsAt, leavesAt) = ($"reads@{tenant.Id}.example", $"leaves@{tenant.Id}.example");
        var read = await AskAsync(reads, readsAt);
        var left = await AskAsync(leaves, leavesAt);

        var answer = (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{read}/messages", new { text = "It ships tomorrow." }, Ct)).Ok(201);
        (await reads.Caller.PostAsync($"{tenant.ChatRoute}/{reads.SessionId}/read", new { seq = (long)answer["seq"]! }, Ct, reads.Key)).Done();
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{left}/messages", new { text = "It ships today." }, Ct)).Ok(201);

        var mail = await Mail.NextAsync(leavesAt, Ct);
        Assert.Contains("https://shop.example/cart", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("ships today", mail, StringComparison.Ordinal);
        // Answered first, so it would have been mailed first.
        Assert.DoesNotContain(Mail.All, m => m.Contains($"To: {readsAt}", StringComparison.OrdinalIgnoreCase));

        async Task<string> AskAsync(Visitor visitor, string email)
        {
            var asked = (await visitor.Caller.PostAsync(tenant.ChatRoute, new
            {
                sessionId = visitor.SessionId,
                message = "I want a human",
                visitor = new { email },
                page = new { url = "https://shop.example/cart?session=secret" },
            }, Ct, visitor.Key)).Ok();
            Assert.Equal("handed_off", (string?)asked["status"]);
            return (string)asked["conversationId"]!;
        }
    }

    [Fact]
    public async Task Visitor_WhoWaitsForAPerson_IsToldToStaffOnce()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        var visitor = tenant.NewVisitor();
        var id = (string?)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"];

        var waiting = await dashboard.NextAsync("visitor:waiting", Ct);

        Assert.Equal(id, (string?)waiting["data"]!["conversation"]!["id"]);
        Assert.NotNull(waiting["data"]!["since"]);
        // A wait of its own begins after an answer; that of the first is not told again.
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{id}/messages", new { text = "Here I am." }, Ct)).Ok(201);
        await visitor.SayAsync("And one more thing", Ct, "handed_off");
        await dashboard.NextAsync("visitor:waiting", Ct);
        Assert.Equal(2, dashboard.Frames.Count(f => (string?)f["type"] == "visitor:waiting"));
    }

    [Fact]
    public async Task Visitor_WhoWaitsWhileNobodyIsThere_IsToldToStaffByMail()
    {
        var tenant = await TenantAsync();
        var id = (string?)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"];

        var mail = "";
        while (!mail.Contains("/dashboard/inbox/", StringComparison.Ordinal)) mail = await Mail.NextAsync(tenant.Email, Ct);

        Assert.Contains($"/dashboard/inbox/{id}", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("I want a human", mail, StringComparison.Ordinal);
    }
}
