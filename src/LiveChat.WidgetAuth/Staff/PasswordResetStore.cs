using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Mail;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>A link by which somebody sets a new password: shown or mailed once.</summary>
internal sealed record ResetLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>Links for new passwords; only the hash of their secret is stored.</summary>
internal sealed class PasswordResetStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox,
    Mailbox mailbox, TimeProvider clock)
{
    /// <summary>Life of a link that the person asked for.</summary>
    public static readonly TimeSpan AskedLife = TimeSpan.FromHours(2);

    /// <summary>Life of a link that an admin gives on by hand.</summary>
    public static readonly TimeSpan GivenLife = TimeSpan.FromHours(24);

    private const string Insert = """
        insert into password_reset (hash, user_id, created_at, created_by, expires_at)
        select @hash, a.id, @now, @by, @expires from account a where
        """;

    /// <summary>Mails a link to the account of that address. Where there is none the same is done, but for the two rows: the
    /// answer and its time tell nothing.</summary>
    public async Task AskAsync(string email, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = SecretTexts.New();
        var key = InputRules.EmailKey(email);
        var expires = now + AskedLife;
        var sql = new Sql($"""
            delete from password_reset where expires_at < @now;
            {Insert} a.email_key = @key and a.password_hash is not null;
            """)
            .With("hash", SecretTexts.Hash(secret)).With("now", now).With("by", (Guid?)null).With("expires", expires).With("key", key);
        var locale = await db.FirstAsync(
            new Sql("""
                select t.settings from account a join membership m on m.user_id = a.id join tenant t on t.id = m.tenant_id
                where a.email_key = @key order by m.created_at, m.tenant_id limit 1
                """).With("key", key),
            reader => MailLanguages.OfSettings(reader.GetString(0)), cancellationToken);
        mailbox.Add(
            sql, Letters.For(locale).PasswordReset(email, Url(mailbox.PublicUrl, secret), expires, now),
            where: "exists (select 1 from password_reset where hash = @hash)");
        await db.WriteAsync(sql, cancellationToken);
    }

    /// <summary>Makes a link for a member that an admin gives on.</summary>
    public async Task<ResetLink> GiveAsync(string tenantId, Guid userId, Guid? by, string baseUrl, AuditEntry audit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = SecretTexts.New();
        await db.WriteAsync(
            new Sql($"{Insert} a.id = @user;")
                .With("hash", SecretTexts.Hash(secret)).With("now", now).With("by", by).With("expires", now + GivenLife).With("user", userId)
                .Audit(tenantId, audit),
            cancellationToken);
        return new(Url(baseUrl, secret), now + GivenLife);
    }

    /// <summary>The account that an open link is for; null when it is unknown, used or too old.</summary>
    public Task<Account?> FindAsync(string secret, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql("""
            select a.id, a.email, a.name, a.password_hash from password_reset r join account a on a.id = r.user_id
            where r.hash = @hash and r.used_at is null and r.expires_at > @now
            """).With("hash", SecretTexts.Hash(secret)).With("now", clock.GetUtcNow()),
        AccountStore.Read, cancellationToken);

    /// <summary>
    /// Uses a link up, with every other one of the account, and sets the password. Whoever is signed in is signed out everywhere:
    /// sessions end, and tokens issued before are refused. False when another request was first.
    /// </summary>
    public async Task<bool> UseAsync(
        string secret, Account account, string hash, IReadOnlyList<Membership> memberships, string requestId,
        Func<string, AuditEntry> audit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        const string Mine = "exists (select 1 from password_reset where hash = @hash and used_at = @now)";
        var sql = new Sql($"""
            update password_reset set used_at = @now where hash = @hash and used_at is null and expires_at > @now;
            update account set password_hash = @password, password_changed_at = @now where id = @user and {Mine};
            update sign_in_session set ended_at = @now where user_id = @user and ended_at is null and {Mine};
            delete from password_reset where user_id = @user and hash <> @hash and {Mine};
            """)
            .With("hash", SecretTexts.Hash(secret)).With("now", now).With("password", hash).With("user", account.Id);
        mailbox.Add(sql, Letters.For(MailLanguages.Of(memberships)).PasswordChanged(account.Email), where: Mine);
        var rows = memberships.Take(16).Select(m => outbox.Row(new StaffAccessChanged(m.TenantId, account.Id, m.Role, now), requestId)).ToList();
        foreach (var row in rows)
            sql.Insert(row, Mine);
        if (memberships is [var first, ..])
            sql.Audit(first.TenantId, audit(first.TenantId), Mine);
        sql.Append($"select 1 where {Mine};");
        if (!await db.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken))
            return false;
        rows.ForEach(outbox.Publish);
        return true;
    }

    private static string Url(string baseUrl, string secret) => $"{baseUrl}/dashboard#reset={secret}";
}
