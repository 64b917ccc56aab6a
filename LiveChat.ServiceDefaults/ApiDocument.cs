using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

/// <summary>Each process describes its own public routes; the gateway puts the descriptions together for the API reference.</summary>
public static class ApiDocument
{
    /// <summary>Where a process describes its routes, on its management listener.</summary>
    public const string Path = "/internal/openapi/v1.json";

    internal static void AddApiDocument(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("v1");

    internal static void MapApiDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternalEndpoint(endpoints.MapOpenApi("/internal/openapi/{documentName}.json"));
}
