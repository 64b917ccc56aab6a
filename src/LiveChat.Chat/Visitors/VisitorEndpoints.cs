using LiveChat.Chat.Conversations;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Visitors;

/// <summary>Visitors, for staff.</summary>
internal static class VisitorEndpoints
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        tenant.MapGet("/visitors/{id:guid}", GetAsync).WithName("Chat_Visitors_Get").Produces<VisitorView>().RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/visitors/{id:guid}/conversations", ConversationsAsync).WithName("Chat_Visitors_Conversations")
            .Produces<PageOf<ConversationView>>().RequireAuthorization(Policies.Viewer);
        tenant.MapPost("/visitors/{id:guid}/ban", BanAsync).WithName("Chat_Visitors_Ban").RequireAuthorization(Policies.Agent);
        tenant.MapPost("/visitors/{id:guid}/unban", UnbanAsync).WithName("Chat_Visitors_Unban").RequireAuthorization(Policies.Agent);
        tenant.MapDelete("/visitors/{id:guid}", EraseAsync).WithName("Chat_Visitors_Erase").RequireAuthorization(Policies.Admin);
    }

    private static async Task<IResult> GetAsync(string tenantId, Guid id, VisitorStore store, CancellationToken cancellationToken) =>
        Results.Ok(await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NotFound("visitor"));

    /// <summary>Newest activity first; pages like every list.</summary>
    private static async Task<IResult> ConversationsAsync(
        string tenantId, Guid id, HttpContext http, VisitorStore store, ConversationStore conversations, CancellationToken cancellationToken)
    {
        _ = await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NotFound("visitor");
        return Results.Ok(await conversations.ListAsync(tenantId, ConversationFilter.None with { VisitorId = id }, Cursor.Limit(http),
            Cursor.Decode(http), cancellationToken).ConfigureAwait(false));
    }

    private static Task<IResult> BanAsync(
        string tenantId, Guid id, HttpContext http, VisitorStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        SetBannedAsync(tenantId, id, true, http, store, clock, cancellationToken);

    private static Task<IResult> UnbanAsync(
        string tenantId, Guid id, HttpContext http, VisitorStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        SetBannedAsync(tenantId, id, false, http, store, clock, cancellationToken);

    private static async Task<IResult> SetBannedAsync(
        string tenantId, Guid id, bool banned, HttpContext http, VisitorStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var change = SettingsChange.Of(
            http, tenantId, clock.GetUtcNow(), banned ? "visitor.banned" : "visitor.unbanned", id.ToString(), null, null);
        if (!await store.BanAsync(tenantId, id, banned, cancellationToken, change).ConfigureAwait(false)) throw ChatProblems.NotFound("visitor");
        return Results.Ok(await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>204; deletes the visitor, the conversations and every message for good.</summary>
    private static async Task<IResult> EraseAsync(
        string tenantId, Guid id, HttpContext http, VisitorStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        await store.EraseAsync(tenantId, id, cancellationToken,
            SettingsChange.Of(http, tenantId, clock.GetUtcNow(), "visitor.erased", id.ToString(), null, null)).ConfigureAwait(false)
            ? Results.NoContent() : throw ChatProblems.NotFound("visitor");
}
