using LiveChat.Chat.Assistants;
using LiveChat.Chat.Samples;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Conversations;

/// <summary>What staff do to a conversation. Each answers the conversation as it is then.</summary>
internal static class ConversationActionEndpoints
{
    private const int BulkLimit = 100;

    public static void Map(IEndpointRouteBuilder tenant)
    {
        var one = tenant.MapGroup("/conversations/{id:guid}");
        one.MapPost("/takeover", TakeOverAsync).WithName("Chat_Conversations_TakeOver").RequireAuthorization(Policies.Agent);
        one.MapPost("/release", ReleaseAsync).WithName("Chat_Conversations_Release").RequireAuthorization(Policies.Agent);
        one.MapPost("/assign", AssignAsync).WithName("Chat_Conversations_Assign").RequireAuthorization(Policies.Agent);
        one.MapPost("/close", CloseAsync).WithName("Chat_Conversations_Close").RequireAuthorization(Policies.Agent);
        one.MapPost("/reopen", ReopenAsync).WithName("Chat_Conversations_Reopen").RequireAuthorization(Policies.Agent);
        one.MapPost("/tags", TagAsync).WithName("Chat_Conversations_Tag").RequireAuthorization(Policies.Agent);
        one.MapPost("/serious", SeriousAsync).WithName("Chat_Conversations_Serious").RequireAuthorization(Policies.Agent);
        one.MapPost("/read", ReadAsync).WithName("Chat_Conversations_Read").RequireAuthorization(Policies.Agent);
        tenant.MapPost("/conversations/bulk", BulkAsync).WithName("Chat_Conversations_Bulk").RequireAuthorization(Policies.Agent);
        tenant.MapDelete("/conversations", DeleteTaggedAsync).WithName("Chat_Conversations_DeleteTagged").RequireAuthorization(Policies.Admin);
    }

