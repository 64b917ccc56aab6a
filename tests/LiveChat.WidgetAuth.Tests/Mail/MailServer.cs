using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace LiveChat.WidgetAuth.Tests.Mail;

/// <summary>A mail server of a few lines (RFC 5321), real enough for a real client: takes mails, or refuses as the test says.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(System.Net.IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _all = new();
    private readonly Channel<string> _mails = Channel.CreateUnbounded<string>();
    private readonly Task _accepting;

    public MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((System.Net.IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answers to the next RCPT commands, such as <c>450 later</c>; 250 when empty.</summary>
    public Queue<string> RecipientAnswers { get; } = new();

    /// <summary>The next mail to somebody, head and text, unfolded and decoded as far as these tests need.</summary>
    public async Task<string> NextAsync(string to, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var mail in _mails.Reader.ReadAllAsync(patience.Token))
        {
            if (mail.Contains($"To: {to}", StringComparison.OrdinalIgnoreCase))
                return mail;
        }
        throw new InvalidOperationException("The mail server stopped.");
    }

    /// <summary>Every mail so far.</summary>
    public IReadOnlyCollection<string> All => _all;

    public bool HasMail => _mails.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = TalkAsync(client);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                    mail.AppendLine(text);
                var plain = mail.ToString().Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
                _all.Enqueue(plain);
                _mails.Writer.TryWrite(plain);
            }
            if (verb == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            await writer.WriteLineAsync(verb == "RCPT" && RecipientAnswers.TryDequeue(out var answer) ? answer : "250 ok");
        }
    }
}
