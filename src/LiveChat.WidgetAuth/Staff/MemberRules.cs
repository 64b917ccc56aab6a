using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Who may change whom.</summary>
internal static class MemberRules
{
    /// <summary>Only owners make owners or touch them; admins manage the rest.</summary>
    public static bool MayGive(string actorRole, string role) =>
        StaffRoles.Covers(actorRole, StaffRoles.Owner) || StaffRoles.Rank(role) < StaffRoles.Rank(StaffRoles.Owner);

    /// <summary>Checks a role that is to be given.</summary>
    public static string Role(InputRules input, string? role)
    {
        if (StaffRoles.Rank(role) < 0)
            input.Error("role", "must be one of owner, admin, agent, viewer");
        return role ?? "";
    }
}
