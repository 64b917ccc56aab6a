using LiveChat.Chat.Messages;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Canned;

/// <summary>Canned replies: every agent reads and writes them.</summary>
internal static class CannedEndpoints
{
    private const int Limit = 500;

    public static void Map(IEndpointRouteBuilder tenant)
    {
        tenant.MapGet("/canned", ListAsync).WithName("Chat_Canned_List").Produces<PageOf<CannedReply>>().RequireAuthorization(Policies.Viewer);
        tenant.MapPost("/canned", AddAsync).WithName("Chat_Canned_Post").Produces<CannedReply>(201).RequireAuthorization(Policies.Agent);
        tenant.MapPut("/canned/{id:guid}", ReplaceAsync).WithName("Chat_Canned_Put").Produces<CannedReply>().RequireAuthorization(Policies.Agent);
        tenant.MapDelete("/canned/{id:guid}", DeleteAsync).WithName("Chat_Canned_Delete").RequireAuthorization(Policies.Agent);
    }

    /// <summary>All of them (at most 500), by shortcut: an editor filters as one types.</summary>
    private static async Task<IResult> ListAsync(string tenantId, CannedStore store, CancellationToken cancellationToken) =>
        Results.Ok(new PageOf<CannedReply>(await store.ListAsync(tenantId, Limit, cancellationToken).ConfigureAwait(false), null));

    /// <summary><c>{shortcut, title?, text}</c> -> 201; 409 where the shortcut is taken.</summary>
    private static async Task<IResult> AddAsync(
        string tenantId, CannedBody body, HttpContext http, CannedStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (shortcut, title, text) = Check(body);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var change = SettingsChange.Of(http, tenantId, now, "canned.added", id.ToString(), null, new { shortcut, title, text });
        var added = await store.AddAsync(tenantId, id, shortcut, title, text, http.User.DisplayName(), change, cancellationToken).ConfigureAwait(false)
            ?? throw Taken();
        return Results.Created((string?)null, added);
    }

    private static async Task<IResult> ReplaceAsync(
        string tenantId, Guid id, CannedBody body, HttpContext http, CannedStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (shortcut, title, text) = Check(body);
        var before = await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NotFound("canned reply");
        var change = SettingsChange.Of(
            http, tenantId, clock.GetUtcNow(), "canned.changed", id.ToString(), Audited(before), new { shortcut, title, text });
        try
        {
            return Results.Ok(await store.ReplaceAsync(tenantId, id, shortcut, title, text, change, cancellationToken).ConfigureAwait(false)
                ?? throw ChatProblems.NotFound("canned reply"));
        }
        catch (Exception e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            throw Taken();
        }
    }

    private static async Task<IResult> DeleteAsync(
        string tenantId, Guid id, HttpContext http, CannedStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NotFound("canned reply");
        var change = SettingsChange.Of(http, tenantId, clock.GetUtcNow(), "canned.deleted", id.ToString(), Audited(before), null);
        return await store.DeleteAsync(tenantId, id, change, cancellationToken).ConfigureAwait(false)
            ? Results.NoContent() : throw ChatProblems.NotFound("canned reply");
    }

    private static object Audited(CannedReply reply) => new { reply.Shortcut, reply.Title, reply.Text };

    private static (string Shortcut, string Title, string Text) Check(CannedBody body)
    {
        var errors = new Dictionary<string, string>();
        var shortcut = body.Shortcut?.Trim().TrimStart('/').ToLowerInvariant() ?? "";
        if (shortcut.Length is 0 or > 40 || shortcut.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            errors["shortcut"] = "must be 1 to 40 characters without spaces.";
        var text = body.Text?.Trim() ?? "";
        if (text.Length == 0 || text.Contains('\0') || MessageRules.CodePoints(text) > 8000) errors["text"] = "must be 1 to 8000 characters without NUL.";
        var title = body.Title?.Trim() ?? "";
        if (title.Contains('\0') || MessageRules.CodePoints(title) > 120) errors["title"] = "must be at most 120 characters without NUL.";
        return errors.Count == 0 ? (shortcut, title.Length == 0 ? shortcut : title, text) : throw Problems.Invalid(errors);
    }

    private static ProblemException Taken() =>
        Problems.Conflict.Exception("Another canned reply has this shortcut; choose another.", ("field", "shortcut"));

    internal sealed record CannedBody(string? Shortcut, string? Title, string? Text);
}
