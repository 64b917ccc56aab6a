using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveChat.ServiceDefaults.Authentication;
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

    /// <summary>One plain address, without a name, a group or a second one.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && MimeKit.MailboxAddress.TryParse(text, out var address) && address.Address == text.Trim();

    /// <summary>An id for what happens to a tenant at most once an hour: the same for every moment of that hour.</summary>
    public static Guid HourOf(string tenantId, DateTimeOffset at) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenantId} {at.ToUnixTimeSeconds() / 3600}"))).AsSpan(0, 16));

    /// <summary>
    /// The page to send a visitor back to: an address that a browser told, so only on a site that the tenant lists, and without
    /// query and fragment, which may carry anything. Null otherwise: a mail must not lead where somebody else wants.
    /// Our own fragment makes the widget open its panel; it names no conversation and no server sees it.
    /// </summary>
    public static string? LinkBack(string? pageUrl, DomainAllowlist sites) =>
        Uri.TryCreate(pageUrl, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && page.UserInfo.Length == 0
            && sites.Decide(page.GetLeftPart(UriPartial.Authority), null) is { Admitted: true, Listed: true }
            ? page.GetLeftPart(UriPartial.Path) + "#livechat" : null;
}
