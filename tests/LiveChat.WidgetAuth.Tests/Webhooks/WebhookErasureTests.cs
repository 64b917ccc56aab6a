using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Webhooks;

/// <summary>What is left of deliveries when a visitor or a tenant was erased.</summary>
public sealed class WebhookErasureTests(WidgetAuthHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ServiceDatabase Database => host.Services.GetRequiredKeyedService<ServiceDatabase>(WidgetAuthModule.Name);

    [Fact]
    public async Task Visitor_Erased_TakesTheirDeliveriesOnly()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await host.TenantAsync();
        await AddAsync(tenant, receiver.Url);
        var (mine, others) = (Posted(tenant.Id, "mine"), Posted(tenant.Id, "another's"));
        await PublishAsync(mine);
        await PublishAsync(others);
        await receiver.WaitAsync(2);
        // The same conversation of another tenant is nobody's business.
        await PublishEventAsync(new VisitorErased("another-tenant", Guid.NewGuid(), [others.Conversation.Id]));
        await PublishEventAsync(new VisitorErased(tenant.Id, Guid.NewGuid(), [mine.Conversation.Id]));
        while (await CountAsync("conversation_id = @id", mine.Conversation.Id) > 0)
            await Task.Delay(20, Ct);
        Assert.Equal(1, await CountAsync("conversation_id = @id", others.Conversation.Id));
    }

    [Fact]
    public async Task Tenant_Erased_NothingIsKeptAndLateEventsReachNobody()
    {
        await using var receiver = await Receiver.StartAsync();
        var (goes, stays) = (await host.TenantAsync(), await host.TenantAsync());
        foreach (var tenant in (TestTenant[])[goes, stays])
        {
            await AddAsync(tenant, receiver.Url);
            await PublishAsync(Posted(tenant.Id, "before"));
        }
        await receiver.WaitAsync(2);

        (await host.SendAsync(HttpMethod.Delete, $"/api/operator/tenants/{goes.Id}", WidgetAuthHost.OperatorKey)).Must(HttpStatusCode.NoContent);
        // A line that was on its way, and one that says that it was looked at.
        await PublishAsync(Posted(goes.Id, "late"));
        await PublishAsync(Posted(stays.Id, "after"));

        var taken = await receiver.WaitAsync(3);
        Assert.DoesNotContain(taken, t => t.Body["data"]!["message"]!["text"]!.GetValue<string>() == "late");
        Assert.Equal(0, await CountAsync("tenant_id = @tenant", tenant: goes.Id));
        Assert.Equal(2, await CountAsync("tenant_id = @tenant", tenant: stays.Id));
    }

    private async Task AddAsync(TestTenant tenant, string url) =>
        (await host.PostAsync($"/api/tenants/{tenant.Id}/webhooks", new { url, events = (string[])["message.posted"] }, tenant.Token)).Must(HttpStatusCode.Created);

    private Task PublishAsync(MessagePosted posted) => PublishEventAsync(new MessagesPosted([new PostedLine(posted, null)]));

    private Task PublishEventAsync(object e) =>
        host.Services.GetRequiredService<IEventBus>().PublishAsync(e, Guid.NewGuid(), "request-0000", Ct);

    private Task<long> CountAsync(string where, Guid id = default, string tenant = "") => Database.FirstAsync(
        new Sql($"select count(*) from webhook_delivery where {where}").With("id", id).With("tenant", tenant), reader => reader.GetInt64(0), Ct);

    private static MessagePosted Posted(string tenantId, string text)
    {
        var conversation = WebhookTests.Conversation();
        return new(tenantId, "r", conversation, WebhookTests.Message(conversation.Id, text), false);
    }
}
