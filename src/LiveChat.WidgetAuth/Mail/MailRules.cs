using MailKit.Net.Smtp;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>What becomes of a mail that was not sent. Pure.</summary>
internal static class MailRules
{
    /// <summary>10 s, 20 s, 40 s ... up to a quarter of an hour.</summary>
    public static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(900, 10 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10))));

    /// <summary>The server refused this very mail for good (5xx to the recipient or the message), or no mail can be made of it.</summary>
    public static bool IsFinal(Exception exception) => exception switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } refused =>
            (int)refused.StatusCode >= 500,
        MimeKit.ParseException => true,
        _ => false,
    };
}
