using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

/// <summary>Each process describes its own public routes; the gateway puts the descriptions together for the API reference.</summary>
public static class ApiDocument
{
    /// <summary>Where a process describes its routes, on its management listener.</summary>
    public const string Path = "/internal/openapi/v1.json";

    private const string Ours = "LiveChat.";

    /// <summary>A body that the API reference offers for a first try.</summary>
    /// <param name="route">Takes a body of JSON.</param>
    /// <param name="json">The body.</param>
    public static RouteHandlerBuilder WithBodyExample(this RouteHandlerBuilder route, string json) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = JsonNode.Parse(json);
            return Task.CompletedTask;
        });

    internal static void AddApiDocument(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);
        options.AddOperationTransformer((operation, context, _) =>
        {
            // The document asks for a token everywhere else.
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [];
            return Task.CompletedTask;
        });
    });

    internal static void MapApiDocument(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternalEndpoint(endpoints.MapOpenApi("/internal/openapi/{documentName}.json"));

    /// <summary>
    /// With the service and the type that it stands in, such as <c>chat.TrailEndpoints.RequestAnswer</c>: two services, or two
    /// features of one, may use one name for different shapes, and of two schemas with one name only one would be told.
    /// </summary>
    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return NameOf(value);
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}Array";
        var name = type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Join("And", type.GetGenericArguments().Select(NameOf))}"
            : type.Name;
        if (type.DeclaringType is { } outer) return $"{NameOf(outer)}.{name}";
        var assembly = type.Assembly.GetName().Name ?? "";
        return assembly.StartsWith(Ours, StringComparison.Ordinal) ? $"{assembly[Ours.Length..].ToLowerInvariant()}.{name}" : name;
    }
}
