using LiveChat.Chat.Safety;

namespace LiveChat.Chat.Identity;

/// <summary>From an identity token to the verified visitor, or the refusal that says what to mend.</summary>
internal sealed class VisitorIdentification(IdentitySecretDirectory secrets, SafetyDirectory safety, IdentityStore store, ChatTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Throws 401 <c>identity_invalid</c>, or 403 <c>visitor_banned</c>; nothing is stored then.</summary>
    /// <param name="keyHash">Of the session key that came along, or null.</param>
    /// <param name="locale">Of the page.</param>
    public async Task<Identified> IdentifyAsync(
        string tenantId, string token, string? keyHash, string? locale, string requestId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await secrets.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var (identity, refusal) = IdentityRules.Check(token, tenantId, known, now);
        if (identity is null)
        {
            telemetry.Refused(ChatProblems.IdentityInvalid.Code);
            throw ChatProblems.IdentityInvalid.Exception(refusal!, ("field", "identityToken"));
        }

        var wanted = await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        identity = identity with { Fields = StoredPersonalData.Mask(identity.Fields, wanted.MaskInStorage) };
        var who = await store.RecogniseAsync(tenantId, identity, keyHash, locale, requestId, now, cancellationToken).ConfigureAwait(false);
        // A ban follows the person, and whoever was banned before signing in: the browser's key says so.
        if (who.Banned || who.OwnerBanned)
        {
            telemetry.Refused(ChatProblems.VisitorBanned.Code);
            throw ChatProblems.Banned(locale);
        }

        return who;
    }
}
