using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth;

/// <summary>What this service refuses beyond the refusals of every process.</summary>
internal static class WidgetAuthProblems
{
    /// <summary>Wrong e-mail or password, used-up link, unknown invitation: never says which, nor whether an account exists.</summary>
    public static readonly Problem CredentialsInvalid = new(401, "credentials_invalid", "Sign-in failed");
}
