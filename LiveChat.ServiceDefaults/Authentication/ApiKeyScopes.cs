namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// What an API key may reach, by the routes themselves: a scope is the first segment of a tenant's routes
/// (<c>/api/tenants/{tenantId}/conversations/...</c>) or <c>*</c>, then <c>:read</c> (GET) or <c>:write</c> (everything else, and
/// reading too). Which role a route wants counts as well. Pure.
/// </summary>
public static class ApiKeyScopes
{
    /// <summary>Routes that no key opens, whatever its scopes: a stolen key must not make people or further keys.</summary>
    private static readonly string[] Closed = ["users", "api-keys", "me"];

    /// <summary>The scope that a request needs; null when no scope opens it.</summary>
    public static string? Needed(string method, string? path)
    {
        var segments = (path ?? "").Split('/', 6);
        if (segments.Length < 5 || !Same(segments[1], "api") || !Same(segments[2], "tenants"))
            return null;
        // "conversations.csv" is the conversations, in another form.
        var area = segments[4].Split('.')[0].ToLowerInvariant();
        if (area.Length == 0 || Closed.Contains(area))
            return null;
        return area + (Same(method, "GET") || Same(method, "HEAD") ? ":read" : ":write");
    }

    /// <summary>Whether one of the scopes covers the needed one.</summary>
    public static bool Cover(IEnumerable<string> scopes, string needed)
    {
        var (area, verb) = Split(needed);
        foreach (var scope in scopes)
        {
            var (givenArea, givenVerb) = Split(scope);
            if ((givenArea == "*" || givenArea == area) && (givenVerb == verb || givenVerb == "write"))
                return true;
        }
        return false;
    }

    /// <summary>Area and verb of a scope; the verb is empty where there is none.</summary>
    public static (string Area, string Verb) Split(string scope)
    {
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (scope, "") : (scope[..colon], scope[(colon + 1)..]);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
