using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Changes of a tenant's staff. The last owner can't go: the condition is part of the command, so no race gets past it.</summary>
internal sealed class MemberStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox)
{
    private const string AnotherOwner =
        "exists (select 1 from membership o where o.tenant_id = @tenant and o.role = 'owner' and o.user_id <> @user)";

    // The lock on the one row makes two removals wait for each other: each sees what the other left.
    private const string Lock = "update access_version set value = value where id = 1;";

    public Task<bool> ChangeRoleAsync(
        string tenantId, Guid userId, string role, AuditEntry audit, string requestId, CancellationToken cancellationToken) => ChangeAsync(
        new Sql($"""
            {Lock}
            update membership set role = @role where tenant_id = @tenant and user_id = @user
              and (@role = 'owner' or role <> 'owner' or {AnotherOwner});
            """).With("role", role),
        "exists (select 1 from membership where tenant_id = @tenant and user_id = @user and role = @role)",
        tenantId, userId, role, audit, requestId, cancellationToken);

    public Task<bool> RemoveAsync(
        string tenantId, Guid userId, AuditEntry audit, string requestId, CancellationToken cancellationToken) => ChangeAsync(
        new Sql($"""
            {Lock}
            delete from membership where tenant_id = @tenant and user_id = @user and (role <> 'owner' or {AnotherOwner});
            update sign_in_session set ended_at = @at where tenant_id = @tenant and user_id = @user and ended_at is null
              and not exists (select 1 from membership where tenant_id = @tenant and user_id = @user);
            """).With("at", audit.At),
        "not exists (select 1 from membership where tenant_id = @tenant and user_id = @user)",
        tenantId, userId, null, audit, requestId, cancellationToken);

    private async Task<bool> ChangeAsync(
        Sql sql, string happened, string tenantId, Guid userId, string? role, AuditEntry audit, string requestId,
        CancellationToken cancellationToken)
    {
        var row = outbox.Row(new StaffAccessChanged(tenantId, userId, role, audit.At), requestId);
        sql.With("tenant", tenantId).With("user", userId).Audit(tenantId, audit, happened);
        sql.Insert(row, happened);
        sql.Append($"select 1 where {happened};");
        if (!await db.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken))
            return false;
        outbox.Publish(row);
        return true;
    }
}
