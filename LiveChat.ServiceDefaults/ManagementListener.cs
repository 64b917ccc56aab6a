using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// The second listener of every process: health, metrics and <c>/internal/...</c>. A route of one listener does not
/// exist on the other, whatever host name a caller sends.
/// </summary>
public static class ManagementListener
{
    /// <summary>Maps a route that only the management listener serves. It is anonymous: the listener is the border.</summary>
    public static RouteHandlerBuilder MapInternal(this IEndpointRouteBuilder endpoints, string method, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [method], handler).WithMetadata(new InternalRoute()).AllowAnonymous()
            .WithName($"Internal {method} {pattern}").ExcludeFromDescription();

    /// <summary>GET, as most internal routes are.</summary>
    public static RouteHandlerBuilder MapInternal(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapInternal(HttpMethods.Get, pattern, handler);

    internal static TBuilder MapInternalEndpoint<TBuilder>(this IEndpointRouteBuilder _, TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new InternalRoute());
        return endpoint.AllowAnonymous();
    }

    internal static IApplicationBuilder UseManagementListener(this IApplicationBuilder app, ProcessTopology topology) =>
        app.Use((context, next) =>
        {
            var management = context.Connection.LocalPort == topology.ManagementUrl.Port;
            // By its path too: 'method not allowed' would tell the outside that the route is there.
            var internalRoute = context.GetEndpoint()?.Metadata.GetMetadata<InternalRoute>() is not null
                || context.Request.Path.StartsWithSegments("/internal");
            if (management == internalRoute) return next(context);
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

    /// <summary>Marks what belongs to the management listener.</summary>
    internal sealed class InternalRoute;
}
