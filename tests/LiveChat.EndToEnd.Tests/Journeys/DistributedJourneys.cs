using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.AppHost.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using LiveChat.EndToEnd.Tests.Topologies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>The suite over six services with two replicas each, and what only replicas can show.</summary>
public sealed class DistributedJourneys(DistributedTopology topology) : Journeys(topology)
{
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
    [InlineData("gateway")]
    [InlineData("chat")]
    [InlineData("safetymoderation")]
    [InlineData("assistantrouting")]
    [InlineData("widgetauth")]
    [InlineData("realtimefanout")]
    public async Task Replicas_OneKilled_TheOtherServes(string service)
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        var conversationId = (string)(await visitor.SayAsync("Hello!", Ct))["conversationId"]!;
        string? lastId;
        // At the gateway that one of the cases kills.
        await using (var before = await DashboardSocket.SignInAsync(tenant, Ct, gateway: Platform.Process("gateway", 1).Address))
            lastId = (string?)before.Frames[^1]["lastEventId"];

        // The first turn is on its way when the replica dies, and may be in its hands.
        var turns = new List<Task<Answer>> { AskAsync(1) };
        await Platform.Process(service, 1).KillAsync();
        try
        {
            await using var dashboard = await ComeBackAsync(tenant, lastId);
            foreach (var turn in Enumerable.Range(2, 3))
                turns.Add(AskAsync(turn));
            foreach (var answer in await Task.WhenAll(turns))
                Assert.Equal(conversationId, (string?)answer.Ok()["conversationId"]);

            // What was in the dead one's hands comes late, by redelivery; it does come, once, and the dashboard sees it.
            await Eventually.AnswerAsync(() => visitor.MessagesAsync(Ct), a => StatusesOfTurns(a).Count(s => s == "answered") == 5, Ct);
            var history = (await visitor.MessagesAsync(Ct)).Ok()["messages"]!.AsArray();
            Assert.Equal(Enumerable.Range(1, 10), history.Select(m => (int)m!["seq"]!));
            Assert.Equal(5, history.Count(m => (string?)m!["author"]!["type"] == "assistant"));
            foreach (var seq in Enumerable.Range(3, 8))
                await dashboard.SeeAsync("message:new", f => IsLine(f, seq), Ct);
            Assert.All(Enumerable.Range(3, 8), seq => Assert.Single(dashboard.Frames, f => (string?)f["type"] == "message:new" && IsLine(f, seq)));
        }
        finally
        {
            Platform.Process(service, 1).Start();
            await Platform.Process(service, 1).WaitUntilReadyAsync(Ct);
        }

        // A request that met the dead one is made again, as the widget does: with the id that the message had.
        Task<Answer> AskAsync(int turn) => Eventually.AnswerAsync(
            () => visitor.PostAsync("Do you ship to Switzerland?", Ct, $"{service}-{turn}-{visitor.SessionId}"), a => a.Status == 200, Ct);

        bool IsLine(JsonNode frame, int seq) =>
            (string?)frame["data"]!["conversationId"] == conversationId && (int?)frame["data"]!["message"]!["seq"] == seq;
    }

    private static IEnumerable<string?> StatusesOfTurns(Answer messages) =>
        messages.Ok()["messages"]!.AsArray().Where(m => m!["turn"] is not null).Select(m => (string?)m!["turn"]!["status"]);

    // As a dashboard does: until a living replica takes it.
    private static async Task<DashboardSocket> ComeBackAsync(TestTenant tenant, string? lastId)
    {
        DashboardSocket? dashboard = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                dashboard = await DashboardSocket.SignInAsync(tenant, Ct, lastId);
                return true;
            }
            catch (Exception e) when (e is WebSocketException or InvalidOperationException)
            {
                return false;
            }
        }, Ct, "a dashboard signed in");
        return dashboard!;
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

    [Fact]
    public async Task WidgetAuth_AltogetherDown_ChatGoesOnByTheLastSnapshot()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        var second = Platform.Process("gateway", 1).Address!;
        // The second gateway knows the tenant before anything is ended.
        (await tenant.Widget.At(second).GetAsync($"/api/widgets/{tenant.Id}/nothing", Ct)).Refused(404, "not_found");
        var replicas = new[] { Platform.Process("widgetauth", 0), Platform.Process("widgetauth", 1) };
        await Task.WhenAll(replicas.Select(r => r.KillAsync()));
        try
        {
            await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
            foreach (var gateway in new[] { Gateway, second, Gateway, second })
            {
                visitor.Caller = tenant.Widget.At(gateway);
                await visitor.SayAsync("Do you ship to Switzerland?", Ct);
            }
            var conversationId = (string?)(await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct))["conversationId"];
            await dashboard.SeeAsync("message:new", f => (string?)f["data"]!["conversationId"] == conversationId && (int?)f["data"]!["message"]!["seq"] == 2, Ct);
            (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{conversationId}/messages", new { text = "Here I am." }, Ct)).Ok(201);

            // What is widget-auth's own is refused readably, and what is no token of its making stays outside.
            var login = await Anonymous.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password }, Ct);
            Assert.Contains(login.Status, Unavailable);
            login.Refused(login.Status, "unavailable");
            (await tenant.Widget.With("nonsense").PostAsync(tenant.ChatRoute, new { sessionId = "s", message = "Hello!" }, Ct)).Refused(401, "token_malformed");
        }
        finally
        {
            foreach (var replica in replicas)
                replica.Start();
            await Task.WhenAll(replicas.Select(r => r.WaitUntilReadyAsync(Ct)));
        }
        (await Eventually.AnswerAsync(
            () => Anonymous.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password }, Ct), a => a.Status == 200, Ct)).Ok();
    }

    [Fact]
    public async Task Service_ThatTakesRequestsAndNeverAnswers_504()
    {
        var tenant = await TenantAsync();
        var replicas = new[] { Platform.Process("safetymoderation", 0), Platform.Process("safetymoderation", 1) };
        foreach (var replica in replicas)
            await SignalAsync("STOP", replica);
        try
        {
            // The gateway gives it 40 s.
            (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Refused(504, "timeout");
        }
        finally
        {
            foreach (var replica in replicas)
                await SignalAsync("CONT", replica);
        }
        (await Eventually.AnswerAsync(() => tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct), a => a.Status == 200, Ct)).Ok();
    }

    private static async Task SignalAsync(string signal, ServiceProcess process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ProcessId!.Value.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Ct);
        Assert.Equal(0, kill.ExitCode);
    }
}
