using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// A service behind the gateway takes the client's address, scheme and host from the gateway, the only one that reaches
/// its port. The gateway has already thrown away whatever the outside sent under these names.
/// </summary>
internal sealed class BehindGateway : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix, ForwardLimit = 1 };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
        next(app);
    };
}
