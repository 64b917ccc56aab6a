using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Tenants;
using MassTransit;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>
/// A visitor has not seen an answer of people: tells them by mail that there is one. The answer itself stays in the chat,
/// because an address that somebody typed may be somebody else's. An event that comes twice is one mail.
/// </summary>
internal sealed class MailUnreadAnswerConsumer(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TenantStore tenants, Mailbox mailbox, TimeProvider clock) : IConsumer<AnswerUnread>
{
    /// <summary>Longer than any event is tried again.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    public Task Consume(ConsumeContext<AnswerUnread> context) => MailAsync(context.Message, context.CancellationToken);

    internal async Task MailAsync(AnswerUnread e, CancellationToken cancellationToken)
    {
        if (!mailbox.Enabled || !MailRules.IsAddress(e.Email))
            return;
        if (await tenants.FindAsync(e.TenantId, cancellationToken) is not { Status: "active" } tenant)
            return;
        const string Mine = "exists (select 1 from visitor_mail where id = @mail and mark = @mark)";
        var now = clock.GetUtcNow();
        var access = tenant.Access([], []);
        var sql = new Sql("""
            delete from visitor_mail where created_at < @forget;
            insert into visitor_mail (id, tenant_id, mark, created_at) values (@mail, @tenant, @mark, @now) on conflict (id) do nothing;
            """)
            .With("mail", e.MailId).With("tenant", e.TenantId).With("mark", Guid.CreateVersion7(now)).With("now", now).With("forget", now - s_kept);
        mailbox.Add(sql, VisitorLetters.UnreadAnswer(
            e.Email.Trim(), e.Locale ?? access.Widget.Locale, access.Widget.CompanyName ?? access.Name, e.AgentName,
            MailRules.LinkBack(e.PageUrl, DomainAllowlist.Of(access)), access.Widget.ContactEmail), where: Mine, tenantId: e.TenantId);
        await db.WriteAsync(sql, cancellationToken);
    }
}
