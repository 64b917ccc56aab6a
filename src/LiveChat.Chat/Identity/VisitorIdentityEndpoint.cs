using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Widget;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.Chat.Identity;

/// <summary><c>POST .../visitor</c>: who the visitor is, and for verified visitors their history on every device.</summary>
internal static class VisitorIdentityEndpoint
{
    public static void Map(IEndpointRouteBuilder widget) => widget.MapPost("/visitor", IdentifyAsync)
        .WithName("Chat_Widget_Visitor").Produces<VisitorAnswer>().RequireAuthorization(Policies.Widget);

    /// <summary>
    /// With <c>identityToken</c>: the verified visitor and the 20 latest conversations, each with a session key of its own.
    /// Without: <c>attributes</c> are noted for the unverified visitor of <c>X-Session-Key</c>, if there is one, and nobody's
    /// history is told. Attributes of a verified visitor come from the token alone.
    /// </summary>
    private static async Task<IResult> IdentifyAsync(
        string tenantId, VisitorInput? body, HttpContext http, MessageIntake intake, VisitorIdentification identification, IdentityStore store,
        ConversationStore conversations, SessionKeySource keys, SafetyDirectory safety, TimeProvider clock, CancellationToken cancellationToken)
    {
        await intake.TenantAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var errors = new Dictionary<string, string>();
        if (!MessageRules.IsSessionId(body?.SessionId)) errors["sessionId"] = "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -";
        var attributes = MessageRules.CheckAttributes(body?.Attributes, (field, error) => errors[field["visitor.".Length..]] = error);
        var key = HistoryEndpoints.SessionKeyOf(http);
        if (key is not null && !SessionKeys.IsKey(key)) errors["X-Session-Key"] = "must be 43 to 128 characters of A-Z a-z 0-9 _ -";
        if (errors.Count > 0) throw Problems.Invalid(errors);
        http.Response.Headers.CacheControl = "no-store";

        if (string.IsNullOrEmpty(body!.IdentityToken))
        {
            var conversation = await conversations.FindByKeyAsync(tenantId, body.SessionId!, key, cancellationToken).ConfigureAwait(false);
            var visitor = conversation?.View.Visitor;
            if (visitor is { Banned: true }) throw ChatProblems.Banned(MessageRules.CheckLocale(body.Locale));
            if (visitor is { Verified: false } && attributes is not null)
            {
                var kinds = (await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false)).MaskInStorage;
                await store.DescribeAsync(tenantId, visitor.Id, PersonalDataFields.MaskValues(attributes, kinds)!, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }

            return Results.Json(new VisitorAnswer(visitor?.Id, false, []), JsonDefaults.Options);
        }

        var hash = key is null ? null : await conversations.KeyHashAsync(tenantId, body.SessionId!, key, cancellationToken).ConfigureAwait(false);
        var who = await identification.IdentifyAsync(
            tenantId, body.IdentityToken, hash, MessageRules.CheckLocale(body.Locale), http.RequestId(), cancellationToken).ConfigureAwait(false);
        var history = await store.HistoryAsync(tenantId, who.VisitorId, cancellationToken).ConfigureAwait(false);
        return Results.Json(new VisitorAnswer(who.VisitorId, true,
            [.. history.Select(c => new ConversationKey(c.Id, keys.Keys.ForHistory(tenantId, c.Id, who.VisitorId), c.LastMessage, c.Unread))]),
            JsonDefaults.Options);
    }

    /// <param name="Locale">Of the page: the language of what a refused visitor reads.</param>
    internal sealed record VisitorInput(string? SessionId, string? IdentityToken, Dictionary<string, JsonElement>? Attributes, string? Locale);

    /// <param name="VisitorId">Null where nobody is known by what was sent.</param>
    internal sealed record VisitorAnswer(Guid? VisitorId, bool Verified, IReadOnlyList<ConversationKey> Conversations);

    /// <param name="SessionKey">Opens this conversation on this device, with any session id.</param>
    /// <param name="Unread">Lines that the visitor has not seen on any device.</param>
    internal sealed record ConversationKey(Guid ConversationId, string SessionKey, LastMessageView? LastMessage, long Unread);
}
