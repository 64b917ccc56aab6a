using LiveChat.EndToEnd.Tests.Clients;
using LiveChat.EndToEnd.Tests.Topologies;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>The suite over six services with two replicas each, and what only replicas can show.</summary>
public sealed class DistributedJourneys(DistributedTopology topology) : Journeys(topology)
{
    private static readonly string[] Answered = ["answered", "pending"];
    private static readonly int[] Unavailable = [502, 503];

    [Fact]
    public async Task Replicas_VisitorAndDashboardOnDifferentGateways_SeeEachOther()
    {
        var second = Platform.Process("gateway", 1).Address!;
        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct, gateway: second);
        var visitor = tenant.NewVisitor();

        var answers = new List<string>();
        foreach (var gateway in new[] { Gateway, second, Gateway, second })
        {
            visitor.Caller = tenant.Widget.At(gateway);
            answers.Add((string)(await visitor.SayAsync("Do you ship to Switzerland?", Ct))["conversationId"]!);
        }

        Assert.Single(answers.Distinct());
        foreach (var seq in Enumerable.Range(1, 8))
            await dashboard.SeeAsync("message:new", f =>
                (string?)f["data"]!["conversationId"] == answers[0] && (int?)f["data"]!["message"]!["seq"] == seq, Ct);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("safetymoderation")]
    [InlineData("assistantrouting")]
    [InlineData("widgetauth")]
    [InlineData("realtimefanout")]
    public async Task Replicas_OneKilled_TheOtherServes(string service)
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);

        await Platform.Process(service, 1).KillAsync();
        try
        {
            for (var turn = 0; turn < 4; turn++)
            {
                // What was in the dead one's hands comes late, by redelivery; it does come.
                var answer = (await Eventually.AnswerAsync(() => visitor.PostAsync("Do you ship to Switzerland?", Ct), a => a.Status == 200, Ct)).Ok();
                Assert.Contains((string?)answer["status"], Answered);
            }
            await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        }
        finally
        {
            Platform.Process(service, 1).Start();
            await Platform.Process(service, 1).WaitUntilReadyAsync(Ct);
        }
    }

    [Fact]
    public async Task Service_AltogetherDown_RefusedReadablyAndServedAgainAfterwards()
    {
        var tenant = await TenantAsync();
        var replicas = new[] { Platform.Process("chat", 0), Platform.Process("chat", 1) };
        await Task.WhenAll(replicas.Select(r => r.KillAsync()));
        try
        {
            var refused = await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s", message = "Hello!" }, Ct, ("Origin", "https://shop.example"));

            Assert.Contains(refused.Status, Unavailable);
            refused.Refused(refused.Status, "unavailable");
            Assert.Equal("https://shop.example", refused.Header("Access-Control-Allow-Origin"));
        }
        finally
        {
            foreach (var replica in replicas)
                replica.Start();
            await Task.WhenAll(replicas.Select(r => r.WaitUntilReadyAsync(Ct)));
        }
        (await Eventually.AnswerAsync(() => tenant.NewVisitor().PostAsync("Hello!", Ct), a => a.Status == 200, Ct)).Ok();
    }
}
