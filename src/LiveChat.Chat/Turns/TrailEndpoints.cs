using System.Net;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Turns;

/// <summary>'Why this answer, or none?': by the request id a visitor quotes, or by the message staff look at.</summary>
internal static class TrailEndpoints
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        tenant.MapGet("/requests/{requestId}", ByRequestAsync).WithName("Chat_Requests_Get").RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/conversations/{id:guid}/messages/{messageId:guid}/trail", ByMessageAsync).WithName("Chat_Messages_Trail")
            .Produces<Trail>().RequireAuthorization(Policies.Viewer);
    }

    /// <summary>
    /// What became of one request: the trail of the message it brought (<c>outcome: "accepted"</c>), or why the edge refused it
    /// (<c>outcome: "refused"</c> with <c>refusal</c>). 404 where neither is known.
    /// </summary>
    private static async Task<IResult> ByRequestAsync(
        string tenantId, string requestId, TrailStore store, InternalClients clients, CancellationToken cancellationToken)
    {
        if (!RequestIds.IsValid(requestId)) throw ChatProblems.NotFound("request");
        if (await store.ByRequestAsync(tenantId, requestId, cancellationToken).ConfigureAwait(false) is { } trail)
            return Results.Ok(new RequestAnswer(requestId, "accepted", trail, null));
        return await RefusalAsync(clients, tenantId, requestId, cancellationToken).ConfigureAwait(false) is { } refusal
            ? Results.Ok(new RequestAnswer(requestId, "refused", null, refusal)) : throw ChatProblems.NotFound("request");
    }

    private static async Task<IResult> ByMessageAsync(
        string tenantId, Guid id, Guid messageId, TrailStore store, CancellationToken cancellationToken) =>
        Results.Ok(await store.ByMessageAsync(tenantId, id, messageId, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NotFound("message"));

    // Widget-auth keeps what the gateway refused.
    private static async Task<RefusedRequest?> RefusalAsync(
        InternalClients clients, string tenantId, string requestId, CancellationToken cancellationToken)
    {
        using var response = await clients.For("widgetauth").GetAsync(
            new Uri($"/internal/widgetauth/refused-requests/{Uri.EscapeDataString(tenantId)}/{Uri.EscapeDataString(requestId)}", UriKind.Relative),
            cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<RefusedRequest>(JsonDefaults.Options, cancellationToken).ConfigureAwait(false);
    }

    private sealed record RequestAnswer(string RequestId, string Outcome, Trail? Trail, RefusedRequest? Refusal);
}