    /// <summary><c>{force?}</c>. 409 with <c>assignee</c> where a colleague has it; <c>force</c> is for admins.</summary>
    private static async Task<IResult> TakeOverAsync(
        string tenantId, Guid id, TakeOverBody? body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        CancellationToken cancellationToken)
    {
        var force = body?.Force == true;
        if (force && !StaffRoles.Covers(http.User.Role(), StaffRoles.Admin))
            throw Problems.Forbidden.Exception("Only an admin takes a conversation from a colleague; ask one, or the colleague.");
        var actor = ConversationEndpoints.ActorOf(http);
        var result = await store.TakeOverAsync(actor, id, force, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NoStaffConversation();
        var view = result.Conversation.View;
        if (!result.Changed && view.AssigneeId is { } assignee && assignee != actor.UserId)
        {
            throw ChatProblems.AlreadyTaken.Exception($"{view.AssigneeName ?? "A colleague"} has this conversation already.",
                ("assignee", new Assignee(assignee, view.AssigneeName)));
        }

        return Answer(result, waiters);
    }

    /// <summary>Back to the assistant; where the tenant wants people only, to nobody in particular.</summary>
    private static async Task<IResult> ReleaseAsync(
        string tenantId, Guid id, HttpContext http, ConversationActionStore store, ConversationWaiters waiters, AssistantDirectory assistants,
        CancellationToken cancellationToken)
    {
        var facts = await assistants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return Answer(await store.ReleaseAsync(ConversationEndpoints.ActorOf(http), id, facts?.PeopleOnly == true, cancellationToken)
            .ConfigureAwait(false), waiters);
    }

    /// <summary><c>{userId, name?}</c>; a null userId assigns to nobody in particular. <c>name</c> is what the list shows.</summary>
    private static async Task<IResult> AssignAsync(
        string tenantId, Guid id, AssignBody body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        CancellationToken cancellationToken)
    {
        var name = body.Name?.Trim();
        if (name is not null && (name.Length > 200 || name.Contains('\0'))) throw Problems.Invalid("name", "must be at most 200 characters without NUL.");
        var actor = ConversationEndpoints.ActorOf(http);
        if (body.UserId == actor.UserId) name = actor.Name;
        return Answer(await store.AssignAsync(actor, id, body.UserId, body.UserId is null ? null : name, cancellationToken).ConfigureAwait(false), waiters);
    }

    private static async Task<IResult> CloseAsync(
        string tenantId, Guid id, HttpContext http, ConversationActionStore store, ConversationWaiters waiters, CancellationToken cancellationToken) =>
        Answer(await store.CloseAsync(ConversationEndpoints.ActorOf(http), id, cancellationToken).ConfigureAwait(false), waiters);

    private static async Task<IResult> ReopenAsync(
        string tenantId, Guid id, HttpContext http, ConversationActionStore store, ConversationWaiters waiters, CancellationToken cancellationToken) =>
        Answer(await store.ReopenAsync(ConversationEndpoints.ActorOf(http), id, cancellationToken).ConfigureAwait(false), waiters);

    /// <summary><c>{tags:[...]}</c> replaces the tags: at most 20, each 1 to 40 characters, stored in lower case.</summary>
    private static async Task<IResult> TagAsync(
        string tenantId, Guid id, TagsBody body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        CancellationToken cancellationToken) =>
        Answer(await store.TagAsync(ConversationEndpoints.ActorOf(http), id, ConversationRules.CheckTags(body.Tags), cancellationToken)
            .ConfigureAwait(false), waiters);

    /// <summary><c>{serious}</c>: ends serious mode, or begins it.</summary>
    private static async Task<IResult> SeriousAsync(
        string tenantId, Guid id, SeriousBody body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        CancellationToken cancellationToken)
    {
        if (body.Serious is not { } serious) throw Problems.Invalid("serious", "is required: true or false.");
        return Answer(await store.SetSeriousAsync(ConversationEndpoints.ActorOf(http), id, serious, cancellationToken).ConfigureAwait(false), waiters);
    }

    /// <summary><c>{seq}</c>: staff have seen everything up to that line.</summary>
    private static async Task<IResult> ReadAsync(
        string tenantId, Guid id, SeqBody body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        CancellationToken cancellationToken)
    {
        if (body.Seq is not >= 0) throw Problems.Invalid("seq", "is required: a whole number.");
        return Answer(await store.MarkReadAsync(ConversationEndpoints.ActorOf(http), id, body.Seq.Value, cancellationToken).ConfigureAwait(false), waiters);
    }

    /// <summary>
    /// <c>{ids (1..100), action: close|reopen|takeover|release|read}</c> ->
    /// <c>{items:[{id, ok, code}]}</c>: one that fails does not stop the others.
    /// </summary>
    private static async Task<IResult> BulkAsync(
        string tenantId, BulkBody body, HttpContext http, ConversationActionStore store, ConversationWaiters waiters,
        AssistantDirectory assistants, CancellationToken cancellationToken)
    {
        if (body.Ids is not { Count: >= 1 and <= BulkLimit }) throw Problems.Invalid("ids", $"is required: 1 to {BulkLimit} conversation ids.");
        var actor = ConversationEndpoints.ActorOf(http);
        var peopleOnly = body.Action == "release"
            && (await assistants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false))?.PeopleOnly == true;
        Func<Guid, Task<ActionResult?>> act = body.Action switch
        {
            "close" => id => store.CloseAsync(actor, id, cancellationToken),
            "reopen" => id => store.ReopenAsync(actor, id, cancellationToken),
            "takeover" => id => store.TakeOverAsync(actor, id, false, cancellationToken),
            "release" => id => store.ReleaseAsync(actor, id, peopleOnly, cancellationToken),
            "read" => id => store.MarkReadAsync(actor, id, long.MaxValue, cancellationToken),
            _ => throw Problems.Invalid("action", "must be one of: close, reopen, takeover, release, read."),
        };
        var items = new List<BulkItem>(body.Ids.Count);
        foreach (var id in body.Ids.Distinct())
        {
            var result = await act(id).ConfigureAwait(false);
            if (result?.Changed == true) waiters.Changed(id);
            var taken = body.Action == "takeover" && result is { Changed: false, Conversation.View.AssigneeId: { } assignee } && assignee != actor.UserId;
            items.Add(new BulkItem(id, result is not null && !taken,
                result is null ? ChatProblems.ConversationNotFound.Code : taken ? ChatProblems.AlreadyTaken.Code : null));
        }

        return Results.Ok(new BulkAnswer(items));
    }

    /// <summary><c>?tag=sample</c> deletes every conversation with that tag for good: <c>{deleted}</c>.</summary>
    private static async Task<IResult> DeleteTaggedAsync(string tenantId, string? tag, SampleStore store, CancellationToken cancellationToken)
    {
        if (tag is not { Length: >= 1 and <= 40 }) throw Problems.Invalid("tag", "is required: only tagged conversations are deleted this way.");
        return Results.Ok(new Deleted(await store.DeleteTaggedAsync(tenantId, tag, cancellationToken).ConfigureAwait(false)));
    }

    private static IResult Answer(ActionResult? result, ConversationWaiters waiters)
    {
        if (result is null) throw ChatProblems.NoStaffConversation();
        if (result.Changed) waiters.Changed(result.Conversation.Id);
        return Results.Ok(result.Conversation.View);
    }

    internal sealed record TakeOverBody(bool? Force);

    internal sealed record AssignBody(Guid? UserId, string? Name);

    internal sealed record TagsBody(IReadOnlyList<string?>? Tags);

    internal sealed record SeriousBody(bool? Serious);

    internal sealed record SeqBody(long? Seq);

    internal sealed record BulkBody(IReadOnlyList<Guid>? Ids, string? Action);

    private sealed record BulkItem(Guid Id, bool Ok, string? Code);

    private sealed record BulkAnswer(IReadOnlyList<BulkItem> Items);

    private sealed record Assignee(Guid Id, string? Name);

    private sealed record Deleted(int Conversations);
}
