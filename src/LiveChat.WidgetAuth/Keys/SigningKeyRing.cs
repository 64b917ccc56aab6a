using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>
/// The process's own keys: signs with the newest active one and is the source of the JWKS. Reads the database at start, at
/// each turn of <see cref="SigningKeyRotation"/> and, throttled, when a token names a key that another replica may have made.
/// </summary>
internal sealed class SigningKeyRing(SigningKeyStore store, TimeProvider clock, IOptions<WidgetAuthOptions> options)
    : ISigningKeys, IHostedService, IDisposable
{
    private static readonly TimeSpan Throttle = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile IReadOnlyList<SigningKey> _keys = [];
    private long _readAt;

    /// <summary>All published keys.</summary>
    public IReadOnlyList<SigningKey> Keys => _keys;

    /// <summary>The key that signs now.</summary>
    public SigningKey Current => SigningKeyRules.Current(_keys, clock.GetUtcNow()) ?? throw new InvalidOperationException("No signing key is active.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.EnsureFirstAsync(clock.GetUtcNow(), cancellationToken);
        await ReadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (Find(keyId) is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Find(keyId) is null && clock.GetElapsedTime(_readAt) > Throttle)
                await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
        return Find(keyId);
    }

    /// <summary>Publishes the next key when it is time, drops what nobody can need any more, and reads what other replicas did.
    /// Any replica may run it at any time.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        await store.TurnAsync(TimeSpan.FromDays(options.Value.SigningKeyDays), clock.GetUtcNow(), cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private SecurityKey? Find(string keyId) => _keys.FirstOrDefault(key => key.Id == keyId)?.Public;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _keys = await store.ListAsync(cancellationToken);
        _readAt = clock.GetTimestamp();
    }
}
