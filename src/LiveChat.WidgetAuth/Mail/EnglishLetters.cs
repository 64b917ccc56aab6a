namespace LiveChat.WidgetAuth.Mail;

/// <summary>English, and for every language without letters of its own.</summary>
internal sealed class EnglishLetters : Letters
{
    public override Letter Invitation(string to, string tenantName, string role, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, $"You are invited to {OneLine(tenantName)} on LiveChat",
        $"""
        You are invited to join the team of {OneLine(tenantName)} as {role}.

        Open this link, choose a password and you are in:
        {url}

        The link works once, until {Time(expiresAt)}. If you did not expect it, ignore this mail.
        """, expiresAt - now);

    public override Letter PasswordReset(string to, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, "Your new LiveChat password",
        $"""
        Somebody, probably you, asked for a new password for this address.

        Open this link and choose one:
        {url}

        The link works once, until {Time(expiresAt)}. If you did not ask, ignore this mail: your password stays as it is.
        """, expiresAt - now);

    public override Letter PasswordChanged(string to) => new(
        to, "Your LiveChat password was changed",
        """
        Your password was changed just now, and everybody who was signed in with the old one was signed out.

        If that was not you, ask an owner of your team for a reset link at once.
        """, TimeSpan.FromDays(1));

    public override Letter TokenExpiring(string to, string tenantName, string? label, DateTimeOffset expiresAt, int days, string url) => new(
        to, $"The chat on {OneLine(tenantName)} stops in {(days == 1 ? "one day" : $"{days} days")}",
        $"""
        The last live site token of {OneLine(tenantName)}{(label is null ? "" : $" ({OneLine(label)})")} expires on {Time(expiresAt)}.
        From then on the chat does not load on your site.

        Make a new token and put the new snippet into your page:
        {url}

        A token also renews itself while it is in use on a site that is on your list of domains.
        """, TimeSpan.FromDays(days));

    public override Letter Escalated(string to, string tenantName, string rule, bool handedOver, string url, TimeSpan life) => new(
        to, $"{OneLine(tenantName)}: {OneLine(rule)}",
        $"""
        The rule "{OneLine(rule)}" applies to a conversation of {OneLine(tenantName)}.{(handedOver ? " A visitor waits for a person." : "")}

        Open it here:
        {url}

        You get this mail because the rule names your address. It comes once for each conversation.
        """, life);

    public override Letter VisitorWaits(string to, string tenantName, string url, TimeSpan life) => new(
        to, $"{OneLine(tenantName)}: a visitor waits for a person",
        $"""
        A visitor of {OneLine(tenantName)} waits for a person, and nobody of your team is online.

        Answer here:
        {url}

        This mail comes at most once an hour, to everybody who may answer, and only while it is open.
        """, life);

    private static string Time(DateTimeOffset at) => Time(at, "d MMMM yyyy, HH:mm 'UTC'", "en");
}
