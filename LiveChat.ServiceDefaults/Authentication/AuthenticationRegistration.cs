using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Registers schemes, policies and what they check against; the same in every process.</summary>
public static class AuthenticationRegistration
{
    /// <summary>Called by <c>AddServiceDefaults</c>.</summary>
    public static void AddServiceAuthentication(this IHostApplicationBuilder builder, ProcessTopology topology)
    {
        var services = builder.Services;
        // The framework notes every refused request; the problem document and the counters tell the same.
        builder.Logging.AddFilter("LiveChat.ServiceDefaults.Authentication", LogLevel.Warning);
        services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section));
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton(provider => provider.GetRequiredService<TenantDirectory>().Refresher);
        services.AddSingleton<StaffRevocations>();
        // A process that hosts widget-auth registers its own key ring after this, and the last registration wins.
        services.AddSingleton<ISigningKeys, RemoteSigningKeys>();
        services.AddHostedService<SigningKeysReader>();
        services.AddSingleton<TokenSignature>();
        services.AddSingleton(provider => new TokenVerifier(
            provider.GetRequiredService<TokenSignature>(), provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<StaffRevocations>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CredentialUses>();
        services.AddHostedService(provider => provider.GetRequiredService<CredentialUses>());
        services.AddSingleton<ApiKeyVerifier>();
        services.AddSingleton(provider => CreateSecretBox(provider.GetRequiredService<IOptions<AccessOptions>>().Value, topology));
        services.AddBroadcastConsumer<RefreshTenantDirectoryConsumer>();
        services.AddBroadcastConsumer<RefreshStaffRevocationsConsumer>();
        services.AddBroadcastConsumer<RefreshSigningKeysConsumer>();
        if (topology.Distributed && !topology.Hosts("gateway"))
            services.AddTransient<IStartupFilter, BehindGateway>();

        services.AddAuthentication()
            .AddScheme<TokenSchemeOptions, TokenAuthenticationHandler>(AccessSchemes.Widget, o => o.Kind = TokenKind.Widget)
            .AddScheme<TokenSchemeOptions, TokenAuthenticationHandler>(
                AccessSchemes.WidgetRenewal, o => (o.Kind, o.AcceptExpired) = (TokenKind.Widget, true))
            .AddScheme<TokenSchemeOptions, TokenAuthenticationHandler>(AccessSchemes.Staff, o => o.Kind = TokenKind.Staff)
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthenticationHandler>(AccessSchemes.Operator, null);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ProblemAuthorizationResults>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Widget, Require(AccessSchemes.Widget))
            .AddPolicy(Policies.WidgetRenewal, Require(AccessSchemes.WidgetRenewal))
            .AddPolicy(Policies.Viewer, Require(AccessSchemes.Staff, StaffRoles.Viewer))
            .AddPolicy(Policies.Agent, Require(AccessSchemes.Staff, StaffRoles.Agent))
            .AddPolicy(Policies.Admin, Require(AccessSchemes.Staff, StaffRoles.Admin))
            .AddPolicy(Policies.Owner, Require(AccessSchemes.Staff, StaffRoles.Owner))
            .AddPolicy(Policies.Operator, policy => policy.AddAuthenticationSchemes(AccessSchemes.Operator).RequireAuthenticatedUser());
    }

    private static Action<AuthorizationPolicyBuilder> Require(string scheme, string? leastRole = null) => policy => policy
        .AddAuthenticationSchemes(scheme).RequireAuthenticatedUser().AddRequirements(new AccessRequirement(leastRole));

    private static SecretBox CreateSecretBox(AccessOptions options, ProcessTopology topology) => options.MasterKeys() switch
    {
        { Count: > 0 } keys => new(keys),
        _ when topology.Standalone => new([AccessOptions.DevelopmentKey(topology.DataDirectory)]),
        _ => throw new StartupException(
            "LiveChat:MasterKey is not set: secrets at rest need it, so make one with 'openssl rand -base64 32' and give it to every service."),
    };
}
