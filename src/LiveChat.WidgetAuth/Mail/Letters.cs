using System.Globalization;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>The texts of all mails, a class for each language. Plain text; names and labels come from people, so they never
/// stand in a header but the subject.</summary>
internal abstract class Letters
{
    private static readonly Letters s_english = new EnglishLetters();
    private static readonly Letters s_german = new GermanLetters();

    /// <summary>In a language of <see cref="MailLanguages"/>, or that of a locale.</summary>
    public static Letters For(string? locale) => MailLanguages.Of(locale) == MailLanguages.German ? s_german : s_english;

    public abstract Letter Invitation(string to, string tenantName, string role, string url, DateTimeOffset expiresAt, DateTimeOffset now);

    public abstract Letter PasswordReset(string to, string url, DateTimeOffset expiresAt, DateTimeOffset now);

    public abstract Letter PasswordChanged(string to);

    public abstract Letter TokenExpiring(string to, string tenantName, string? label, DateTimeOffset expiresAt, int days, string url);

    /// <summary>Says nothing of what was written: mail is read in more places than the dashboard.</summary>
    public abstract Letter Escalated(string to, string tenantName, string rule, bool handedOver, string url, TimeSpan life);

    /// <summary>Somebody waits for a person, and no agent is online.</summary>
    public abstract Letter VisitorWaits(string to, string tenantName, string url, TimeSpan life);

    /// <summary>A name or label without line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A moment in UTC, so that it is the same one in every reader's time zone.</summary>
    protected static string Time(DateTimeOffset at, string form, string culture) =>
        at.ToUniversalTime().ToString(form, CultureInfo.GetCultureInfo(culture));
}
