using System.Text.Json;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Audit;

/// <summary>Who did what, from where. Values are shown to staff: secrets are masked by whoever writes the entry.</summary>
/// <param name="Action">Noun and past verb, such as <c>widget_token.revoked</c>.</param>
/// <param name="Target">The id of what was changed, or null.</param>
internal sealed record AuditEntry(
    Guid Id, DateTimeOffset At, Guid? ActorId, string ActorName, string Action, string? Target,
    string? Before, string? After, string? Address, string? RequestId)
{
    /// <summary>An entry about what the caller of this request did.</summary>
    public static AuditEntry Of(
        HttpContext context, DateTimeOffset now, string action, string? target, object? before = null, object? after = null) =>
        new(Guid.CreateVersion7(now), now, context.User.TryGetUserId(), context.User.DisplayName(), action, target,
            Json(before), Json(after), context.Connection.RemoteIpAddress?.ToString(), context.RequestId());

    /// <summary>An entry about what happened elsewhere, as an event told it.</summary>
    /// <param name="id">Of the event's fact, so that it is one entry however often it is told.</param>
    public static AuditEntry About(
        Guid id, DateTimeOffset at, Guid? actorId, string actorName, string action, string? target, object? before, object? after, string? requestId) =>
        new(id, at, actorId, actorName, action, target, Json(before), Json(after), null, requestId);

    private static string? Json(object? value) =>
        value is null ? null : value as string ?? JsonSerializer.Serialize(value, JsonDefaults.Options);
}

/// <summary>Append-only, written by the command that makes the change.</summary>
internal static class AuditTrail
{
    /// <summary>The same for what an event told: nothing for an erased tenant, and an entry that is there already stays the only one.</summary>
    public static Sql AuditOnce(this Sql sql, string tenantId, AuditEntry entry) => sql.Audit(
        tenantId, entry,
        """
        exists (select 1 from tenant where id = @au_tenant and status <> 'erased')
          and not exists (select 1 from audit_entry where id = @au_id)
        """);

    /// <summary>Appends the insert to a command. <paramref name="where"/>: a condition under which the change happened.</summary>
    public static Sql Audit(this Sql sql, string tenantId, AuditEntry entry, string? where = null) => sql
        .Append($"""
            insert into audit_entry (id, tenant_id, at, actor_id, actor_name, action, target, before_value, after_value, address, request_id)
            select @au_id, @au_tenant, @au_at, @au_actor, @au_name, @au_action, @au_target, @au_before, @au_after, @au_address, @au_request
            where {where ?? "1 = 1"};
            """)
        .With("au_id", entry.Id).With("au_tenant", tenantId).With("au_at", entry.At).With("au_actor", entry.ActorId)
        .With("au_name", entry.ActorName).With("au_action", entry.Action).With("au_target", entry.Target)
        .With("au_before", entry.Before).With("au_after", entry.After).With("au_address", entry.Address)
        .With("au_request", entry.RequestId);
}
