using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Schemes and policies of every process.</summary>
public static class AuthenticationRegistration
{
    internal static void AddServiceAuthentication(this IHostApplicationBuilder builder, ProcessTopology topology)
    {
        _ = topology;
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
    }
}
