using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Webhooks;

public sealed class WebhookTests(WidgetAuthHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfTheBus_ComeSignedOnceAndOnlyToTheirTenant()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        var (_, secret) = await AddAsync(tenant, receiver.Url);
        await AddAsync(await host.TenantAsync(), other.Url);
        var conversation = Conversation();
        var message = Message(conversation.Id, "Grüße 👋");
        var posted = new MessagePosted(tenant.Id, "request-0001", conversation, message, NewConversation: true);

        // The bus may bring an event twice.
        await PublishAsync(posted);
        await PublishAsync(posted);
        var closed = conversation with { Version = 2, Status = "closed", UpdatedAt = conversation.UpdatedAt.AddSeconds(1), ClosedAt = conversation.UpdatedAt.AddSeconds(1) };
        await PublishAsync(new ConversationChanged(tenant.Id, "request-0002", closed));
        await PublishAsync(new UsageWarned(tenant.Id, "conversations", 80, 8, 10, DateTimeOffset.UtcNow.AddDays(3)));
        var escalated = new ConversationEscalated(Guid.NewGuid(), tenant.Id, "request-0005", conversation.Id, message.Id, "Asks", ["keywords"],
            true, false, Webhook: true, [], DateTimeOffset.UtcNow);
        await PublishAsync(escalated);
        await PublishAsync(escalated);
        await PublishAsync(escalated with { EscalationId = Guid.NewGuid(), Webhook = false });
        await PublishAsync(new SiteTokenExpiring(Guid.NewGuid(), tenant.Id, Guid.NewGuid(), "shop", DateTimeOffset.UtcNow.AddDays(7), 7));
        var review = new ReviewView(
            Guid.NewGuid(), conversation.Id, message.Id, "A held reply", message.Text, [], "pending", null, DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddHours(1), "handover", null, null, null, null, "Ada", "en");
        await PublishAsync(new ReviewOpened(tenant.Id, "request-0003", review));
        await PublishAsync(new ReviewResolved(tenant.Id, "request-0004", review with { Status = "approved" }));

        var taken = await receiver.WaitAsync(8);
        Assert.Equal(
            ["conversation.closed", "conversation.escalated", "conversation.opened", "message.posted", "review.opened", "review.resolved", "token.expiring", "usage.warning"],
            taken.Select(t => t.Event).Order());
        Assert.All(taken, t => Assert.True(t.IsSignedWith(secret)));
        Assert.All(taken, t => Assert.Equal(tenant.Id, t.Body["tenantId"]!.GetValue<string>()));
        var told = taken.Single(t => t.Event == "message.posted").Body;
        Assert.Equal(message.Text, told["data"]!["message"]!["text"]!.GetValue<string>());
        Assert.Equal(conversation.Id, told["data"]!["conversationId"]!.GetValue<Guid>());
        Assert.Equal(8, taken.Select(t => t.Body["id"]!.GetValue<Guid>()).Distinct().Count());
        // Its end says that everything before it was looked at too.
        Assert.Equal(8, receiver.All.Count);
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task Notes_AndHeldReplies_StayInside()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        await AddAsync(tenant, receiver.Url);
        var conversation = Conversation();
        await PublishAsync(new MessagePosted(tenant.Id, "r", conversation, Message(conversation.Id, "a note") with { Kind = "note" }, false));
        await PublishAsync(new MessagePosted(tenant.Id, "r", conversation, Message(conversation.Id, "held") with { Status = "held" }, false));
        await PublishAsync(new MessagePosted(tenant.Id, "r", conversation, Message(conversation.Id, "seen"), false));
        var taken = await receiver.WaitAsync(1);
        Assert.Equal("seen", Assert.Single(taken).Body["data"]!["message"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Events_NotAskedFor_DoNotCome()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        await AddAsync(tenant, receiver.Url, "usage.warning");
        var conversation = Conversation();
        await PublishAsync(new MessagePosted(tenant.Id, "r", conversation, Message(conversation.Id, "x"), true));
        await PublishAsync(new UsageWarned(tenant.Id, "aiReplies", 100, 10, 10, DateTimeOffset.UtcNow.AddDays(3)));
        Assert.Equal("usage.warning", Assert.Single(await receiver.WaitAsync(1)).Event);
    }

    [Fact]
    public async Task Failure_IsTriedAgainUntilItSucceeds_WithTheSameIds()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers.Enqueue(500);
        receiver.Answers.Enqueue(302);
        var tenant = await host.TenantAsync();
        var (id, _) = await AddAsync(tenant, receiver.Url);
        await PublishAsync(new UsageWarned(tenant.Id, "conversations", 100, 10, 10, DateTimeOffset.UtcNow.AddDays(3)));
        var taken = await receiver.WaitAsync(3);
        Assert.Single(taken.Select(t => t.Text).Distinct());
        Assert.Single(taken.Select(t => t.Delivery).Distinct());
        var delivery = await DeliveryAsync(tenant, id, d => d["status"]!.GetValue<string>() == "delivered");
        Assert.Equal(3, delivery["attempts"]!.GetValue<int>());
        Assert.Equal("usage.warning", delivery["body"]!["event"]!.GetValue<string>());
        Assert.Equal("active", Assert.Single((await host.GetAsync(Path(tenant), tenant.Token)).Body!["items"]!.AsArray())!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Test_TellsAtOnceHowItWent_AndASuccessOpensADisabledWebhook()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers.Enqueue(410);
        var tenant = await host.TenantAsync();
        var (id, secret) = await AddAsync(tenant, receiver.Url);
        var gone = (await host.PostAsync($"{Path(tenant)}/{id}/test", new { }, tenant.Token)).Must(HttpStatusCode.OK);
        Assert.Equal(("failed", "http_status", 410), (gone.Text("status"), gone.Text("error"), gone.Body!["responseStatus"]!.GetValue<int>()));
        Assert.Equal("disabled", await StatusAsync(tenant));
        Assert.Equal("conflict", (await host.PostAsync($"{Path(tenant)}/{id}/deliveries/{gone.Body["id"]}/redeliver", new { }, tenant.Token)).Code);

        var fine = (await host.PostAsync($"{Path(tenant)}/{id}/test", new { }, tenant.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("delivered", fine.Text("status"));
        Assert.Equal("active", await StatusAsync(tenant));
        Assert.All(receiver.All, t => Assert.True(t.Event == "webhook.test" && t.IsSignedWith(secret)));
        await PublishAsync(new UsageWarned(tenant.Id, "conversations", 80, 8, 10, DateTimeOffset.UtcNow.AddDays(3)));
        await receiver.WaitAsync(1, t => t.Event == "usage.warning");
    }

    [Fact]
    public async Task Redeliver_SendsTheSameAgain()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        var (id, _) = await AddAsync(tenant, receiver.Url);
        var test = (await host.PostAsync($"{Path(tenant)}/{id}/test", new { }, tenant.Token)).Must(HttpStatusCode.OK);
        (await host.PostAsync($"{Path(tenant)}/{id}/deliveries/{test.Text("id")}/redeliver", new { }, tenant.Token)).Must(HttpStatusCode.Accepted);
        var taken = await receiver.WaitAsync(2);
        Assert.Single(taken.Select(t => t.Text).Distinct());
        Assert.Equal("not_found", (await host.PostAsync($"{Path(tenant)}/{id}/deliveries/{Guid.NewGuid()}/redeliver", new { }, tenant.Token)).Code);
    }

    [Fact]
    public async Task Delete_EndsIt_AndNothingOfItIsListed()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        var (id, _) = await AddAsync(tenant, receiver.Url);
        (await host.SendAsync(HttpMethod.Delete, $"{Path(tenant)}/{id}", tenant.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"{Path(tenant)}/{id}", tenant.Token)).Code);
        Assert.Equal("not_found", (await host.GetAsync($"{Path(tenant)}/{id}/deliveries", tenant.Token)).Code);
        Assert.Empty((await host.GetAsync(Path(tenant), tenant.Token)).Body!["items"]!.AsArray());
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Body!["items"]!.ToJsonString();
        Assert.Contains("webhook.deleted", audit);
        Assert.DoesNotContain("/hook", audit);
    }

    [Theory]
    [InlineData("ftp://shop.example/", null, "url")]
    [InlineData("http://169.254.169.254/latest/meta-data", null, "url")]
    [InlineData("https://user:secret@shop.example/", null, "url")]
    [InlineData(null, null, "url")]
    [InlineData("https://shop.example/", "no.such", "events")]
    public async Task Add_WhatCannotBe_IsRefusedByField(string? url, string? name, string field)
    {
        var tenant = await host.TenantAsync();
        var answer = await host.PostAsync(Path(tenant), new { url, events = name is null ? null : new[] { name } }, tenant.Token);
        Assert.Equal("invalid_request", answer.Code);
        Assert.NotNull(answer.Body!["errors"]![field]);
    }

    [Fact]
    public async Task Routes_AreForAdmins_AndSeeOnlyTheirOwn()
    {
        var tenant = await host.TenantAsync();
        var stranger = await host.TenantAsync();
        var agent = await host.ColleagueAsync(tenant, "agent");
        var (id, _) = await AddAsync(tenant, "https://hooks.shop.example/");
        Assert.Equal("forbidden", (await host.GetAsync(Path(tenant), agent.Token)).Code);
        Assert.Equal("tenant_mismatch", (await host.GetAsync(Path(tenant), stranger.Token)).Code);
        foreach (var path in (string[])[$"{Path(stranger)}/{id}/deliveries"])
            Assert.Equal("not_found", (await host.GetAsync(path, stranger.Token)).Code);
        Assert.Equal("not_found", (await host.PostAsync($"{Path(stranger)}/{id}/test", new { }, stranger.Token)).Code);
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"{Path(stranger)}/{id}", stranger.Token)).Code);
    }

    private static string Path(TestTenant tenant) => $"/api/tenants/{tenant.Id}/webhooks";

    private async Task<(Guid Id, string Secret)> AddAsync(TestTenant tenant, string url, params string[] events)
    {
        var added = (await host.PostAsync(Path(tenant), new { url, events }, tenant.Token)).Must(HttpStatusCode.Created);
        return (added.Body!["id"]!.GetValue<Guid>(), added.Text("secret"));
    }

    private async Task<string> StatusAsync(TestTenant tenant) =>
        (await host.GetAsync(Path(tenant), tenant.Token)).Body!["items"]![0]!["status"]!.GetValue<string>();

    private async Task<JsonNode> DeliveryAsync(TestTenant tenant, Guid id, Func<JsonNode, bool> fits)
    {
        while (true)
        {
            var items = (await host.GetAsync($"{Path(tenant)}/{id}/deliveries", tenant.Token)).Must(HttpStatusCode.OK).Body!["items"]!.AsArray();
            if (items.FirstOrDefault(item => fits(item!)) is { } found)
                return found;
            await Task.Delay(20, Ct);
        }
    }

    // Added lines come together, however many they are.
    private Task PublishAsync(object e) =>
        PublishAloneAsync(e is MessagePosted posted ? new MessagesPosted([new PostedLine(posted, null)]) : e);

    private Task PublishAloneAsync(object e) =>
        host.Services.GetRequiredService<IEventBus>().PublishAsync(e, Guid.NewGuid(), "request-0000", Ct);

    internal static ConversationView Conversation()
    {
        var now = DateTimeOffset.UtcNow;
        var visitor = new VisitorView(Guid.CreateVersion7(), "Ann", null, null, null, false, false, new Dictionary<string, string>(), "en", now);
        return new(Guid.CreateVersion7(), 1, "s-1", "open", "assistant", null, null, null, visitor, [], 1, null, 0, false, null, null, "en", null,
            now, now, null, null, null);
    }

    internal static MessageView Message(Guid conversation, string text) => new(
        Guid.CreateVersion7(), conversation, 1, null, "message", text, new("visitor", null, "Ann"), null, DateTimeOffset.UtcNow, "sent", "en",
        "request-0000", null, [], [], null);
}
