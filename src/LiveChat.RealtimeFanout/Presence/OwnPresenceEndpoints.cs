using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.RealtimeFanout.Presence;

/// <summary><c>PUT /api/tenants/{tenantId}/me/presence {state}</c>: how colleagues see all of one's open windows.</summary>
internal static class OwnPresenceEndpoints
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static void MapOwnPresence(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPut("/api/tenants/{tenantId}/me/presence", PutAsync)
        .RequireAuthorization(Policies.Viewer).WithName("RealtimeFanout_Presence_Put").WithTags("Staff");

    /// <summary>
    /// 204 once the bus has it; every replica then sets it for the windows that are open. A window may say otherwise of itself
    /// afterwards, and one that is opened later begins as online.
    /// </summary>
    private static async Task<IResult> PutAsync(
        string tenantId, PresenceInput? body, HttpContext context, IEventBus bus, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (body?.State is not (PresenceRules.Online or PresenceRules.Away or PresenceRules.Offline))
            throw Problems.Invalid("state", "must be online, away or offline");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await bus.PublishAsync(
                new PresenceChosen(tenantId, context.User.UserId(), body.State, clock.GetUtcNow()), context.RequestId(), limit.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Problems.Unavailable.Exception("Your state can't be told to the other windows at the moment: try again shortly.");
        }
        return Results.NoContent();
    }

    internal sealed record PresenceInput(string? State);
}
