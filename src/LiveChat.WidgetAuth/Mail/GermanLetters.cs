namespace LiveChat.WidgetAuth.Mail;

/// <summary>German.</summary>
internal sealed class GermanLetters : Letters
{
    public override Letter Invitation(string to, string tenantName, string role, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, $"Einladung zu {OneLine(tenantName)} bei LiveChat",
        $"""
        Sie sind eingeladen, im Team von {OneLine(tenantName)} mitzuarbeiten, mit der Rolle „{Role(role)}“.

        Öffnen Sie diesen Link und wählen Sie ein Passwort:
        {url}

        Der Link gilt einmal, bis {Time(expiresAt)}. Wenn Sie damit nicht gerechnet haben, beachten Sie diese Mail nicht weiter.
        """, expiresAt - now);

    public override Letter PasswordReset(string to, string url, DateTimeOffset expiresAt, DateTimeOffset now) => new(
        to, "Ihr neues LiveChat-Passwort",
        $"""
        Jemand, vermutlich Sie, hat für diese Adresse ein neues Passwort angefordert.

        Öffnen Sie diesen Link und wählen Sie eines:
        {url}

        Der Link gilt einmal, bis {Time(expiresAt)}. Wenn Sie ihn nicht angefordert haben, beachten Sie diese Mail nicht weiter: Ihr Passwort bleibt, wie es ist.
        """, expiresAt - now);

    public override Letter PasswordChanged(string to) => new(
        to, "Ihr LiveChat-Passwort wurde geändert",
        """
        Ihr Passwort wurde eben geändert, und alle, die mit dem alten angemeldet waren, wurden abgemeldet.

        Wenn Sie das nicht waren, bitten Sie sofort eine Inhaberin oder einen Inhaber Ihres Teams um einen Link für ein neues Passwort.
        """, TimeSpan.FromDays(1));

    public override Letter TokenExpiring(string to, string tenantName, string? label, DateTimeOffset expiresAt, int days, string url) => new(
        to, $"Der Chat auf {OneLine(tenantName)} endet in {(days == 1 ? "einem Tag" : $"{days} Tagen")}",
        $"""
        Das letzte gültige Token von {OneLine(tenantName)}{(label is null ? "" : $" ({OneLine(label)})")} läuft am {Time(expiresAt)} ab.
        Von da an lädt der Chat auf Ihrer Seite nicht mehr.

        Erstellen Sie ein neues Token und setzen Sie das neue Snippet in Ihre Seite ein:
        {url}

        Ein Token erneuert sich auch selbst, solange es auf einer Seite benutzt wird, deren Domain auf Ihrer Liste steht.
        """, TimeSpan.FromDays(days));

    public override Letter Escalated(string to, string tenantName, string rule, bool handedOver, string url, TimeSpan life) => new(
        to, $"{OneLine(tenantName)}: {OneLine(rule)}",
        $"""
        Die Regel „{OneLine(rule)}“ trifft auf ein Gespräch von {OneLine(tenantName)} zu.{(handedOver ? " Dort wartet jemand auf einen Menschen." : "")}

        Hier öffnen:
        {url}

        Sie bekommen diese Mail, weil die Regel Ihre Adresse nennt. Sie kommt einmal je Gespräch.
        """, life);

    public override Letter VisitorWaits(string to, string tenantName, string url, TimeSpan life) => new(
        to, $"{OneLine(tenantName)}: Jemand wartet auf einen Menschen",
        $"""
        Jemand auf der Seite von {OneLine(tenantName)} wartet auf einen Menschen, und aus Ihrem Team ist niemand online.

        Hier antworten:
        {url}

        Diese Mail kommt höchstens einmal in der Stunde, an alle, die antworten dürfen, und nur während der Öffnungszeiten.
        """, life);

    // As the dashboard calls the roles.
    private static string Role(string role) => role switch
    {
        "owner" => "Inhaber",
        "admin" => "Administration",
        "agent" => "Team",
        _ => "Nur lesen",
    };

    private static string Time(DateTimeOffset at) => Time(at, "d. MMMM yyyy, HH:mm 'UTC'", "de");
}
