using System.Net.Sockets;
using System.Text;

namespace LiveChat.WidgetAuth.Tests.Mail;

/// <summary>A mail server of a few lines (RFC 5321), real enough for a real client: takes mails, or refuses as the test says.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(System.Net.IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<string> _all = [];
    private readonly Dictionary<string, int> _read = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    public MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((System.Net.IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answers to the next RCPT commands, such as <c>450 later</c>; 250 when empty.</summary>
    public Queue<string> RecipientAnswers { get; } = new();

    /// <summary>Every mail so far.</summary>
    public IReadOnlyCollection<string> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>The next mail to somebody, head and text, unfolded and decoded as far as these tests need; others' mails stay for them.</summary>
    public async Task<string> NextAsync(string to, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task arrived;
            lock (_gate)
            {
                var read = _read.GetValueOrDefault(to);
                if (_all.Where(mail => mail.Contains($"To: {to}", StringComparison.OrdinalIgnoreCase)).ElementAtOrDefault(read) is { } next)
                {
                    _read[to] = read + 1;
                    return next;
                }
                arrived = _arrived.Task;
            }
            await arrived.WaitAsync(patience.Token);
        }
    }

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
                Add(plain);
            }
            if (verb == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            await writer.WriteLineAsync(verb == "RCPT" && RecipientAnswers.TryDequeue(out var answer) ? answer : "250 ok");
        }
    }

    private void Add(string mail)
    {
        lock (_gate)
        {
            _all.Add(mail);
            _arrived.TrySetResult();
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
