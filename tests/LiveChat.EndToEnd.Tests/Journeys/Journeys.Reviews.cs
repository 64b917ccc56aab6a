using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>A reply is held until a person decides.</summary>
public abstract partial class Journeys
{
    [Fact]
    public async Task HeldReply_Approved_ReachesLongPollAndStream_OnceAndForTheRecord()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await ReviewEverythingAsync(tenant);
        var (visitor, answer) = await HeldAsync(tenant);
        Assert.Contains("checking the answer", (string?)answer["message"], StringComparison.Ordinal);
        var opened = await dashboard.NextAsync("review:new", Ct, f => Reviewed(f, answer));
        var review = opened["data"]!["review"]!;
        Assert.Contains("14.90", (string?)review["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("14.90", (await visitor.MessagesAsync(Ct)).Text, StringComparison.Ordinal);

        var after = (long)(await visitor.MessagesAsync(Ct)).Ok()["nextAfter"]!;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway, $"{tenant.ChatRoute}/{visitor.SessionId}/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Widget.Bearer);
        request.Headers.Add(visitor.Key.Item1, visitor.Key.Item2);
        request.Headers.Add("Last-Event-ID", after.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var stream = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        var polling = visitor.MessagesAsync(Ct, after, wait: 20);
        var approve = $"{tenant.Route}/reviews/{review["id"]}/approve";
        Assert.Equal("approved", (string?)(await tenant.Staff.PostAsync(approve, new { }, Ct)).Ok()["status"]);

        var polled = Assert.Single((await polling).Ok()["messages"]!.AsArray(), m => (string?)m!["author"]!["type"] == "assistant")!;
        Assert.Contains("14.90", (string?)polled["text"], StringComparison.Ordinal);
        JsonNode streamed;
        do
            streamed = JsonNode.Parse((await LineAsync(reader, "data: "))[6..])!;
        while ((string?)streamed["id"] != (string?)polled["id"]);
        var second = await tenant.Staff.PostAsync(approve, new { }, Ct);
        Assert.Equal((409, "approved"), (second.Status, (string?)second["decision"]));
        await dashboard.NextAsync("review:resolved", Ct, f => Reviewed(f, answer));
        await Eventually.AnswerAsync(() => tenant.Staff.GetAsync($"{tenant.Route}/audit?limit=100", Ct),
            audit => audit.Text.Contains("\"review.approved\"", StringComparison.Ordinal), Ct);
        var trail = (await tenant.Staff.GetAsync($"{tenant.Route}/requests/{answer["metadata"]!["requestId"]}", Ct)).Ok()["trail"]!;
        Assert.Contains(trail["steps"]!.AsArray(), step => (string?)step!["step"] == "review" && (string?)step["outcome"] == "approved");
    }

    [Fact]
    public async Task HeldReply_TakenOver_IsWithdrawnAndNeverShown()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await ReviewEverythingAsync(tenant);
        var (visitor, answer) = await HeldAsync(tenant);
        var review = (await dashboard.NextAsync("review:new", Ct, f => Reviewed(f, answer)))["data"]!["review"]!;

        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{answer["conversationId"]}/takeover", new { }, Ct)).Done();

        var resolved = await dashboard.NextAsync("review:resolved", Ct, f => Reviewed(f, answer));
        Assert.Equal("withdrawn", (string?)resolved["data"]!["review"]!["status"]);
        Assert.Equal(409, (await tenant.Staff.PostAsync($"{tenant.Route}/reviews/{review["id"]}/approve", new { }, Ct)).Status);
        Assert.DoesNotContain("14.90", (await visitor.MessagesAsync(Ct)).Text, StringComparison.Ordinal);
    }

    private static bool Reviewed(JsonNode frame, JsonNode answer) =>
        (string?)frame["data"]!["review"]!["conversationId"] == (string?)answer["conversationId"];

    private static async Task<DashboardSocket> ReviewEverythingAsync(TestTenant tenant)
    {
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["reviewMode"] = "all";
        settings["review"] = new JsonObject { ["waitWhenNobodyOnline"] = true };
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
        return await DashboardSocket.SignInAsync(tenant, Ct);
    }

    // Another replica may not know of the review mode yet: then the answer comes at once, and the next try is another visitor's.
    private static async Task<(Visitor Visitor, JsonNode Answer)> HeldAsync(TestTenant tenant)
    {
        Visitor visitor = null!;
        var held = await Eventually.AnswerAsync(
            () => (visitor = tenant.NewVisitor()).PostAsync("Do you ship to Switzerland?", Ct), a => (string?)a["status"] == "held", Ct);
        return (visitor, held.Ok());
    }
}
