using System.Data.Common;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Mail;

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
            select m.tenant_id, t.name, t.status, m.role, t.settings from membership m join tenant t on t.id = m.tenant_id
            where m.user_id = @user order by m.created_at, m.tenant_id
            """).With("user", userId),
        reader => new Membership(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), MailLanguages.OfSettings(reader.GetString(4))),
        cancellationToken);

    /// <summary>A tenant's staff by name.</summary>
    public Task<List<StaffMember>> MembersAsync(string tenantId, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select a.id, a.name, a.email, m.role, m.created_at from membership m join account a on a.id = m.user_id
            where m.tenant_id = @tenant order by m.created_at, a.id
            """).With("tenant", tenantId),
        reader => new StaffMember(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Time(4)),
        cancellationToken);

    /// <summary>Stores the same password hashed with today's cost.</summary>
    public Task RehashAsync(Guid userId, string oldHash, string newHash, CancellationToken cancellationToken) => db.WriteAsync(
        new Sql("update account set password_hash = @new where id = @user and password_hash = @old;")
            .With("new", newHash).With("old", oldHash).With("user", userId),
        cancellationToken);

    internal static Account Read(DbDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.StringOrNull(3));
}
