using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Widget-auth's public keys over HTTP. Read at the start (<see cref="SigningKeysReader"/>), again every ten minutes, on the
/// event of a rotation, and when a token names an unknown key: then at most once in <see cref="Throttle"/>, so that made-up
/// key ids cost nothing. While widget-auth is down the last ones serve, and it is asked no more often than that either.
/// </summary>
internal sealed partial class RemoteSigningKeys(InternalClients clients, TimeProvider clock, ILogger<RemoteSigningKeys> logger)
    : ISigningKeys, IDisposable
{
    private static readonly TimeSpan Throttle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile FrozenDictionary<string, SecurityKey>? _keys;
    private long _readAt;
    private long _failedAt;

    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_keys is { } known && known.TryGetValue(keyId, out var key) && Age() < Lifetime)
            return key;

        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited here finds what the reader before it brought.
            if (_keys is null || (Since(ref _failedAt) > Throttle && (Age() > Lifetime || (!_keys.ContainsKey(keyId) && Age() > Throttle))))
                await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
        return _keys?.GetValueOrDefault(keyId);
    }

    /// <summary>Reads the keys, if nobody has yet.</summary>
    /// <exception cref="ProblemException">503: widget-auth does not answer.</exception>
    public async Task ReadFirstAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_keys is null)
                await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Makes the next use read again: keys were rotated.</summary>
    public void Expire() => Interlocked.Exchange(ref _readAt, 0);

    public void Dispose() => _reading.Dispose();

    private TimeSpan Age() => Since(ref _readAt);

    private TimeSpan Since(ref long moment)
    {
        var at = Interlocked.Read(ref moment);
        return at == 0 ? TimeSpan.MaxValue : clock.GetElapsedTime(at);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var json = await clients.For("widgetauth").GetStringAsync("/internal/widgetauth/jwks.json", cancellationToken);
            _keys = new JsonWebKeySet(json).Keys
                .Where(key => key is { Kty: "EC", Crv: "P-256", Kid.Length: > 0 })
                .ToFrozenDictionary(key => key.Kid, SecurityKey (key) => key, StringComparer.Ordinal);
            Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
            Interlocked.Exchange(ref _failedAt, 0);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _failedAt, clock.GetTimestamp());
            LogReadFailed(logger, exception.Message);
            if (_keys is null)
                throw Problems.Unavailable.Exception("Tokens can't be checked at the moment; try again shortly.");
            // The keys we have are still good: a key is only ever added or, long after its last token expired, dropped.
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "Reading the signing keys failed ({Reason})")]
    private static partial void LogReadFailed(ILogger logger, string reason);
}
