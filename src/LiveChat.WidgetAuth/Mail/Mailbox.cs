using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>A mail as it is written.</summary>
/// <param name="Life">After it the mail says nothing true any more, and is not sent.</param>
internal sealed record Letter(string To, string Subject, string Body, TimeSpan Life);

/// <summary>A mail that a sender has taken.</summary>
internal sealed record WaitingMail(Guid Id, string To, string Subject, string SealedBody, int Attempts);

/// <summary>
/// Mails on their way out. Each is inserted by the command that makes true what it tells, and sent by
/// <see cref="MailDelivery"/>, so that a killed process forgets none.
/// </summary>
internal sealed class Mailbox(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, SecretBox box, TimeProvider clock, IOptions<SmtpOptions> options)
{
    /// <summary>Whether this platform sends mail at all.</summary>
    public bool Enabled => options.Value.Enabled;

    /// <summary>The platform's own address for links in mails.</summary>
    public string PublicUrl => options.Value.PublicUrl?.TrimEnd('/') ?? "";

    /// <summary>Wakes the sender of this process.</summary>
    public SemaphoreSlim Posted { get; } = new(0);

    /// <summary>Appends the insert to a command.</summary>
    /// <param name="sql">The command that makes true what the mail tells.</param>
    /// <param name="letter">The mail.</param>
    /// <param name="number">The place of this mail among the command's mails.</param>
    /// <param name="where">The condition under which it is true.</param>
    /// <param name="tenantId">The tenant in whose name it is written; null for a mail about an account.</param>
    /// <param name="about">The id of what it tells, where that may be <see cref="TakeBack">taken back</see>.</param>
    public void Add(Sql sql, Letter letter, int number = 0, string? where = null, string? tenantId = null, Guid? about = null)
    {
        if (!Enabled)
            return;
        var now = clock.GetUtcNow();
        var id = about ?? Guid.CreateVersion7(now);
        sql.Append($"""
            insert into mail (id, tenant_id, recipient, subject, body, created_at, expires_at, next_at, attempts)
            select @m{number}_id, @m{number}_tenant, @m{number}_to, @m{number}_subject, @m{number}_body, @m{number}_now, @m{number}_expires, @m{number}_now, 0
            where {where ?? "1 = 1"};
            """)
            .With($"m{number}_id", id).With($"m{number}_tenant", tenantId).With($"m{number}_to", letter.To).With($"m{number}_subject", letter.Subject)
            .With($"m{number}_body", box.Seal(letter.Body, Purpose(id))).With($"m{number}_now", now)
            .With($"m{number}_expires", now + letter.Life);
        // Early is harmless: the sender finds nothing and looks again soon.
        Posted.Release();
    }

    /// <summary>A mail about what is not so any more, if it still waits.</summary>
    /// <param name="where">The condition under which the command made it untrue.</param>
    public static string TakeBack(string about, string where) => $"delete from mail where id = {about} and {where};";

    /// <summary>Takes due mails for <paramref name="lease"/>; nobody else has them meanwhile.</summary>
    public Task<List<WaitingMail>> TakeAsync(int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.WriteAsync(
            new Sql($"""
                delete from mail where expires_at < @now;
                update mail set next_at = @until, attempts = attempts + 1 where id in (
                  select id from mail where next_at <= @now order by next_at limit @limit {db.Dialect.SkipLocked})
                returning id, recipient, subject, body, attempts;
                """).With("now", now).With("until", now + lease).With("limit", limit),
            async reader =>
            {
                var mails = new List<WaitingMail>();
                while (await reader.ReadAsync(cancellationToken))
                    mails.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
                return mails;
            },
            cancellationToken);
    }

    /// <summary>The text of a mail.</summary>
    public string Open(WaitingMail mail) => box.Open(mail.SealedBody, Purpose(mail.Id));

    /// <summary>The mail server took it, or never will.</summary>
    public Task CloseAsync(Guid id, CancellationToken cancellationToken) =>
        db.WriteAsync(new Sql("delete from mail where id = @id;").With("id", id), cancellationToken);

    /// <summary>It is tried again after a pause.</summary>
    public Task PostponeAsync(Guid id, TimeSpan pause, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("update mail set next_at = @at where id = @id;").With("id", id).With("at", clock.GetUtcNow() + pause), cancellationToken);

    private static string Purpose(Guid id) => $"widgetauth/mail/{id:N}";
}
