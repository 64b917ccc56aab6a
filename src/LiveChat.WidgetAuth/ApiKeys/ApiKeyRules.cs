using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.ApiKeys;

/// <summary>What a key may be: its name, role, scopes and life.</summary>
internal static class ApiKeyRules
{
    /// <summary>Live keys of one tenant: every process holds them all in memory.</summary>
    public const int MaxLive = 50;

    /// <summary>The areas of the tenant's routes that a key may be scoped to.</summary>
    public static readonly IReadOnlyList<string> Areas =
    [
        "*", "conversations", "visitors", "canned", "hours", "widget", "assistants", "routing", "provider", "knowledge", "safety",
        "reviews", "usage", "limits", "analytics", "webhooks", "audit", "doctor", "requests", "presence", "events",
    ];

    /// <summary>Checked scopes without repetitions, or an error.</summary>
    public static IReadOnlyList<string> Scopes(InputRules input, IReadOnlyList<string?>? given)
    {
        var scopes = new List<string>();
        foreach (var text in given ?? [])
        {
            var scope = (text ?? "").Trim();
            var (area, verb) = ApiKeyScopes.Split(scope);
            if (!Areas.Contains(area) || verb is not ("read" or "write"))
            {
                input.Error("scopes", $"must be such as conversations:read or *:write; areas: {string.Join(", ", Areas)}");
                return [];
            }
            if (!scopes.Contains(scope))
                scopes.Add(scope);
        }
        if (scopes.Count == 0)
            input.Error("scopes", "must name at least one scope such as conversations:read");
        return scopes;
    }

    /// <summary>The role of a key: the least that its scopes need unless said, never above its maker's, never owner.</summary>
    public static string Role(InputRules input, string? given, IReadOnlyList<string> scopes, string makersRole)
    {
        var role = given ?? (scopes.Any(scope => ApiKeyScopes.Split(scope).Verb == "write") ? StaffRoles.Agent : StaffRoles.Viewer);
        if (StaffRoles.Rank(role) < 0 || role == StaffRoles.Owner || !StaffRoles.Covers(makersRole, role))
            input.Error("role", "must be one of viewer, agent, admin, and not above your own");
        return role;
    }

    /// <summary>When a key ends by itself; null for never.</summary>
    public static DateTimeOffset? ExpiresAt(InputRules input, int? days, DateTimeOffset now)
    {
        if (days is < 1 or > 3650)
            input.Error("expiresInDays", "must be null (never) or a whole number from 1 to 3650");
        return days is >= 1 and <= 3650 ? now.AddDays(days.Value) : null;
    }
}
