using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>Settings under <c>LiveChat:Smtp</c>, all optional: without <see cref="Host"/> no mail is sent and no text promises one.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "LiveChat:Smtp";

    /// <summary>The mail server.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> (required), <c>tls</c> (from the first byte) or <c>none</c>.</summary>
    public string Security { get; set; } = "starttls";

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, such as <c>LiveChat &lt;chat@shop.example&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>The platform's own address, such as <c>https://chat.shop.example</c>: links in mails are never made from a
    /// request's <c>Host</c>, which anybody can make up.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Mails are sent.</summary>
    public bool Enabled => !string.IsNullOrWhiteSpace(Host);

    /// <summary>What is wrong with the settings, as sentences; empty when nothing is.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Enabled)
            yield break;
        if (Port is < 1 or > 65535)
            yield return "LiveChat:Smtp:Port must be a number from 1 to 65535.";
        if (Security is not ("starttls" or "tls" or "none"))
            yield return "LiveChat:Smtp:Security must be starttls, tls or none.";
        if (!MimeKit.MailboxAddress.TryParse(From ?? "", out _))
            yield return "LiveChat:Smtp:From must be an address such as LiveChat <chat@shop.example>.";
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return "LiveChat:Smtp:PublicUrl must be the platform's own address such as https://chat.shop.example.";
        if (string.IsNullOrEmpty(UserName) != string.IsNullOrEmpty(Password))
            yield return "LiveChat:Smtp:UserName and Password must be given together.";
    }
}

/// <summary>Every error at once, at start.</summary>
internal sealed class ValidateSmtpOptions : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options) =>
        options.Errors().ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
