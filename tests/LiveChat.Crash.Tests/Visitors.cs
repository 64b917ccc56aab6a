using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using LiveChat.Benchmarks;

namespace LiveChat.Crash.Tests;

/// <summary>What a visitor was told: accepted, under this id and number.</summary>
/// <param name="Wave">Which of the visitor's waves it was sent in, from 0; the lines of one wave have no order.</param>
internal sealed record Accepted(string ConversationId, string ClientMessageId, string MessageId, long Seq, string Status, int Wave);

/// <summary>
/// A small load of visitors who never give up: each sends one message after the other, every third one three at once, so that
/// turns wait for turns; and repeats a failed one with the same <c>clientMessageId</c> until it is accepted.
/// </summary>
internal sealed class Visitors(BenchTenant tenant, int count)
{
    private static readonly string[] s_questions = ["Do you ship to Switzerland?", "Can I wash it at 60°?", "Hello!"];
    // So small that a dashboard which is away while a process starts misses fewer events than the feed's log holds.
    private static readonly TimeSpan s_betweenMessages = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<Accepted> _accepted = new();
    private readonly Channel<bool> _answered = Channel.CreateUnbounded<bool>();

    public IReadOnlyCollection<Accepted> Accepted => _accepted;

    /// <summary>Returns when this many more messages got their answer in the response: the platform is whole again.</summary>
    /// <exception cref="TimeoutException">Not within a minute.</exception>
    public async Task AnsweredAsync(int more)
    {
        while (_answered.Reader.TryRead(out _)) { }

        for (var i = 0; i < more; i++) await _answered.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async Task RunAsync(CancellationToken stop) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(v => Task.Run(() => VisitAsync(v, stop), CancellationToken.None)));

    private async Task VisitAsync(int visitor, CancellationToken stop)
    {
        for (var conversation = 0; !stop.IsCancellationRequested; conversation++)
        {
            var session = $"crash-{visitor}-{conversation}-{Guid.NewGuid():N}";
            var key = (Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"))[..43];
            var together = visitor % 3 == 0 ? 3 : 1;
            for (var (i, wave) = (0, 0); i < 8 && !stop.IsCancellationRequested; i += together, wave++)
            {
                var (from, at) = (i, wave);
                var sent = await Task.WhenAll(Enumerable.Range(from, together).Select(n =>
                    SendUntilAcceptedAsync(session, key, s_questions[n % s_questions.Length], $"{session}-{n}", at)));
                foreach (var accepted in sent)
                {
                    _accepted.Enqueue(accepted);
                    if (accepted.Status == "answered") _answered.Writer.TryWrite(true);
                }

                await Task.Delay(s_betweenMessages, CancellationToken.None);
                if (sent.Any(a => a.Status == "handed_off")) break; // people have it now: the next one asks the assistant again
            }
        }
    }

    private async Task<Accepted> SendUntilAcceptedAsync(string session, string key, string text, string clientMessageId, int wave)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await tenant.ChatAsync(session, key, text, clientMessageId) is { } answer)
                {
                    return new Accepted(answer["conversationId"]!.GetValue<string>(), clientMessageId,
                        answer["messageId"]!.GetValue<string>(), answer["seq"]!.GetValue<long>(), answer["status"]!.GetValue<string>(), wave);
                }
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException or IOException or JsonException)
            {
                // The process behind the request died: the visitor's widget tries again.
            }

            if (tries > 600) throw new InvalidOperationException($"'{clientMessageId}' was never accepted.");
            await Task.Delay(200);
        }
    }
}
