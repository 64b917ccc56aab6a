using System.Text;
using System.Text.Json;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Streaming;

/// <summary>Opens streams for turns whose visitor reads along.</summary>
internal sealed class ReplyStreams(IHints hints, SentenceScreen screen)
{
    public ReplyStream Open(TurnRef turn, string visitorText) => new(hints, screen, turn, visitorText);
}

/// <summary>
/// Shows one turn's reply while a provider writes it: sentence by sentence, each after it passed screening together with the one
/// before. What was shown can't be taken back, so the first sentence that does not pass ends it, and once anything was shown only
/// the try that began goes on. Not safe for use by two threads at once; a turn has one provider call at a time.
/// </summary>
internal sealed class ReplyStream(IHints hints, SentenceScreen screen, TurnRef turn, string visitorText)
{
    private readonly StringBuilder _rest = new();
    private string? _previous;
    private int _shown;
    private int _number;
    private bool _ended;

    /// <summary>A try that begins now may be shown.</summary>
    public bool Open => !_ended && _number == 0;

    /// <summary>What the prompt had: the numbers that name articles are taken out of what is shown.</summary>
    public IReadOnlyList<Passage> Passages { get; set; } = [];

    /// <summary>Another try begins: what the one before left unshown is nothing any more.</summary>
    public void Restart()
    {
        _rest.Clear();
        _previous = null;
    }

    /// <summary>Takes some more text, and shows the sentences that are whole by now.</summary>
    public async ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        if (_ended) return;
        _rest.Append(text);
        while (!_ended && SentenceRules.EndOfFirst(_rest.ToString()) is > 0 and var length)
        {
            var sentence = _rest.ToString(0, length);
            _rest.Remove(0, length);
            await ShowAsync(sentence, cancellationToken);
        }
    }

    /// <summary>The text is whole: its last sentence too.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (!_ended && _rest.Length > 0) await ShowAsync(_rest.ToString(), cancellationToken);
        _ended = true;
    }

    private async ValueTask ShowAsync(string sentence, CancellationToken cancellationToken)
    {
        var shown = Clean(sentence);
        if (shown.Length == 0) return;
        _shown += shown.Length;
        if (_shown > CitationRules.LongestReply || !await screen.PassesAsync(turn.TenantId, _previous, shown, visitorText, cancellationToken))
        {
            _ended = true;
            return;
        }

        _previous = shown;
        hints.Publish(ReplyPiece.Channel, JsonSerializer.Serialize(new ReplyPiece(turn.TurnId, turn.Attempt, _number++, shown), JsonDefaults.Options));
    }

    // As the stored reply will read: without numbers, and not beginning with white space.
    private string Clean(string sentence)
    {
        var text = CitationRules.Read(sentence, Passages).Text;
        if (text.Length == 0) return _number == 0 ? "" : sentence[^(sentence.Length - sentence.TrimEnd().Length)..];
        var lead = _number == 0 ? "" : sentence[..(sentence.Length - sentence.TrimStart().Length)];
        return lead + text + sentence[sentence.TrimEnd().Length..];
    }
}
