namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>The roles of a tenant's staff and their order: <c>owner</c> &gt; <c>admin</c> &gt; <c>agent</c> &gt; <c>viewer</c>.</summary>
public static class StaffRoles
{
    public const string Viewer = "viewer";
    public const string Agent = "agent";
    public const string Admin = "admin";
    public const string Owner = "owner";

    /// <summary>All roles, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Agent, Admin, Owner];

    /// <summary>0 for <c>viewer</c> up to 3 for <c>owner</c>; -1 for anything else, which is below every role.</summary>
    public static int Rank(string? role) => role switch
    {
        Viewer => 0,
        Agent => 1,
        Admin => 2,
        Owner => 3,
        _ => -1,
    };

    /// <summary>Whether <paramref name="role"/> is <paramref name="least"/> or above it.</summary>
    public static bool Covers(string? role, string least) => Rank(role) >= Rank(least) && Rank(role) >= 0;
}
