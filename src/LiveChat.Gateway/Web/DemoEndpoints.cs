using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Gateway.Web;

/// <summary>
/// <c>GET /demo/config.json</c>: tenant and public widget token of the demo, from the <c>demo.json</c> that the AppHost keeps in the data
/// directory. Nothing else of that file leaves the process. 404 where there is no demo.
/// </summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/demo/config.json", GetAsync).AllowAnonymous().WithName("Gateway_Demo_Config").ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        HttpContext context, IOptions<GatewayOptions> options, ProcessTopology topology, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var path = Path.Combine(topology.DataDirectory, "demo.json");
        if (!options.Value.Demo || !File.Exists(path))
            return NoDemo();
        DemoFile? demo;
        try
        {
            await using var stream = File.OpenRead(path);
            demo = await JsonSerializer.DeserializeAsync<DemoFile>(stream, JsonDefaults.Options, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // The AppHost is writing it at this moment.
            return Problems.Unavailable.Result("The demo is being prepared: try again in a second.");
        }
        return demo is { TenantId: { } tenantId, WidgetToken: { } token } ? TypedResults.Ok(new DemoConfig(tenantId, token, demo.Broken)) : NoDemo();
    }

    private static IResult NoDemo() => Problems.NotFound.Result("This platform has no demo tenant: start it by the AppHost to get one.");

    private sealed record DemoFile(string? TenantId, string? WidgetToken, IReadOnlyDictionary<string, BrokenTenant>? Broken);

    /// <param name="Broken">By cause, for <c>/demo/break</c>; left out until the AppHost has made them.</param>
    private sealed record DemoConfig(
        string TenantId, string Token,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, BrokenTenant>? Broken);

    private sealed record BrokenTenant(string TenantId, string Token);
}
