using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Mail;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Which tenants' last tokens run out, and which were warned.</summary>
internal sealed class ExpiryWarningStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox, Mailbox mailbox)
{
    private static readonly string[] s_admins = [StaffRoles.Owner, StaffRoles.Admin];

    /// <summary>The last live token of each active tenant, where it ends within a week.</summary>
    public Task<List<LastToken>> EndingAsync(DateTimeOffset now, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select f.tenant_id, t.name, f.id, f.label, f.lifetime_seconds, f.last_expires_at, t.settings
            from token_family f join tenant t on t.id = f.tenant_id
            where t.status = 'active' and f.revoked_at is null and f.last_expires_at > @now and f.last_expires_at <= @week
              and not exists (
                select 1 from token_family o where o.tenant_id = f.tenant_id and o.revoked_at is null
                  and (o.last_expires_at > f.last_expires_at or (o.last_expires_at = f.last_expires_at and o.id > f.id)))
            """).With("now", now).With("week", now.AddDays(ExpiryWarningRules.Days[^1])),
        reader => new LastToken(
            reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.StringOrNull(3), TimeSpan.FromSeconds(reader.GetInt64(4)), reader.Time(5),
            MailLanguages.OfSettings(reader.GetString(6))),
        cancellationToken);

    /// <summary>
    /// Warns once: mark, event and mails are one command, and of replicas at once only the one that made the mark goes on. True when it was us.
    /// </summary>
    public async Task<bool> WarnAsync(LastToken token, int days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var row = outbox.Row(new SiteTokenExpiring(id, token.TenantId, token.FamilyId, token.Label, token.ExpiresAt, days), null);
        const string Mine = "exists (select 1 from token_expiry_warning where warning_id = @warning)";
        var sql = new Sql("""
            delete from token_expiry_warning where expires_at < @forget;
            insert into token_expiry_warning (tenant_id, expires_at, days, warned_at, warning_id)
            values (@tenant, @expires, @days, @now, @warning) on conflict (tenant_id, expires_at, days) do nothing;
            """)
            .With("tenant", token.TenantId).With("expires", token.ExpiresAt).With("days", days).With("now", now)
            .With("warning", id).With("forget", now.AddDays(-1))
            .Insert(row, Mine);
        var number = 0;
        foreach (var address in mailbox.Enabled ? await StaffAddresses.FindAsync(db, token.TenantId, s_admins, 20, cancellationToken) : [])
        {
            mailbox.Add(sql, Letters.For(token.Locale).TokenExpiring(
                address, token.TenantName, token.Label, token.ExpiresAt, days, $"{mailbox.PublicUrl}/dashboard"), number++, Mine, token.TenantId);
        }
        sql.Append($"select 1 where {Mine};");
        if (!await db.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken))
            return false;
        outbox.Publish(row);
        return true;
    }
}
