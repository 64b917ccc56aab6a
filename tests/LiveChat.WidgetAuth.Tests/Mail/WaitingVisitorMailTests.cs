using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Mail;

/// <summary>A visitor waits and nobody of the staff is online.</summary>
public sealed class WaitingVisitorMailTests(MailHost host)
{
    private static readonly ConversationView s_conversation = new(
        Guid.CreateVersion7(), 1, "session", "open", "people", null, null, null,
        new VisitorView(Guid.CreateVersion7(), null, null, null, null, false, false, new Dictionary<string, string>(), "en", DateTimeOffset.UtcNow),
        [], 1, null, 0, false, null, null, "en", null, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, null, null, null);

    private static readonly string s_link = $"https://chat.platform.example/dashboard/inbox/{s_conversation.Id:D}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_NobodyThere_MailsWhoMayAnswerOnceAnHour_AndNoViewer()
    {
        var tenant = await host.TenantAsync();
        var (_, _, agent) = await host.ColleagueAsync(tenant, "agent");
        var (_, _, viewer) = await host.ColleagueAsync(tenant, "viewer");
        // Somebody is there, nobody is: only the second is mailed, and what comes again or in the same hour is not.
        var since = DateTimeOffset.UtcNow;
        await PublishAsync(tenant.Id, since, nobodyThere: false);
        await PublishAsync(tenant.Id, since, nobodyThere: true);
        Assert.Contains("a visitor waits", await NextAsync(agent), StringComparison.Ordinal);
        await NextAsync(tenant.Email);
        await PublishAsync(tenant.Id, since, nobodyThere: true);

        var other = await host.TenantAsync();
        await PublishAsync(other.Id, since.AddDays(-1), nobodyThere: true); // long over
        await PublishAsync(other.Id, since, nobodyThere: true);
        // What comes after them says that theirs would have come too.
        await NextAsync(other.Email);
        Assert.Equal([1, 1, 0, 1], ((string[])[agent, tenant.Email, viewer, other.Email]).Select(address => host.Server.All.Count(mail =>
            mail.Contains($"To: {address}", StringComparison.OrdinalIgnoreCase) && mail.Contains(s_link, StringComparison.Ordinal))));
    }

    [Fact]
    public void Hour_IsOneForItsMoments_AndEachTenantsOwn()
    {
        var at = new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(MailRules.HourOf("a", at), MailRules.HourOf("a", at.AddMinutes(59).ToOffset(TimeSpan.FromHours(2))));
        Assert.NotEqual(MailRules.HourOf("a", at), MailRules.HourOf("a", at.AddHours(1)));
        Assert.NotEqual(MailRules.HourOf("a", at), MailRules.HourOf("b", at));
    }

    /// <summary>Invitations come before it.</summary>
    private async Task<string> NextAsync(string to)
    {
        while (true)
        {
            var mail = await host.Server.NextAsync(to, Ct);
            if (mail.Contains(s_link, StringComparison.Ordinal))
                return mail;
        }
    }

    private Task PublishAsync(string tenantId, DateTimeOffset since, bool nobodyThere) => host.Services.GetRequiredService<IEventBus>()
        .PublishAsync(new VisitorWaits(tenantId, "request-0001", s_conversation, since, nobodyThere), "request-0001", Ct);
}
