using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Mail;

public sealed class EscalationMailTests(MailHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Escalation_DeliveredTwice_MailsEachAddressOnceWithALinkAndNoMore()
    {
        var tenant = await host.TenantAsync();
        var (one, two, last) = (Address(), Address(), Address());
        var escalated = new ConversationEscalated(Guid.NewGuid(), tenant.Id, "request-0001", Guid.NewGuid(), Guid.NewGuid(),
            "Asks for\r\nBcc: x@y.example", ["keywords"], true, false, false, [one, two], DateTimeOffset.UtcNow);
        await PublishAsync(escalated);
        await PublishAsync(escalated);
        var first = await host.Server.NextAsync(one, Ct);
        await host.Server.NextAsync(two, Ct);
        Assert.Contains($"https://chat.platform.example/dashboard/inbox/{escalated.ConversationId:D}", first, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", first, StringComparison.Ordinal);

        // What comes after it says that a second mail would have come too.
        await PublishAsync(escalated with { EscalationId = Guid.NewGuid(), Emails = [last] });
        await host.Server.NextAsync(last, Ct);
        using var none = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        none.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(() => host.Server.NextAsync(one, none.Token));
    }

    private static string Address() => $"a{Guid.NewGuid():N}@team.example";

    private Task PublishAsync(ConversationEscalated e) =>
        host.Services.GetRequiredService<IEventBus>().PublishAsync(e, e.RequestId, Ct);
}
