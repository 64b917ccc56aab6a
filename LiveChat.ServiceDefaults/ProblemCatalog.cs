using System.Reflection;

namespace LiveChat.ServiceDefaults;

/// <summary>What a code means to whoever sees it.</summary>
/// <param name="Cause">What happened, in one sentence.</param>
/// <param name="Cure">What to do, in one sentence.</param>
public sealed record ProblemGuide(string Cause, string Cure);

/// <summary>Cause and cure of every code, once for all services: README's section 'Errors your site may see' is made from it.</summary>
public static class ProblemCatalog
{
    /// <summary>By code.</summary>
    public static IReadOnlyDictionary<string, ProblemGuide> Guides { get; } = new Dictionary<string, ProblemGuide>(StringComparer.Ordinal)
    {
        ["invalid_request"] = new("The request is not as the API wants it; `errors` names the fields.", "Mend those fields and send it again."),
        ["message_too_long"] = new("The message has more than 4000 characters.", "Send it in parts."),
        ["assistant_not_configured"] = new("The tenant has neither a default assistant nor an active routing rule.", "Make an assistant and choose it as default, or let people answer."),
        ["provider_not_configured"] = new("The AI provider has no key or no model.", "Fill in the provider's settings, or go back to the built-in one."),
        ["token_missing"] = new("There is no `Authorization: Bearer` header.", "Put the token into the snippet, or sign in."),
        ["token_malformed"] = new("What was sent is no token: cut off, quoted or with spaces.", "Copy the token whole."),
        ["token_invalid"] = new("The token was not issued by this platform, or was changed.", "Make a new token on the dashboard's Site page."),
        ["token_expired"] = new("The token's life is over; `expiredAt` says since when.", "Make a new token; list your domains, and a token in use renews itself."),
        ["token_not_yet_valid"] = new("The token begins in the future: a clock is wrong.", "Set the clock of the platform's machines."),
        ["token_revoked"] = new("Somebody of the team revoked the token, the key or the access.", "Make a new token, or ask an owner of your team."),
        ["token_wrong_kind"] = new("A key of another kind: a staff token on a site, or the reverse.", "Use the site token in pages, the staff token or an API key on staff routes."),
        ["credentials_invalid"] = new("E-mail, password, link or code is wrong, used or too old.", "Try again, or ask for a new link."),
        ["identity_invalid"] = new("The visitor's identity token is not signed with a live secret, is too old or is for another tenant.", "Sign it anew on your server with the tenant's current secret."),
        ["domain_not_authorized"] = new("The page's domain is not on the tenant's list; `origin` and `nearestAllowed` say which.", "Add the domain on the dashboard's Site page."),
        ["tenant_mismatch"] = new("The token belongs to another tenant than the address names.", "Use that tenant's own token and id together."),
        ["tenant_suspended"] = new("The platform's operator suspended the tenant.", "Ask the operator."),
        ["forbidden"] = new("Your role, or the API key's scopes, do not allow this.", "Ask an owner or admin of your team."),
        ["visitor_banned"] = new("The team banned this visitor.", "An agent can lift the ban."),
        ["consent_required"] = new("The tenant stores nothing before the visitor consented.", "Show the consent step, as the widget does."),
        ["not_found"] = new("There is no such thing, or not in this tenant.", "Check the id or the path."),
        ["tenant_not_found"] = new("There is no tenant with this id.", "Check `tenantId` in the snippet."),
        ["conversation_not_found"] = new("There is no such conversation, or its key is wrong or missing.", "Send the `X-Session-Key` that the conversation began with, or begin anew."),
        ["conflict"] = new("It is already so, or a limit of the team is reached.", "Read it again and decide anew."),
        ["stale_version"] = new("Somebody changed it since you read it.", "Read it again, then make your change."),
        ["idempotency_key_reused"] = new("The same `clientMessageId` came with another text.", "Make a new id for each message."),
        ["body_too_large"] = new("The body has more than 64 KiB; where articles and files go in, more than 4 MiB.", "Send less."),
        ["unsupported_media_type"] = new("The body is not `application/json`.", "Set the header `Content-Type: application/json`."),
        ["rate_limited"] = new("Too many requests in a short time.", "Wait as long as `Retry-After` says."),
        ["usage_limit_reached"] = new("The month's quota is used up; open conversations go on.", "Raise the limit with the operator, or wait as long as `Retry-After` says."),
        ["internal_error"] = new("A fault of ours.", "Try again; give the operator the `requestId`."),
        ["provider_error"] = new("The AI provider answered `provider/test` with an error; visitors get the fallback meanwhile.", "Look at the provider's own status page, or go back to the built-in one."),
        ["unavailable"] = new("A part of the platform is starting or down.", "Try again after `Retry-After` seconds."),
        ["timeout"] = new("A part of the platform did not answer in time.", "Try again."),
    };

    /// <summary>Every refusal that the assemblies' <c>*Problems</c> classes declare.</summary>
    public static IEnumerable<Problem> Declared(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Problems", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Problem))
        .Select(field => (Problem)field.GetValue(null)!);
}
