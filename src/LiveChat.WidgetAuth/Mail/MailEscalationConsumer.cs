using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>Mails those whom an escalation rule names, each escalation once; nothing where the platform sends no mail.</summary>
internal sealed class MailEscalationConsumer(StaffMails mails, TimeProvider clock) : IConsumer<ConversationEscalated>
{
    private static readonly TimeSpan s_life = TimeSpan.FromHours(12);

    public Task Consume(ConsumeContext<ConversationEscalated> context)
    {
        var e = context.Message;
        var left = e.At + s_life - clock.GetUtcNow();
        if (e.Emails.Count == 0 || !mails.Enabled || left < TimeSpan.Zero)
            return Task.CompletedTask;
        return mails.SendOnceAsync(e.EscalationId, e.TenantId, tenant => e.Emails.Select(address => Letters.For(tenant.Locale).Escalated(
            address, tenant.Name, e.Rule, e.HandedOver, mails.InboxUrl(e.ConversationId), left)), context.CancellationToken);
    }
}
