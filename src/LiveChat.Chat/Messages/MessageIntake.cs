using LiveChat.Chat.Assistants;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Identity;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Messages;

/// <summary>A checked message and where it came from.</summary>
/// <param name="SessionKey">Header <c>X-Session-Key</c>, or null.</param>
/// <param name="TurnId">Made by the caller, who listens for it before the message is stored.</param>
/// <param name="IdentityToken">Who the tenant's server says the visitor is, unchecked; or null.</param>
internal sealed record IntakeRequest(
    string TenantId, VisitorPost Post, string? SessionKey, string Address, string? Device, string RequestId, Guid TurnId,
    IHeaderDictionary ResponseHeaders, string? IdentityToken = null)
{
    /// <summary>The answer is an event stream.</summary>
    public bool Streamed { get; init; }
}

/// <summary>A stored message.</summary>
/// <param name="SessionKey">The key that the server made for the conversation, or null.</param>
internal sealed record Intake(Accepted Accepted, string? SessionKey);

/// <summary>
/// Takes a visitor's message in: whose conversation it is, whether the tenant can and may answer, then one counter call
/// and one database command. Only rare ways take more: a key that is unknown by now, a quota that is used up, a
/// conversation that was closed long ago.
/// </summary>
internal sealed class MessageIntake(
    TenantDirectory tenants, AssistantDirectory assistants, SafetyDirectory safety, SessionKeySource keySource, UsageMeter usage,
    AcceptStore store, ConversationStore conversations, VisitorIdentification identification, ChatTelemetry telemetry,
    TimeProvider clock, IOptions<ChatOptions> options)
{
    private static readonly TimeSpan s_repeatable = TimeSpan.FromHours(24);

    // Longer than messages that came at once are under way, with their retries and clocks that differ.
    private static readonly TimeSpan s_beginning = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>Stores the message or finds the one it repeats; throws a problem otherwise.</summary>
    public async Task<Intake> TakeAsync(IntakeRequest request, CancellationToken cancellationToken)
    {
        var tenant = await TenantAsync(request.TenantId, cancellationToken).ConfigureAwait(false);
        // Before anything is derived from the text or stored: no copy of what is masked exists behind this line.
        var wanted = await safety.FindAsync(request.TenantId, cancellationToken).ConfigureAwait(false);
        request = request with { Post = StoredPersonalData.Mask(request.Post, wanted.MaskInStorage) };
        if (request.SessionKey is not null && !SessionKeys.IsKey(request.SessionKey))
            throw Problems.Invalid("X-Session-Key", "must be 43 to 128 characters of A-Z a-z 0-9 _ -");
        if (tenant.Widget.Consent is { Required: true } demand && request.Post.Consent is null)
            await RequireConsentAsync(request, demand, cancellationToken).ConfigureAwait(false);
        var facts = await assistants.FindAsync(request.TenantId, cancellationToken).ConfigureAwait(false);
        if (!AssistantRules.CanAnswer(facts)) await RequirePeopleAsync(request, cancellationToken).ConfigureAwait(false);

        var door = await OpenAsync(request, tenant, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(request.IdentityToken)) door = await IdentifyAsync(request, door, cancellationToken).ConfigureAwait(false);
        for (var tries = 0; ; tries++)
        {
            var accepted = await AcceptAsync(request, tenant, facts, door, tries > 0, cancellationToken).ConfigureAwait(false);
            if (accepted is { Message: { } message })
            {
                if (door.Repeatable && !accepted.Inserted && message.CreatedAt < clock.GetUtcNow() - s_repeatable)
                {
                    door = Door.First(SessionKeys.Create(), request.TenantId, request.Post.SessionId, false) with { VisitorId = door.VisitorId };
                    continue;
                }

                if (!accepted.Inserted && message.Text != request.Post.Text) throw Reused();
                telemetry.Accepted(!accepted.Inserted);
                return new Intake(accepted, accepted.First || door.PreviousId is not null ? door.ServerKey : null);
            }

            if (accepted?.Conversation.View.Visitor.Banned == true) throw ChatProblems.Banned(request.Post.Locale);
            if (tries == 4) throw Problems.Conflict.Exception("The conversation changes too fast; send the message again.");
            if (accepted is { Conversation.Closed: true })
            {
                var closed = accepted.Conversation;
                var key = keySource.Keys.ForSuccessor(request.TenantId, closed.Id);
                door = Door.First(key, request.TenantId, request.Post.SessionId, false) with { PreviousId = closed.Id, VisitorId = closed.View.Visitor.Id };
            }
            else
            {
                // The ids of the body opened nothing: ignored, as if they had not been sent.
                door = FirstMessage(request) with { VisitorId = door.VisitorId };
            }
        }
    }

    /// <summary>The tenant, or 404, or 403 where it is suspended.</summary>
    public async ValueTask<TenantAccess> TenantAsync(string tenantId, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return tenant?.Status switch
        {
            null or "erased" => throw Problems.TenantNotFound.Exception("Check the tenantId of the snippet."),
            "suspended" => throw Problems.TenantSuspended.Exception("Ask the operator of this platform why the tenant is suspended."),
            _ => tenant,
        };
    }

    private async Task<Accepted?> AcceptAsync(
        IntakeRequest request, TenantAccess tenant, AssistantFacts? facts, Door door, bool again, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var count = new UsageRequest(request.TenantId, request.Post.SessionId, request.Address, door.KeyHash, door.CountsOnce, !again,
            tenant.Limits, now);
        var decision = await usage.CountMessageAsync(count, cancellationToken).ConfigureAwait(false);
        var handledBy = facts?.PeopleOnly == true ? HandledBy.People : HandledBy.Assistant;
        string? fallback = null;
        var overQuota = false;
        if (decision.Verdict != UsageVerdict.Admitted && !await ExistsAsync(door, decision, cancellationToken).ConfigureAwait(false))
        {
            overQuota = decision.Verdict is UsageVerdict.ConversationsUsedUp or UsageVerdict.RepliesUsedUp;
            if (!overQuota || tenant.Limits.AtLimit is not ("people" or "fallback"))
            {
                UsageRules.SetHeaders(request.ResponseHeaders, decision, now);
                var refusal = UsageRules.Refusal(decision, request.Post.Locale, tenant.Widget.ContactEmail);
                telemetry.Refused(refusal.Problem.Code);
                throw refusal;
            }

            if (tenant.Limits.AtLimit == "people") handledBy = HandledBy.People;
            else fallback = LimitTexts.For(request.Post.Locale, tenant.Widget.ContactEmail);
        }

        var command = new AcceptCommand(
            request.TenantId, request.Post, door.KeyHash, door.ConversationId ?? Guid.CreateVersion7(now),
            door.VisitorId ?? Guid.CreateVersion7(now), Guid.CreateVersion7(now), request.TurnId, door.PreviousId, handledBy,
            !overQuota && decision.Counted, fallback, request.Device, request.RequestId, now,
            now - options.Value.ReopenWithin)
        { Streamed = request.Streamed };
        try
        {
            var accepted = await store.AcceptAsync(command, cancellationToken).ConfigureAwait(false);
            if (!BeganNow(accepted, now))
                await usage.GiveBackAsync(count, decision, known: accepted is not null).ConfigureAwait(false);
            return accepted;
        }
        catch
        {
            await usage.GiveBackAsync(count, decision, known: false).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The reservation was for this conversation, if not for this message: of several first messages at once one reserves and
    /// any of them may be stored first. What began earlier was counted then; before this process too, whose counters in
    /// memory know nothing of it.
    /// </summary>
    private bool BeganNow(Accepted? accepted, DateTimeOffset now) =>
        accepted is { Message: not null, Conversation.View.CreatedAt: var began } && began > now - s_beginning && began >= _started;

    /// <summary>Open conversations go on at the quota: a refusal of a new one holds only if it is new.</summary>
    private async Task<bool> ExistsAsync(Door door, UsageDecision decision, CancellationToken cancellationToken) =>
        decision.Verdict is UsageVerdict.NewConversationsLimited or UsageVerdict.ConversationsUsedUp or UsageVerdict.RepliesUsedUp
        && await conversations.ExistsAsync(door.KeyHash!, cancellationToken).ConfigureAwait(false);

    /// <summary>Before anything is stored or counted. A conversation whose visitor agreed once goes on without asking again.</summary>
    private async Task RequireConsentAsync(IntakeRequest request, ConsentDemand demand, CancellationToken cancellationToken)
    {
        var post = request.Post;
        var hash = request.SessionKey is null ? null : SessionKeys.Hash(request.TenantId, post.SessionId, request.SessionKey);
        if (await conversations.HasConsentAsync(request.TenantId, hash, post.ConversationId, post.SessionId, cancellationToken).ConfigureAwait(false))
            return;
        telemetry.Refused(ChatProblems.ConsentRequired.Code);
        throw ChatProblems.ConsentRequired.Exception(
            "Ask the visitor for consent and send it with the message: consent {accepted: true, at, textVersion}.",
            ("textVersion", demand.TextVersion), ("privacyUrl", demand.PrivacyUrl));
    }

    /// <summary>No assistant can answer; only a conversation that people have may go on.</summary>
    private async Task RequirePeopleAsync(IntakeRequest request, CancellationToken cancellationToken)
    {
        var existing = request.SessionKey is not null
            ? await conversations.FindByKeyAsync(request.TenantId, request.Post.SessionId, request.SessionKey, cancellationToken).ConfigureAwait(false)
            : request.Post.ConversationId is { } id
                ? await conversations.FindAsync(request.TenantId, id, cancellationToken).ConfigureAwait(false) : null;
        if (existing is { WithPeople: true, Closed: false }) return;
        telemetry.Refused(ChatProblems.AssistantNotConfigured.Code);
        throw ChatProblems.AssistantNotConfigured.Exception(
            "Set a default assistant for chat, or a routing rule that maps chat to one, in the dashboard under Assistants.");
    }

    private async ValueTask<Door> OpenAsync(IntakeRequest request, TenantAccess tenant, CancellationToken cancellationToken)
    {
        var post = request.Post;
        if (request.SessionKey is { } key)
        {
            var hash = await conversations.KeyHashAsync(request.TenantId, post.SessionId, key, cancellationToken).ConfigureAwait(false);
            return new Door(hash, null, null, null, null, false, false);
        }

        return post.ConversationId is { } id && !tenant.RequireSessionKey
            ? new Door(null, null, id, null, null, false, false) : FirstMessage(request);
    }

    /// <summary>
    /// Whose message it is by the tenant's own word. A conversation of somebody else who is verified stays theirs, even
    /// when its key came along (a shared browser): the message begins a new one.
    /// </summary>
    private async Task<Door> IdentifyAsync(IntakeRequest request, Door door, CancellationToken cancellationToken)
    {
        var post = request.Post;
        var who = await identification.IdentifyAsync(
            request.TenantId, request.IdentityToken!, door.KeyHash, post.Locale, request.RequestId, cancellationToken).ConfigureAwait(false);
        if (door.KeyHash is null)
        {
            // Ids alone open nothing of a verified visitor's; with the visitor's own token they do.
            var hash = await conversations.KeyHashOfAsync(request.TenantId, door.ConversationId!.Value, post.SessionId, who.VisitorId, cancellationToken)
                .ConfigureAwait(false);
            door = hash is null ? FirstMessage(request) : new Door(hash, null, null, null, null, false, false);
        }
        else if (who.Owner is { } owner && owner != who.VisitorId)
        {
            door = Door.First(SessionKeys.Create(), request.TenantId, post.SessionId, false);
        }

        return door with { VisitorId = who.VisitorId };
    }

    private Door FirstMessage(IntakeRequest request)
    {
        var post = request.Post;
        var key = keySource.Keys.ForFirstMessage(request.TenantId, post.SessionId, post.ClientMessageId, post.Text, out var repeatable);
        return Door.First(key, request.TenantId, post.SessionId, repeatable);
    }

    private static ProblemException Reused() => ChatProblems.IdempotencyKeyReused.Exception(
        "This clientMessageId was used for another text in this conversation; use a new one.", ("field", "clientMessageId"));

    /// <summary>Which conversation a message opens, and by what.</summary>
    /// <param name="ServerKey">The key that the server makes, where it does.</param>
    /// <param name="Repeatable">The key is derived from the message.</param>
    /// <param name="CountsOnce">Neither key nor ids were sent.</param>
    private sealed record Door(
        string? KeyHash, string? ServerKey, Guid? ConversationId, Guid? PreviousId, Guid? VisitorId, bool Repeatable, bool CountsOnce)
    {
        public static Door First(string key, string tenantId, string sessionId, bool repeatable) =>
            new(SessionKeys.Hash(tenantId, sessionId, key), key, null, null, null, repeatable, true);
    }
}
