using LiveChat.Gateway.Edge;
using LiveChat.Gateway.Proxy;
using LiveChat.Gateway.Reference;
using LiveChat.Gateway.Web;
using LiveChat.ServiceDefaults;

namespace LiveChat.Gateway;

/// <summary>The way in: edge rules, pages, API reference, and the proxy where the services run on their own.</summary>
public static class GatewayModule
{
    /// <summary>Registers the module.</summary>
    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GatewayOptions>()
            .Bind(builder.Configuration.GetSection(GatewayOptions.Section))
            .Configure(options =>
            {
                options.TrustedProxies = builder.Configuration["LiveChat:TrustedProxies"] ?? "";
                options.Demo = builder.Configuration.GetValue("LiveChat:Demo", false);
            })
            .ValidateDataAnnotations()
            .Validate(options => options.Networks() is not null,
                "LiveChat:TrustedProxies must be addresses or networks such as 10.0.0.1 or 10.0.0.0/8, separated by commas.")
            .ValidateOnStart();
        services.AddSingleton<FloodGuard>();
        services.AddSingleton<RefusedRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedRequests>());
        services.AddSingleton<WebFiles>();
        services.AddSingleton<ApiReference>();
        if (ProxyRoutes.Needed(builder.Topology()))
            builder.AddServiceProxy();
    }

    /// <summary>
    /// The edge's rules, in both topologies in front of the same paths. Order: who is asking really, what every answer
    /// carries, then the refusals from the cheapest check to the dearest.
    /// </summary>
    public static void UseGateway(this IApplicationBuilder app)
    {
        var management = app.ApplicationServices.GetRequiredService<ProcessTopology>().ManagementUrl.Port;
        app.UseWhen(context => context.Connection.LocalPort != management, edge =>
        {
            edge.UseTrustedProxies();
            edge.UseMiddleware<SecurityHeaders>();
            edge.UseMiddleware<WidgetCors>();
            edge.UseMiddleware<FloodGuardMiddleware>();
            edge.UseMiddleware<BodyLimit>();
            edge.UseMiddleware<WidgetEdge>();
        });
    }

    /// <summary>Maps pages, reference and, where the services run on their own, the routes to them.</summary>
    public static void MapGateway(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapWebFiles();
        endpoints.MapDemo();
        endpoints.MapReference();
        if (ProxyRoutes.Needed(endpoints.ServiceProvider.GetRequiredService<ProcessTopology>()))
            endpoints.MapServiceProxy();
    }
}
