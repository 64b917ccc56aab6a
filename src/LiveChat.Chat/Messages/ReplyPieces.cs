using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>
/// Hands the pieces of replies that are being written to the requests of this process that show them. Every process hears all
/// pieces; those whose turn nobody here waits for cost one look-up.
/// </summary>
internal sealed class ReplyPieces(IHints hints) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, Listener> _listeners = new();
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = hints.Subscribe(ReplyPiece.Channel, OnHint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Begins to collect a turn's pieces; before its message is stored.</summary>
    public Listener Listen(Guid turnId) => _listeners[turnId] = new Listener(this, turnId);

    public void Dispose() => _subscription?.Dispose();

    private void OnHint(string payload)
    {
        if (_listeners.IsEmpty) return;
        ReplyPiece? piece;
        try
        {
            piece = JsonSerializer.Deserialize<ReplyPiece>(payload, JsonDefaults.Options);
        }
        catch (JsonException)
        {
            return; // another version's form
        }

        if (piece is not null && _listeners.TryGetValue(piece.TurnId, out var listener)) listener.Take(piece);
    }

    /// <summary>One request's pieces, in order. They end with the first gap, and with the first piece that does not fit.</summary>
    internal sealed class Listener(ReplyPieces owner, Guid turnId) : IDisposable
    {
        // A reader that is further behind than this is not shown any more: the whole reply comes anyway.
        private const int MostKept = 500;

        private readonly Channel<string> _pieces = Channel.CreateBounded<string>(new BoundedChannelOptions(MostKept) { SingleReader = true });
        private readonly Lock _order = new();
        private int _attempt;
        private int _next;

        public ChannelReader<string> Reader => _pieces.Reader;

        public void Dispose()
        {
            owner._listeners.TryRemove(new KeyValuePair<Guid, Listener>(turnId, this));
            _pieces.Writer.TryComplete();
        }

        internal void Take(ReplyPiece piece)
        {
            lock (_order)
            {
                if (_next == 0) _attempt = piece.Attempt;
                if (piece.Attempt != _attempt || string.IsNullOrEmpty(piece.Text)) return;
                if (piece.Number < _next) return; // came twice
                if (piece.Number > _next || !_pieces.Writer.TryWrite(piece.Text)) _pieces.Writer.TryComplete();
                else _next++;
            }
        }
    }
}
