using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// <c>GET /api/tenants/{tenantId}/events</c>: the socket's twin as <c>text/event-stream</c>, with the staff token in the
/// header. Each event has the frame's type as its name and the frame as its data; <c>Last-Event-ID</c> resumes.
/// </summary>
internal static class StreamEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, FeedDoor door) => endpoints
        .MapGet("/api/tenants/{tenantId}/events", (RequestDelegate)(context => ServeAsync(context, door)))
        .WithName("RealtimeFanout_Events_Stream").WithTags("Feed").RequireAuthorization(Policies.Viewer);

    private static async Task ServeAsync(HttpContext context, FeedDoor door)
    {
        var token = Bearer(context.Request.Headers.Authorization.ToString());
        // The policy has admitted it; this says who it is, and refuses what is no person's, such as an API key.
        var outcome = await door.SignIn.CheckAsync(token, null, context.RequestAborted);
        if (outcome.Identity is not { } identity)
        {
            await RealtimeFanoutProblems.NotAPerson(outcome).ExecuteAsync(context);
            return;
        }
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not collect events
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.StartAsync(context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        await door.ServeStreamAsync(context, identity, token!, context.Request.Headers.ContainsKey("Last-Event-ID") ? last : null);
    }

    private static string? Bearer(string header) =>
        header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
}
