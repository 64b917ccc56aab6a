using System.Collections.Concurrent;
using System.Globalization;
using LiveChat.Chat.Turns;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>
/// Wakes the requests that wait for something in a conversation: POSTs for their turn, long-polls and streams for news.
/// One hints channel for all; this dictionary finds the waiters of this process. A wake-up is only a reason to read:
/// whoever waits subscribes first, reads, waits, and reads again after a while, because hints may be lost.
/// </summary>
internal sealed class ConversationWaiters : IHostedService, IDisposable
{
    private const string Channel = "chat";
    private readonly IHints _hints;
    private readonly ConcurrentDictionary<Guid, Watch[]> _watches = new();
    private IDisposable? _subscription;

    public ConversationWaiters(IHints hints) => _hints = hints;

    /// <summary>Hints arrive; else waiters read more often.</summary>
    public bool HintsUp => _hints.IsUp;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = _hints.Subscribe(Channel, OnHint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Begins to listen for a conversation or a turn.</summary>
    public Watch Listen(Guid id)
    {
        var watch = new Watch(this);
        watch.Also(id);
        return watch;
    }

    /// <summary>Something changed in a conversation, on every replica. <paramref name="outcome"/> spares the POST of this
    /// process that waits for that turn a read.</summary>
    public void Changed(Guid conversationId, Guid? turnId = null, TurnOutcome? outcome = null)
    {
        if (outcome is not null && _watches.TryGetValue(outcome.TurnId, out var watches))
            foreach (var watch in watches) watch.Pulse(outcome);
        _hints.Publish(Channel, turnId is { } turn
            ? string.Create(CultureInfo.InvariantCulture, $"{conversationId:N}{turn:N}") : conversationId.ToString("N"));
    }

    /// <summary>Wakes this process's waiters only: every process has heard the same hint.</summary>
    public void PulseHere(Guid conversationId) => Pulse(conversationId);

    public void Dispose() => _subscription?.Dispose();

    private void OnHint(string payload)
    {
        if (payload.Length >= 32 && Guid.TryParseExact(payload.AsSpan(0, 32), "N", out var conversation)) Pulse(conversation);
        if (payload.Length == 64 && Guid.TryParseExact(payload.AsSpan(32), "N", out var turn)) Pulse(turn);
    }

    private void Pulse(Guid id)
    {
        if (!_watches.TryGetValue(id, out var watches)) return;
        foreach (var watch in watches) watch.Pulse(null);
    }

    /// <summary>One waiting request. A pulse that comes while nobody awaits is kept until the next wait.</summary>
    internal sealed class Watch(ConversationWaiters owner) : IDisposable
    {
        private readonly List<Guid> _ids = new(2);
        private TaskCompletionSource _pulse = NewPulse();

        /// <summary>The ended turn, where it ended in this process.</summary>
        public TurnOutcome? Outcome { get; private set; }

        /// <summary>Listens for one more id.</summary>
        public void Also(Guid id)
        {
            _ids.Add(id);
            owner._watches.AddOrUpdate(id, static (_, self) => [self], static (_, others, self) => [.. others, self], this);
        }

        /// <summary>Returns on the next pulse, or after <paramref name="atMost"/>.</summary>
        public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
        {
            if (atMost <= TimeSpan.Zero) return;
            var pulse = Volatile.Read(ref _pulse);
            try
            {
                await pulse.Task.WaitAsync(atMost, cancellationToken).ConfigureAwait(false);
                Interlocked.CompareExchange(ref _pulse, NewPulse(), pulse);
            }
            catch (TimeoutException)
            {
                // Time to read again.
            }
        }

        public void Dispose()
        {
            foreach (var id in _ids)
            {
                while (owner._watches.TryGetValue(id, out var watches))
                {
                    if (watches.Length == 1 && watches[0] == this)
                    {
                        if (owner._watches.TryRemove(new KeyValuePair<Guid, Watch[]>(id, watches))) break;
                    }
                    else if (owner._watches.TryUpdate(id, [.. watches.Where(w => w != this)], watches))
                    {
                        break;
                    }
                }
            }
        }

        internal void Pulse(TurnOutcome? outcome)
        {
            if (outcome is not null) Outcome = outcome;
            Volatile.Read(ref _pulse).TrySetResult();
        }

        private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
