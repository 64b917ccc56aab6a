using Microsoft.Extensions.AI;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>
/// How long a stream is waited for: so long for its first token, and so long between two of them. One that still delivers is
/// ended by the total limit alone. What this side does with a token (screening it) is not the provider's time.
/// </summary>
internal sealed class StreamPatience(TimeSpan first, TimeSpan idle, TimeProvider clock, CancellationToken caller) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(Timeout.InfiniteTimeSpan, clock);
    private bool _delivers;

    /// <summary>What the stream sends, until its end.</summary>
    /// <exception cref="ProviderException">It did not begin, or stopped in the middle: <see cref="ProviderCauses.Timeout"/>.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open)
    {
        using var token = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller);
        await using var updates = open(token.Token).GetAsyncEnumerator(token.Token);
        _limit.CancelAfter(first);
        while (await NextAsync(updates))
        {
            if (_delivers |= HasToken(updates.Current)) _limit.CancelAfter(Timeout.InfiniteTimeSpan);
            yield return updates.Current;
            if (_delivers) _limit.CancelAfter(idle);
        }
    }

    public void Dispose() => _limit.Dispose();

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception) when (_limit.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            throw new ProviderException(ProviderCauses.Timeout, retryable: true, sick: true, code: _delivers ? "stalled" : "no_first_token");
        }
    }

    // An opening line with nothing in it, or a count of tokens, is no answer yet; a thought or a call is.
    private static bool HasToken(ChatResponseUpdate update) => update.Contents.Any(c => c is not (UsageContent or TextContent { Text.Length: 0 }));
}
