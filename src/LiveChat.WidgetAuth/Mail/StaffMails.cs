using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>A tenant as its mails name it, and the language they are in.</summary>
internal sealed record MailingTenant(string Name, string Locale);

/// <summary>Mails to staff about something that happened: each occasion once, however often its event comes.</summary>
internal sealed class StaffMails([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, Mailbox mailbox, TimeProvider clock)
{
    // The table is named after the first kind of occasion.
    private const string Mine = "exists (select 1 from escalation_mail where escalation_id = @occasion and mailed_by = @mark)";

    /// <summary>Longer than any event is tried again.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    /// <summary>Whether this platform sends mail at all.</summary>
    public bool Enabled => mailbox.Enabled;

    /// <summary>The address of a conversation in the dashboard.</summary>
    public string InboxUrl(Guid conversationId) => $"{mailbox.PublicUrl}/dashboard/inbox/{conversationId:D}";

    /// <summary>Nothing for a tenant that is suspended or erased, and nothing for an occasion that was mailed.</summary>
    public async Task SendOnceAsync(
        Guid occasion, string tenantId, Func<MailingTenant, IEnumerable<Letter>> letters, CancellationToken cancellationToken)
    {
        var tenant = await db.FirstAsync(new Sql("select name, settings from tenant where id = @tenant and status = 'active'").With("tenant", tenantId),
            reader => new MailingTenant(reader.GetString(0), MailLanguages.OfSettings(reader.GetString(1))), cancellationToken);
        if (tenant is null)
            return;
        var now = clock.GetUtcNow();
        var sql = new Sql("""
            delete from escalation_mail where mailed_at < @forget;
            insert into escalation_mail (escalation_id, mailed_at, mailed_by) values (@occasion, @now, @mark)
            on conflict (escalation_id) do nothing;
            """).With("occasion", occasion).With("now", now).With("mark", Guid.CreateVersion7(now)).With("forget", now - s_kept);
        var number = 0;
        foreach (var letter in letters(tenant))
            mailbox.Add(sql, letter, number++, Mine, tenantId);
        await db.WriteAsync(sql, cancellationToken);
    }
}
