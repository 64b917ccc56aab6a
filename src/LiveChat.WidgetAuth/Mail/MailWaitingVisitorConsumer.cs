using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using MassTransit;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>
/// A visitor waits and no agent is online: mails those of the team who may answer, at most once an hour and tenant, since
/// whoever comes sees all who wait. Nothing where the platform sends no mail.
/// </summary>
internal sealed class MailWaitingVisitorConsumer(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, StaffMails mails, TimeProvider clock) : IConsumer<VisitorWaits>
{
    /// <summary>A mail that comes later calls people to a visitor who has gone.</summary>
    private static readonly TimeSpan s_life = TimeSpan.FromHours(1);

    private static readonly string[] s_mayAnswer = [StaffRoles.Owner, StaffRoles.Admin, StaffRoles.Agent];

    public async Task Consume(ConsumeContext<VisitorWaits> context)
    {
        var e = context.Message;
        var left = e.Since + s_life - clock.GetUtcNow();
        if (!e.NobodyThere || !mails.Enabled || left < TimeSpan.Zero)
            return;
        var addresses = await StaffAddresses.FindAsync(db, e.TenantId, s_mayAnswer, 50, context.CancellationToken);
        await mails.SendOnceAsync(MailRules.HourOf(e.TenantId, e.Since), e.TenantId, tenant => addresses.Select(address =>
            Letters.For(tenant.Locale).VisitorWaits(address, tenant.Name, mails.InboxUrl(e.Conversation.Id), left)), context.CancellationToken);
    }
}
