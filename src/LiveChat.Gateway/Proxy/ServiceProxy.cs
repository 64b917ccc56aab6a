using LiveChat.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace LiveChat.Gateway.Proxy;

/// <summary>YARP in front of the services.</summary>
internal static class ServiceProxy
{
    public static void AddServiceProxy(this IHostApplicationBuilder builder) => builder.Services.AddReverseProxy()
        .LoadFromMemory(ProxyRoutes.Routes(builder.Topology()), ProxyRoutes.Clusters(builder.Configuration, builder.Topology()))
        .ConfigureHttpClient((_, handler) =>
        {
            handler.ConnectTimeout = TimeSpan.FromSeconds(2);
            handler.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2);
            // DNS answers of a service change when replicas come and go.
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        })
        .AddTransforms(context =>
        {
            // What the outside sent under these names is gone (TrustedProxies); what the edge found out takes its place.
            context.UseDefaultForwarders = false;
            context.AddXForwarded(ForwardedTransformActions.Set);
        });

    public static void MapServiceProxy(this IEndpointRouteBuilder endpoints) => endpoints.MapReverseProxy(proxy =>
    {
        proxy.Use(TryAnotherReplicaAsync);
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }).AllowAnonymous();

    /// <summary>A replica that was never reached has not seen the request, so another one may have it.</summary>
    private static async Task TryAnotherReplicaAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var proxied = context.GetReverseProxyFeature();
        while (!context.Response.HasStarted && context.GetForwarderErrorFeature() is { Error: ForwarderError.Request } error
            && error.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
        {
            var others = proxied.AllDestinations.Where(destination => destination != proxied.ProxiedDestination).ToArray();
            if (others.Length == 0 || context.Items.ContainsKey(nameof(TryAnotherReplicaAsync)))
                return;
            context.Items[nameof(TryAnotherReplicaAsync)] = true;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            proxied.AvailableDestinations = others;
            proxied.ProxiedDestination = null;
            await next(context);
        }
    }
}
