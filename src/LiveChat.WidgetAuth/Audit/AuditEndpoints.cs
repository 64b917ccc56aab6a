using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Audit;

/// <summary><c>GET /api/tenants/{tenantId}/audit?action=&amp;actorId=&amp;target=&amp;from=&amp;to=</c>: who changed what, newest first.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/tenants/{tenantId}/audit", ListAsync)
        .RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Audit_List").WithTags("Audit");

    private static async Task<Ok<PageOf<AuditEntry>>> ListAsync(
        string tenantId, HttpContext context, [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db,
        CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var after = Cursor.Decode(context) ?? (long.MaxValue, Guid.AllBitsSet);
        var filter = AuditFilter.Read(context.Request.Query);
        var rows = await db.ListAsync(
            new Sql("""
                select id, at, actor_id, actor_name, action, target, before_value, after_value, address, request_id
                from audit_entry where tenant_id = @tenant and (at, id) < (@at, @id)
                  and at >= @from and at < @to
                  and (@action is null or action = @action or action like @prefix escape '\')
                  and (@actor is null or actor_id = @actor) and (@target is null or target = @target)
                order by at desc, id desc limit @limit
                """).With("tenant", tenantId).With("at", after.Item1).With("id", after.Item2).With("limit", limit + 1)
                .With("from", filter.From).With("to", filter.To).With("action", filter.Action).With("prefix", filter.Prefix)
                .With("actor", filter.ActorId).With("target", filter.Target),
            reader => new AuditEntry(
                reader.GetGuid(0), reader.Time(1), reader.GuidOrNull(2), reader.GetString(3), reader.GetString(4),
                reader.StringOrNull(5), reader.StringOrNull(6), reader.StringOrNull(7), reader.StringOrNull(8), reader.StringOrNull(9)),
            cancellationToken);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].At.ToUnixTimeMilliseconds(), rows[limit - 1].Id) : null;
        return TypedResults.Ok(new PageOf<AuditEntry>([.. rows.Take(limit)], next));
    }
}
