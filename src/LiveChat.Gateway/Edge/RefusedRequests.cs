using System.Collections.Concurrent;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// Tells widget-auth, in capped batches, what the edge refused on widget routes, so that owners see who was turned away.
/// Counts requests of one tenant, code and origin together and carries no text. A lost batch is harmless.
/// </summary>
internal sealed class RefusedRequests(
    IEventBus bus, TenantDirectory tenants, TimeProvider clock, ILogger<RefusedRequests> logger) : BatchTelling(clock, logger)
{
    private const int BatchLimit = 200;

    private readonly ConcurrentDictionary<(string TenantId, string Code, string? Origin), RefusedRequest> _waiting = new();

    /// <summary>Notes a refusal. A tenant id that a stranger made up is not noted.</summary>
    public void Add(HttpContext context, Problem problem)
    {
        if (WidgetPath.Read(context.Request.Path) is not { } path || tenants.Peek(path.TenantId) is null)
            return;
        var origin = OriginOf(context.Request);
        var key = (path.TenantId, problem.Code, origin);
        if (_waiting.Count >= BatchLimit && !_waiting.ContainsKey(key))
            return;
        var first = new RefusedRequest(
            path.TenantId, context.RequestId(), problem.Code, problem.Status, origin, path.Template(context.Request.Method), 1,
            Clock.GetUtcNow());
        _waiting.AddOrUpdate(key, first, (_, known) => known with { Count = known.Count + 1 });
    }

    protected override async Task FlushAsync(CancellationToken cancellationToken)
    {
        var batch = new List<RefusedRequest>();
        foreach (var key in _waiting.Keys)
        {
            if (_waiting.TryRemove(key, out var refused))
                batch.Add(refused);
        }
        if (batch.Count > 0)
            await bus.PublishAsync(new RequestsRefused(batch), null, cancellationToken);
    }

    protected override string Work => "Telling which requests were refused";

    /// <summary>Only the origin of a <c>Referer</c>: its path is the visitor's business.</summary>
    private static string? OriginOf(HttpRequest request)
    {
        var named = request.Headers.Origin.Count > 0 ? request.Headers.Origin.ToString() : request.Headers.Referer.ToString();
        return named.Length == 0 ? null : DomainRules.ParseOrigin(named)?.ToString() ?? "null";
    }
}
