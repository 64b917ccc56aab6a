using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>Sends what is in the <see cref="Mailbox"/>; tried again with growing pauses until the mail says nothing true any more.</summary>
internal sealed partial class MailDelivery(
    Mailbox mailbox, TimeProvider clock, IOptions<SmtpOptions> options, ILogger<MailDelivery> logger) : BackgroundService
{
    private const int BatchLimit = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mailbox.Enabled)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunAsync(stoppingToken) == BatchLimit)
                {
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
            await mailbox.Posted.WaitAsync(Pause, stoppingToken);
            // The command that posted may not have ended yet.
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, stoppingToken);
        }
    }

    /// <summary>One round; how many mails were due.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var mails = await mailbox.TakeAsync(BatchLimit, Lease, cancellationToken);
        if (mails.Count == 0)
            return 0;
        using var client = new SmtpClient { Timeout = 15_000 };
        foreach (var mail in mails)
            await SendAsync(client, mail, cancellationToken);
        if (client.IsConnected)
            await client.DisconnectAsync(quit: true, cancellationToken);
        return mails.Count;
    }

    private async Task SendAsync(SmtpClient client, WaitingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            if (!client.IsConnected)
                await ConnectAsync(client, cancellationToken);
            var message = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mailbox.Open(mail) } };
            message.From.Add(MailboxAddress.Parse(options.Value.From!));
            message.To.Add(new MailboxAddress(null, mail.To));
            // The same for every attempt: a server that took it before it could say so delivers it once.
            message.MessageId = $"{mail.Id:N}@{message.From.Mailboxes.First().Domain}";
            message.Headers.Add("Auto-Submitted", "auto-generated");
            await client.SendAsync(message, cancellationToken);
            await mailbox.CloseAsync(mail.Id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (MailRules.IsFinal(exception))
            {
                // Neither address nor text: the log is no address book.
                LogRefused(logger, mail.Id, exception.Message);
                await mailbox.CloseAsync(mail.Id, cancellationToken);
                return;
            }
            var pause = MailRules.PauseAfter(mail.Attempts);
            LogPostponed(logger, mail.Id, pause, exception.Message);
            await mailbox.PostponeAsync(mail.Id, pause, cancellationToken);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancellationToken);
        if (!string.IsNullOrEmpty(settings.UserName))
            await client.AuthenticateAsync(settings.UserName, settings.Password!, cancellationToken);
    }

    [LoggerMessage(2211, LogLevel.Warning, "Looking for mails to send failed ({Reason}); the next round tries again")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(2212, LogLevel.Warning, "Mail {MailId} was not sent; trying again in {Pause} ({Reason})")]
    private static partial void LogPostponed(ILogger logger, Guid mailId, TimeSpan pause, string reason);

    [LoggerMessage(2213, LogLevel.Error, "Mail {MailId} was refused for good by the mail server ({Reason})")]
    private static partial void LogRefused(ILogger logger, Guid mailId, string reason);
}
