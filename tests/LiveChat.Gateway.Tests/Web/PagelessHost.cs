using LiveChat.Gateway.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Gateway.Tests.Web;

/// <summary>As built where Node is missing: an assembly without web files.</summary>
public sealed class PagelessHost : GatewayHost
{
    protected override void Prepare(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new WebFiles(typeof(object).Assembly));
}
