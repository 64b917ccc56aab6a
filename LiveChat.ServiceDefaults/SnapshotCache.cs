using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>One page of an internal snapshot route: <c>?since={version}&amp;limit=</c>, ascending by version.</summary>
/// <param name="Items">What changed after <c>since</c>.</param>
/// <param name="Version">The highest version in <paramref name="Items"/>, or <c>since</c> when there is none.</param>
/// <param name="More">Ask again at once with the new version.</param>
public sealed record SnapshotPage<TValue>(IReadOnlyList<TValue> Items, long Version, bool More);

/// <summary>
/// Another service's facts, by key. Starts from its internal snapshot, re-reads its changes every 3 s, and an event
/// (<see cref="Apply"/>) only makes it sooner, so a lost event is harmless. While the owner is down the last snapshot
/// serves for 15 minutes, then 503: never open. Versions must ascend in commit order (the owner takes them from one
/// locked row); a small overlap is read again all the same.
/// </summary>
public sealed partial class SnapshotCache<TValue>(
    string path, Func<TValue, string> keyOf, Func<TValue, long> versionOf, Func<HttpClient> client, TimeProvider clock, ILogger logger)
    : BackgroundService
    where TValue : class
{
    private const int Overlap = 16;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_usable = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, TValue> _values = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private long _readAt;
    private long _begun;
    private long _ended;

    /// <summary>Called after a value changed, on the thread that brought it.</summary>
    public event Action<TValue>? Changed;

    /// <summary>Completes when the owner's snapshot was read for the first time.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>All values known now.</summary>
    public IEnumerable<TValue> Values => _values.Values;

    /// <summary>
    /// The value of <paramref name="key"/>, or null when the owner does not know it either: a miss asks the owner once,
    /// so that what was just created is found. Throws 503 <c>unavailable</c> when nothing usable was ever read.
    /// </summary>
    public ValueTask<TValue?> FindAsync(string key, CancellationToken cancellationToken) =>
        _values.TryGetValue(key, out var value) && Usable() ? new(value) : new(FindSlowlyAsync(key, cancellationToken));

    /// <summary>The value if it is known and usable, without asking anybody.</summary>
    public TValue? Peek(string key) => _values.TryGetValue(key, out var value) && Usable() ? value : null;

    /// <summary>Takes a newer value in; an older one is ignored.</summary>
    public void Apply(TValue value)
    {
        var key = keyOf(value);
        while (true)
        {
            if (!_values.TryGetValue(key, out var known))
            {
                if (_values.TryAdd(key, value)) break;
            }
            else if (versionOf(known) >= versionOf(value))
            {
                return;
            }
            else if (_values.TryUpdate(key, value, known))
            {
                break;
            }
        }

        Changed?.Invoke(value);
    }

    /// <summary>Reads the owner's changes now; also what the timer does.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var quick = TimeSpan.FromMilliseconds(100);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (_loaded.Task.IsCompleted) LogRefreshFailed(logger, path, e.Message);
            }

            var pause = _loaded.Task.IsCompleted ? s_interval : quick;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<TValue?> FindSlowlyAsync(string key, CancellationToken cancellationToken)
    {
        if (!_loaded.Task.IsCompleted)
            await Task.WhenAny(_loaded.Task, Task.Delay(TimeSpan.FromSeconds(3), clock, cancellationToken)).ConfigureAwait(false);
        if (_values.TryGetValue(key, out var value) && Usable()) return value;
        var before = Interlocked.Read(ref _begun);
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever waited behind a reader that began after our miss need not read again; one that was under way by then
            // may have passed over what we look for.
            if (Interlocked.Read(ref _ended) <= before || !Usable()) await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogRefreshFailed(logger, path, e.Message);
            if (!Usable()) throw Problems.Unavailable.Exception("The platform is still starting or a service is down; try again shortly.");
        }
        finally
        {
            _reading.Release();
        }

        return _values.GetValueOrDefault(key);
    }

    private bool Usable()
    {
        var readAt = Interlocked.Read(ref _readAt);
        return readAt != 0 && clock.GetElapsedTime(readAt) < s_usable;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _begun);
        while (true)
        {
            var since = Math.Max(0, _version - Overlap);
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await client().GetFromJsonAsync<SnapshotPage<TValue>>(
                $"{path}{separator}since={since}&limit=500", JsonDefaults.Options, cancellationToken).ConfigureAwait(false)
                ?? throw new HttpRequestException($"{path} answered null.");
            foreach (var item in page.Items) Apply(item);
            var moved = page.Version > _version;
            if (moved) _version = page.Version;
            if (page.More && moved) continue;
            Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
            Interlocked.Exchange(ref _ended, number);
            _loaded.TrySetResult();
            return;
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "Re-reading {Path} failed ({Reason}); the last snapshot serves on")]
    private static partial void LogRefreshFailed(ILogger logger, string path, string reason);
}
