using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>Whom to mail of a tenant's team.</summary>
internal static class StaffAddresses
{
    /// <summary>Those with one of the roles, the longest in the team first.</summary>
    public static Task<List<string>> FindAsync(
        ServiceDatabase db, string tenantId, IReadOnlyList<string> roles, int most, CancellationToken cancellationToken) => db.ListAsync(
        new Sql($"""
            select a.email from membership m join account a on a.id = m.user_id
            where m.tenant_id = @tenant and m.role in ('{string.Join("', '", roles)}') order by m.created_at, a.id limit @most
            """).With("tenant", tenantId).With("most", most),
        reader => reader.GetString(0), cancellationToken);
}
