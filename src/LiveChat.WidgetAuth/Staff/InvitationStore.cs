using System.Data.Common;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Mail;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Somebody may join a tenant by setting a password.</summary>
internal sealed record Invitation(Guid Id, string TenantId, string Email, string Role);

/// <summary>An invitation in the list; its link was shown once and is not kept.</summary>
/// <param name="InvitedBy">Null for the operator, or somebody whose account is gone.</param>
internal sealed record OpenInvitation(
    Guid Id, string Email, string Role, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? InvitedBy);

/// <summary>What the inviter gives on: shown once.</summary>
/// <param name="Mailed">It is also on its way by mail; false where this platform sends none.</param>
internal sealed record InvitationLink(string Url, DateTimeOffset ExpiresAt, bool Mailed);

/// <summary>Invitations; only the hash of their secret is stored.</summary>
internal sealed class InvitationStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, Mailbox mailbox, TimeProvider clock, IOptions<WidgetAuthOptions> options)
{
    // More than any team ever invites at once; older ones expire within days.
    private const int MostListed = 500;

    private const string IsOpen = "i.accepted_at is null and i.expires_at > @now";

    private const string Withdrawn = "exists (select 1 from invitation where id = @id and token_hash = @mark)";

    private const string OpenColumns =
        "i.id, i.email, i.role, i.created_at, i.expires_at, (select a.name from account a where a.id = i.created_by)";

    /// <summary>Prepares an invitation: the statement that adds it, and the link. Its mail is in the tenant's <paramref name="locale"/>.</summary>
    public (Action<Sql> Add, InvitationLink Link) Prepare(
        string tenantId, string tenantName, string locale, string email, string role, Guid? by, string baseUrl)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now.AddDays(options.Value.InvitationDays);
        var (id, secret) = (Guid.CreateVersion7(now), SecretTexts.New());
        return (
            sql =>
            {
                sql.Append("""
                    insert into invitation (id, tenant_id, email, email_key, role, token_hash, created_by, created_at, expires_at)
                    select @inv_id, @inv_tenant, @inv_email, @inv_key, @inv_role, @inv_hash, @inv_by, @inv_now, @inv_expires
                    where exists (select 1 from tenant where id = @inv_tenant and status <> 'erased');
                    """)
                .With("inv_id", id).With("inv_tenant", tenantId).With("inv_email", email)
                .With("inv_key", InputRules.EmailKey(email)).With("inv_role", role).With("inv_hash", SecretTexts.Hash(secret))
                .With("inv_by", by).With("inv_now", now).With("inv_expires", expiresAt);
                mailbox.Add(
                    sql, Letters.For(locale).Invitation(email, tenantName, role, Url(mailbox.PublicUrl, secret), expiresAt, now),
                    where: "exists (select 1 from invitation where id = @inv_id)", tenantId: tenantId, about: id);
            },
            new InvitationLink(Url(baseUrl, secret), expiresAt, mailbox.Enabled));
    }

    private static OpenInvitation ReadOpen(DbDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.Time(3), reader.Time(4), reader.StringOrNull(5));

    private static string Url(string baseUrl, string secret) => $"{baseUrl}/dashboard#invitation={secret}";

    /// <summary>A tenant's open invitations, the newest first.</summary>
    public Task<List<OpenInvitation>> OpenAsync(string tenantId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql($"select {OpenColumns} from invitation i where i.tenant_id = @tenant and {IsOpen} order by i.created_at desc, i.id limit {MostListed}")
            .With("tenant", tenantId).With("now", clock.GetUtcNow()),
        ReadOpen, cancellationToken);

    /// <summary>One of them; null when it is unknown, accepted, too old or another tenant's.</summary>
    public Task<OpenInvitation?> FindOpenAsync(string tenantId, Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {OpenColumns} from invitation i where i.tenant_id = @tenant and i.id = @id and {IsOpen}")
            .With("tenant", tenantId).With("id", id).With("now", clock.GetUtcNow()),
        ReadOpen, cancellationToken);

    /// <summary>The link opens nothing any more, and its mail is not sent if it still waits. False when somebody accepted or withdrew it first.</summary>
    public Task<bool> WithdrawAsync(string tenantId, Guid id, AuditEntry audit, CancellationToken cancellationToken) => db.WriteAsync(
        // It is marked first: only so does the command know whether it was the one that withdrew.
        new Sql($"""
            update invitation set token_hash = @mark where tenant_id = @tenant and id = @id and accepted_at is null and expires_at > @now;
            """).With("mark", $"withdrawn/{audit.Id:N}").With("tenant", tenantId).With("id", id).With("now", audit.At)
            .Audit(tenantId, audit, Withdrawn).Append(Mailbox.TakeBack("@id", Withdrawn))
            .Append("delete from invitation where id = @id and token_hash = @mark returning id;"),
        reader => reader.ReadAsync(), cancellationToken);

    /// <summary>The open invitation of that secret; null when unknown, used or too old.</summary>
    public Task<Invitation?> FindAsync(string secret, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql("""
            select i.id, i.tenant_id, i.email, i.role from invitation i join tenant t on t.id = i.tenant_id
            where i.token_hash = @hash and i.accepted_at is null and i.expires_at > @now and t.status <> 'erased'
            """).With("hash", SecretTexts.Hash(secret)).With("now", clock.GetUtcNow()),
        reader => new Invitation(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)), cancellationToken);

    /// <summary>
    /// Uses the invitation up, makes the account where there is none, and the membership (an earlier one stays as it
    /// is). Null when another request was first.
    /// </summary>
    public Task<Account?> AcceptAsync(
        Invitation invitation, string name, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        const string Mine = "exists (select 1 from invitation where id = @invitation and accepted_at = @now)";
        return db.WriteAsync(
            new Sql($"""
                update invitation set accepted_at = @now where id = @invitation and accepted_at is null;
                insert into account (id, email, email_key, name, password_hash, created_at)
                select @id, @email, @key, @name, @hash, @now where {Mine}
                on conflict (email_key) do nothing;
                insert into membership (tenant_id, user_id, role, created_at)
                select @tenant, a.id, @role, @now from account a where a.email_key = @key and {Mine}
                on conflict (tenant_id, user_id) do nothing;
                """)
                .With("invitation", invitation.Id).With("now", now).With("id", Guid.CreateVersion7(now)).With("email", invitation.Email)
                .With("key", InputRules.EmailKey(invitation.Email)).With("name", name).With("hash", passwordHash)
                .With("tenant", invitation.TenantId).With("role", invitation.Role)
                .Audit(invitation.TenantId, audit, Mine)
                .Append($"select id, email, name, password_hash from account where email_key = @key and {Mine};"),
            async reader => await reader.ReadAsync() ? AccountStore.Read(reader) : null,
            cancellationToken);
    }
}
