using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Mail;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>New passwords of people who know their old one.</summary>
internal sealed class PasswordChangeStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox, Mailbox mailbox)
{
    /// <summary>
    /// Sets the password and ends every sign-in but <paramref name="keepSession"/>: their refresh tokens with this command,
    /// their access tokens and sockets by <see cref="StaffAccessChanged"/>.
    /// </summary>
    public async Task SetAsync(
        Account account, string hash, Guid keepSession, string tenantId, IReadOnlyList<Membership> memberships, string requestId,
        AuditEntry audit, CancellationToken cancellationToken)
    {
        var sql = new Sql("""
            update account set password_hash = @hash, password_changed_at = @now where id = @user;
            update sign_in_session set ended_at = @now where user_id = @user and ended_at is null and id <> @keep;
            delete from password_reset where user_id = @user;
            """).With("hash", hash).With("user", account.Id).With("keep", keepSession).With("now", audit.At)
            .Audit(tenantId, audit);
        mailbox.Add(sql, Letters.For(MailLanguages.Of(memberships)).PasswordChanged(account.Email));
        var rows = memberships.Take(16)
            .Select(m => outbox.Row(new StaffAccessChanged(m.TenantId, account.Id, m.Role, audit.At, keepSession), requestId)).ToList();
        foreach (var row in rows)
            sql.Insert(row);
        await db.WriteAsync(sql, cancellationToken);
        rows.ForEach(outbox.Publish);
    }
}
