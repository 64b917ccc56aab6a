using LiveChat.WidgetAuth.Tests.Mail;

[assembly: AssemblyFixture(typeof(MailHost))]

namespace LiveChat.WidgetAuth.Tests.Mail;

/// <summary>Widget-auth with a mail server.</summary>
public sealed class MailHost : WidgetAuthHost
{
    public MailServer Server { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("LiveChat:Smtp:Host", "127.0.0.1"), new("LiveChat:Smtp:Port", Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("LiveChat:Smtp:Security", "none"), new("LiveChat:Smtp:From", "LiveChat <chat@platform.example>"),
        new("LiveChat:Smtp:PublicUrl", "https://chat.platform.example/"),
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
