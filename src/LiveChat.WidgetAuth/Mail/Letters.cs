using System.Globalization;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>The texts of all mails. Plain text; names and labels come from people, so they never stand in a header but the subject.</summary>
internal static class Letters
{
    public static Letter Invitation(string to, string tenantName, string role, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, $"You are invited to {OneLine(tenantName)} on LiveChat",
        $"""
        You are invited to join the team of {OneLine(tenantName)} as {role}.

        Open this link, choose a password and you are in:
        {url}

        The link works once, until {Time(expiresAt)}. If you did not expect it, ignore this mail.
        """, expiresAt - now);

    public static Letter PasswordReset(string to, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, "Your new LiveChat password",
        $"""
        Somebody, probably you, asked for a new password for this address.

        Open this link and choose one:
        {url}

        The link works once, until {Time(expiresAt)}. If you did not ask, ignore this mail: your password stays as it is.
        """, expiresAt - now);

    public static Letter PasswordChanged(string to) => new(
        to, "Your LiveChat password was changed",
        """
        Your password was changed just now, and everybody who was signed in with the old one was signed out.

        If that was not you, ask an owner of your team for a reset link at once.
        """, TimeSpan.FromDays(1));

    public static Letter TokenExpiring(string to, string tenantName, string? label, DateTimeOffset expiresAt, int days, string url) => new(
        to, $"The chat on {OneLine(tenantName)} stops in {(days == 1 ? "one day" : $"{days} days")}",
        $"""
        The last live site token of {OneLine(tenantName)}{(label is null ? "" : $" ({OneLine(label)})")} expires on {Time(expiresAt)}.
        From then on the chat does not load on your site.

        Make a new token and put the new snippet into your page:
        {url}

        A token also renews itself while it is in use on a site that is on your list of domains.
        """, TimeSpan.FromDays(days));

    private static string Time(DateTimeOffset at) => at.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A name or label without line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
