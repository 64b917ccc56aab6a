using System.Data.Common;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Accounts and what they belong to.</summary>
internal sealed class AccountStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db)
{
    private const string Columns = "id, email, name, password_hash";

    public Task<Account?> FindByEmailAsync(string email, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from account where email_key = @key").With("key", InputRules.EmailKey(email)), Read, cancellationToken);

    public Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql($"select {Columns} from account where id = @id").With("id", id), Read, cancellationToken);

    /// <summary>The tenants of an account, the oldest membership first; erased tenants have no members.</summary>
    public Task<List<Membership>> MembershipsAsync(Guid userId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select m.tenant_id, t.name, t.status, m.role from membership m join tenant t on t.id = m.tenant_id
            where m.user_id = @user order by m.created_at, m.tenant_id
            """).With("user", userId),
        reader => new Membership(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)),
        cancellationToken);

    /// <summary>A tenant's staff by name.</summary>
    public Task<List<StaffMember>> MembersAsync(string tenantId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select a.id, a.name, a.email, m.role, m.created_at from membership m join account a on a.id = m.user_id
            where m.tenant_id = @tenant order by m.created_at, a.id
            """).With("tenant", tenantId),
        reader => new StaffMember(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Time(4)),
        cancellationToken);

    /// <summary>Sets a new password and ends every sign-in but <paramref name="keepSession"/>.</summary>
    public Task SetPasswordAsync(
        Guid userId, string hash, Guid? keepSession, string tenantId, AuditEntry audit, CancellationToken cancellationToken) =>
        db.WriteAsync(
            new Sql("""
                update account set password_hash = @hash, password_changed_at = @now where id = @user;
                update sign_in_session set ended_at = @now where user_id = @user and ended_at is null and (@keep is null or id <> @keep);
                """).With("hash", hash).With("user", userId).With("keep", keepSession).With("now", audit.At)
                .Audit(tenantId, audit),
            cancellationToken);

    /// <summary>Stores the same password hashed with today's cost.</summary>
    public Task RehashAsync(Guid userId, string oldHash, string newHash, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("update account set password_hash = @new where id = @user and password_hash = @old;")
            .With("new", newHash).With("old", oldHash).With("user", userId),
        cancellationToken);

    internal static Account Read(DbDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.StringOrNull(3));
}
