using System.Reflection;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveChat.Architecture.Tests;

/// <summary>Every route of the six modules, as one process maps them (never started).</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-architecture-").FullName;
    private WebApplication app = null!;

    public ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["LiveChat:DataDirectory"] = folder });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults([.. ProcessTopology.AllServices]);
        foreach (var service in Repository.ServiceNames)
            Call(service, "Add", builder);
        app = builder.Build();
        app.UseServiceDefaults();
        foreach (var service in Repository.ServiceNames)
            Call(service, "Map", app);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void EveryPublicRoute_HasAName() =>
        Offenders.None(Public().Where(endpoint => Name(endpoint) is null && !IsReferencePage(endpoint)).Select(Text));

    [Fact]
    public void EveryName_IsUsedOnce() =>
        Offenders.None(Routes().Select(Name).OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void EveryPublicName_StartsWithItsModule() => Offenders.None(Public().Where(endpoint =>
        Name(endpoint) is { } name && !Repository.ServiceNames.Any(service => name.StartsWith($"{service}_", StringComparison.Ordinal))).Select(Text));

    [Fact]
    public void EveryRoute_NamesAPolicyOrSaysAnonymous() => Offenders.None(Routes().Where(endpoint =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null)).Select(Text));

    [Fact]
    public void EveryTenantRoute_IsBehindAPolicy() => Offenders.None(Public().Where(endpoint =>
        endpoint.RoutePattern.Parameters.Any(parameter => parameter.Name == "tenantId")
        && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Text));

    [Fact]
    public void EveryInternalRoute_IsOnTheManagementListener() => Offenders.None(Public().Where(endpoint =>
        endpoint.RoutePattern.RawText!.TrimStart('/') is var path
        && (path.StartsWith("internal/", StringComparison.Ordinal) || path.StartsWith("health", StringComparison.Ordinal) || path == "metrics")).Select(Text));

    [Fact]
    public async Task EveryPolicyThatARouteNames_Exists()
    {
        var policies = app.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        foreach (var name in Routes().SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()).Select(data => data.Policy).OfType<string>().Distinct())
            Assert.True(await policies.GetPolicyAsync(name) is not null, name);
    }

    private IEnumerable<RouteEndpoint> Routes() =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    // Those of the management listener carry a mark that is internal to ServiceDefaults.
    private IEnumerable<RouteEndpoint> Public() =>
        Routes().Where(endpoint => endpoint.Metadata.All(data => data.GetType().Name != "InternalRoute"));

    // The API reference's package maps its own files and lets nobody name them.
    private static bool IsReferencePage(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.StartsWith("/reference/", StringComparison.Ordinal);

    private static string? Name(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    private static string Text(RouteEndpoint endpoint) =>
        $"{string.Join('|', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {endpoint.RoutePattern.RawText}";

    private static void Call(string service, string verb, object argument)
    {
        var module = Assembly.Load($"LiveChat.{service}").GetType($"LiveChat.{service}.{service}Module", throwOnError: true)!;
        var method = module.GetMethod($"{verb}{service}", BindingFlags.Public | BindingFlags.Static)
            ?? throw new MissingMethodException(module.FullName, $"{verb}{service}");
        method.Invoke(null, [argument, .. method.GetParameters().Skip(1).Select(parameter => parameter.DefaultValue)]);
    }
}
