using LiveChat.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace LiveChat.Gateway.Proxy;

/// <summary>Which service answers which path, where the services run on their own.</summary>
internal static class ProxyRoutes
{
    /// <summary>Path patterns by service. More exact patterns win over catch-alls by routing's own rules.</summary>
    private static readonly (string Service, string[] Paths)[] Table =
    [
        ("widgetauth",
        [
            "/.well-known/jwks.json", "/api/auth/{**rest}", "/api/operator/{**rest}", "/api/widgets/{tenantId}/token",
            "/api/widgets/{tenantId}/doctor", "/api/tenants/{tenantId}/doctor/{**rest}",
            "/api/tenants/{tenantId}/widget/{**rest}", "/api/tenants/{tenantId}/limits", "/api/tenants/{tenantId}/users/{**rest}",
            "/api/tenants/{tenantId}/api-keys/{**rest}", "/api/tenants/{tenantId}/audit/{**rest}", "/api/tenants/{tenantId}/webhooks/{**rest}",
        ]),
        // Everything of a tenant or a widget that no other service claims is chat's, which also says 404 for it.
        ("chat", ["/api/widgets/{tenantId}/{**rest}", "/api/tenants/{tenantId}/{**rest}"]),
        ("assistantrouting",
        [
            "/api/tenants/{tenantId}/assistants/{**rest}", "/api/tenants/{tenantId}/routing/{**rest}",
            "/api/tenants/{tenantId}/provider/{**rest}", "/api/tenants/{tenantId}/knowledge/{**rest}",
        ]),
        ("safetymoderation", ["/api/tenants/{tenantId}/safety/{**rest}", "/api/tenants/{tenantId}/reviews/{**rest}"]),
        ("realtimefanout",
            ["/api/ws/{**rest}", "/api/tenants/{tenantId}/me/presence", "/api/tenants/{tenantId}/presence/{**rest}", "/api/tenants/{tenantId}/events"]),
    ];

    /// <summary>Whether a service runs in another process than the gateway.</summary>
    public static bool Needed(ProcessTopology topology) => Elsewhere(topology).Any();

    public static IReadOnlyList<RouteConfig> Routes(ProcessTopology topology) =>
    [
        .. Elsewhere(topology).SelectMany(entry => entry.Paths.Select((path, index) => new RouteConfig
        {
            RouteId = $"{entry.Service}:{index}",
            ClusterId = entry.Service,
            Match = new RouteMatch { Path = path },
        })),
    ];

    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration, ProcessTopology topology) =>
    [
        .. Elsewhere(topology).Select(entry => new ClusterConfig
        {
            ClusterId = entry.Service,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            Destinations = Destinations(configuration, entry.Service),
            HttpRequest = new ForwarderRequestConfig
            {
                Version = System.Net.HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
                ActivityTimeout = Patience(entry.Service),
                AllowResponseBuffering = false,
            },
            HealthCheck = new HealthCheckConfig
            {
                // A replica that can't be reached is left out for a while; with all of them out, all are tried.
                AvailableDestinationsPolicy = "HealthyOrPanic",
                Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(5) },
            },
        }),
    ];

    private static IEnumerable<(string Service, string[] Paths)> Elsewhere(ProcessTopology topology) =>
        Table.Where(entry => !topology.Hosts(entry.Service));

    /// <summary>Silence after which a request is given up (504). Chat holds long-polls for 25 s and streams with a heartbeat every
    /// 15 s; the dashboards' sockets have their own ping.</summary>
    private static TimeSpan Patience(string service) => TimeSpan.FromSeconds(service switch
    {
        "realtimefanout" => 180,
        "chat" => 60,
        _ => 40,
    });

    /// <summary>Every address that discovery names (<c>services__chat__http__0</c>, <c>__1</c> ...), else the name itself.</summary>
    private static Dictionary<string, DestinationConfig> Destinations(IConfiguration configuration, string service)
    {
        var addresses = configuration.GetSection($"services:{service}:http").GetChildren()
            .Select(child => child.Value).OfType<string>().Where(value => value.Length > 0).ToList();
        if (addresses.Count == 0)
            addresses.Add($"http://{service}");
        return addresses.Select((address, index) => (address, index))
            .ToDictionary(pair => $"{service}-{pair.index}", pair => new DestinationConfig { Address = pair.address });
    }
}
