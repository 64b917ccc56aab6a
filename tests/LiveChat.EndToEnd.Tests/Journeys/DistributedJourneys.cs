using System.Text;
using LiveChat.EndToEnd.Tests.Clients;
using LiveChat.EndToEnd.Tests.Topologies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
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

    [Theory]
    [InlineData("screen-posted-message", "VisitorMessagePosted", "not JSON \u0000 at all")]
    [InlineData("screen-posted-message", "VisitorMessagePosted", "{\"turn\":")]
    [InlineData("fan-out-posted-messages", "MessagesPosted", "{\"lines\":7}")]
    public async Task Broker_EventThatNobodyCanRead_GoesToTheQueueOfErrorsAndChatGoesOn(string queue, string type, string body)
    {
        await using var broker = await new ConnectionFactory { Uri = topology.Broker }.CreateConnectionAsync(Ct);
        await using (var channel = await broker.CreateChannelAsync(cancellationToken: Ct))
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties
            {
                DeliveryMode = DeliveryModes.Persistent,
                Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:LiveChat.Contracts:{type}" },
            }, Encoding.UTF8.GetBytes(body), Ct);
        }

        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        Assert.Equal("answered", (string?)answer["status"]);
        await dashboard.SeeAsync("message:new", f => (string?)f["data"]!["conversationId"] == (string?)answer["conversationId"], Ct);

        string? taken = null;
        await Eventually.TrueAsync(async () => (taken = await TakeErrorAsync(broker, queue)) is not null, Ct, $"an event in {queue}_error");
        Assert.Equal(body, taken);
    }

    // A queue of errors is made with the first one; asking for one that is not there ends the channel.
    private static async Task<string?> TakeErrorAsync(IConnection broker, string queue)
    {
        await using var channel = await broker.CreateChannelAsync(cancellationToken: Ct);
        try
        {
            var taken = await channel.BasicGetAsync($"{queue}_error", autoAck: true, Ct);
            return taken is null ? null : Encoding.UTF8.GetString(taken.Body.Span);
        }
        catch (OperationInterruptedException)
        {
            return null;
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
