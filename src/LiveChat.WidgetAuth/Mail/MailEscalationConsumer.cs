using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>Mails those whom an escalation rule names, each escalation once; nothing where the platform sends no mail.</summary>
internal sealed class MailEscalationConsumer(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, Mailbox mailbox, TimeProvider clock) : IConsumer<ConversationEscalated>
{
    private const string Mine = "exists (select 1 from escalation_mail where escalation_id = @escalation and mailed_by = @mark)";
    private static readonly TimeSpan s_life = TimeSpan.FromHours(12);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    public async Task Consume(ConsumeContext<ConversationEscalated> context)
    {
        var e = context.Message;
        var now = clock.GetUtcNow();
        if (e.Emails.Count == 0 || !mailbox.Enabled || now - e.At > s_life)
            return;
        var tenant = await db.FirstAsync(new Sql("select name, settings from tenant where id = @tenant and status = 'active'").With("tenant", e.TenantId),
            reader => new Addressed(reader.GetString(0), MailLanguages.OfSettings(reader.GetString(1))), context.CancellationToken);
        if (tenant is null)
            return;
        var sql = new Sql("""
            delete from escalation_mail where mailed_at < @forget;
            insert into escalation_mail (escalation_id, mailed_at, mailed_by) values (@escalation, @now, @mark)
            on conflict (escalation_id) do nothing;
            """).With("escalation", e.EscalationId).With("now", now).With("mark", Guid.CreateVersion7(now)).With("forget", now - s_kept);
        for (var i = 0; i < e.Emails.Count; i++)
        {
            mailbox.Add(sql, Letters.For(tenant.Locale).Escalated(e.Emails[i], tenant.Name, e.Rule, e.HandedOver,
                $"{mailbox.PublicUrl}/dashboard/inbox/{e.ConversationId:D}", e.At + s_life - now), i, Mine, e.TenantId);
        }

        await db.WriteAsync(sql, context.CancellationToken);
    }

    private sealed record Addressed(string Name, string Locale);
}
