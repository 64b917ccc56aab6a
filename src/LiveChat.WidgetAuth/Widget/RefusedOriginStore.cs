using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>A site that was turned away, for the owner's list.</summary>
internal sealed record RefusedOrigin(string Origin, long Requests, DateTimeOffset FirstAt, DateTimeOffset LastAt, string? LastRequestId);

/// <summary>Turned-away origins and refused requests, deduplicated and capped per tenant.</summary>
internal sealed class RefusedOriginStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TimeProvider clock)
{
    private const int OriginsPerTenant = 200;
    private static readonly TimeSpan RequestsKept = TimeSpan.FromDays(7);

    /// <summary>Adds what the edge refused. A batch seen twice counts its origins twice, which these figures can bear.</summary>
    public async Task RecordAsync(IReadOnlyList<RefusedRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var refused in requests)
        {
            var sql = new Sql("""
                insert into refused_request (tenant_id, request_id, code, status, origin, route, requests, at)
                select @tenant, @request, @code, @status, @origin, @route, @count, @at
                where exists (select 1 from tenant where id = @tenant and status <> 'erased')
                on conflict (tenant_id, request_id) do nothing;
                """)
                .With("tenant", refused.TenantId).With("request", refused.RequestId).With("code", refused.Code)
                .With("status", refused.Status).With("origin", refused.Origin).With("route", refused.Route)
                .With("count", refused.Count).With("at", refused.At);
            if (refused is { Code: "domain_not_authorized", Origin: not null })
            {
                sql.Append("""
                    insert into refused_origin as r (tenant_id, origin, requests, first_at, last_at, last_request_id)
                    select @tenant, @origin, @count, @at, @at, @request
                    where exists (select 1 from tenant where id = @tenant and status <> 'erased')
                      and (exists (select 1 from refused_origin where tenant_id = @tenant and origin = @origin)
                        or (select count(*) from refused_origin where tenant_id = @tenant) < @cap)
                    on conflict (tenant_id, origin) do update
                    set requests = r.requests + @count, last_at = @at, last_request_id = @request;
                    """).With("cap", OriginsPerTenant);
            }
            await db.WriteAsync(sql, cancellationToken);
        }
        await db.WriteAsync(
            new Sql("delete from refused_request where at < @before").With("before", clock.GetUtcNow() - RequestsKept), cancellationToken);
    }

    /// <summary>The origins of a tenant, the latest first.</summary>
    public Task<List<RefusedOrigin>> ListAsync(string tenantId, int limit, CancellationToken cancellationToken) => db.ListAsync(
        new Sql("""
            select origin, requests, first_at, last_at, last_request_id from refused_origin
            where tenant_id = @tenant order by last_at desc, origin limit @limit
            """).With("tenant", tenantId).With("limit", limit),
        reader => new RefusedOrigin(reader.GetString(0), reader.GetInt64(1), reader.Time(2), reader.Time(3), reader.StringOrNull(4)),
        cancellationToken);

    /// <summary>What the edge refused under that request id, or null.</summary>
    public Task<RefusedRequest?> FindRequestAsync(string tenantId, string requestId, CancellationToken cancellationToken) => db.FirstAsync(
        new Sql("""
            select tenant_id, request_id, code, status, origin, route, requests, at from refused_request
            where tenant_id = @tenant and request_id = @request
            """).With("tenant", tenantId).With("request", requestId),
        reader => new RefusedRequest(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.StringOrNull(4),
            reader.GetString(5), reader.GetInt32(6), reader.Time(7)),
        cancellationToken);
}
