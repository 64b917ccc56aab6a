using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// Forwarded headers count only from the configured proxies; afterwards nothing of them is left, wherever it came from, so
/// that no rule and no service behind can be told a wrong address.
/// </summary>
internal static class TrustedProxies
{
    private static readonly string[] Removed =
    [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-Prefix", "X-Real-IP", "X-Client-IP", "True-Client-IP",
        "CF-Connecting-IP", "Forwarded", "Via",
    ];

    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<IOptions<GatewayOptions>>().Value.Networks()!;
        if (networks.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
                // Several proxies may be chained: walk back until the first address that is none of them.
                ForwardLimit = null,
            };
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(options);
        }
        app.Use((context, next) =>
        {
            foreach (var name in Removed)
                context.Request.Headers.Remove(name);
            return next(context);
        });
    }
}
