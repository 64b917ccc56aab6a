using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Keys;
using LiveChat.WidgetAuth.Mail;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LiveChat.WidgetAuth.Tests.Stores;

public abstract partial class StoreSuite
{
    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task Keys_ReplicasStartAtOnce_ShareOneKey()
    {
        var store = KeyStore();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => store.EnsureFirstAsync(DateTimeOffset.UtcNow, Ct)));
        Assert.Single(await store.ListAsync(Ct));
        var strangers = new SigningKeyStore(_db, Outbox(), new([[.. Enumerable.Repeat((byte)1, 32)]]));
        await Assert.ThrowsAsync<StartupException>(() => strangers.ListAsync(Ct));
    }

    [Fact]
    public async Task Keys_TwoYearsOfRotation_RefuseNoValidToken()
    {
        using var one = await RingAsync();
        using var other = await RingAsync();
        var mints = new[] { new TokenMint(one, _clock), new TokenMint(other, _clock) };
        var signatures = new[] { new TokenSignature(one), new TokenSignature(other) };
        var live = new List<(string Token, DateTimeOffset EndsAt)>();
        var signers = new HashSet<string>();
        for (var day = 0; day < 800; day += 4)
        {
            _clock.Shift = TimeSpan.FromDays(day);
            // Both at once, as two replicas' timers do.
            await Task.WhenAll(one.TurnAsync(Ct), other.TurnAsync(Ct));
            Assert.Equal(one.Current.Id, other.Current.Id);
            signers.Add(one.Current.Id);
            var now = _clock.GetUtcNow();
            // An expired token may still come for its renewal, as long as its family may live.
            var endsAt = now.AddDays(365);
            live.AddRange(mints.Select(mint => (mint.Widget("t", Guid.NewGuid(), now.AddDays(30)), endsAt)));
            live.RemoveAll(token => token.EndsAt < now);
            // Each is checked by the replica that did not sign it; a sample is enough but for the oldest and the youngest.
            foreach (var (token, _) in live.Take(3).Concat(live.TakeLast(2)))
                Assert.All(signatures, signature => Assert.True(signature.CheckAsync(token, Ct).AsTask().Result.IsValid));
            Assert.InRange(one.Keys.Count, 1, 7);
            // What is published is what may be asked for: nobody else's key, and no private half that signs no more.
            Assert.InRange(one.Keys.Count(key => key.Credentials is not null), 1, 3);
        }
        Assert.InRange(signers.Count, 8, 9);
        Assert.True(await CountAsync("select count(*) from signing_key where retired_at is not null") > 0);
    }

    [Fact]
    public async Task Keys_TheNextOneIsPublishedBeforeItSigns()
    {
        using var ring = await RingAsync();
        var first = ring.Current.Id;
        _clock.Shift = TimeSpan.FromDays(89.01);
        await ring.TurnAsync(Ct);
        Assert.Equal(first, ring.Current.Id);
        var next = Assert.Single(ring.Keys, key => key.Id != first);
        _clock.Shift = TimeSpan.FromDays(90.1);
        Assert.Equal(next.Id, ring.Current.Id);
        Assert.Equal(1, await CountAsync("select count(*) from outbox where type like '%SigningKeysChanged%'"));
    }

    [Fact]
    public async Task Keys_AllReplicasSleptThroughTheDate_TheSuccessorStillHasItsLead()
    {
        using var ring = await RingAsync();
        var first = ring.Current.Id;
        _clock.Shift = TimeSpan.FromDays(400);
        await ring.TurnAsync(Ct);
        Assert.Equal(first, ring.Current.Id);
        Assert.Equal(2, ring.Keys.Count);
        _clock.Shift = TimeSpan.FromDays(401.1);
        Assert.NotEqual(first, ring.Current.Id);
    }

    [Fact]
    public async Task Keys_RotatedAtOnce_GetOneSuccessor()
    {
        var store = KeyStore();
        await store.EnsureFirstAsync(DateTimeOffset.UtcNow, Ct);
        for (var turn = 1; turn <= 3; turn++)
        {
            var now = DateTimeOffset.UtcNow.AddDays(90 * turn);
            var turned = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.TurnAsync(TimeSpan.FromDays(90), now.AddMilliseconds(i), Ct)));
            Assert.Single(turned, done => done);
            Assert.Equal(turn + 1, (await store.ListAsync(Ct)).Count);
        }
    }

    [Fact]
    public async Task Keys_AtRest_AreSealed()
    {
        using var ring = await RingAsync();
        var stored = Assert.Single(await _db.ListAsync(new Sql("select private_key from signing_key"), reader => reader.GetString(0), Ct));
        Assert.StartsWith("v1.", stored, StringComparison.Ordinal);
        Assert.Contains("PRIVATE KEY", System.Security.Cryptography.PemEncoding.WriteString("PRIVATE KEY",
            Convert.FromBase64String(_box.Open(stored, StoredSigningKey.Purpose(ring.Current.Id)))), StringComparison.Ordinal);
        // Sealed for this key id only: a row that was moved does not open.
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => _box.Open(stored, StoredSigningKey.Purpose("another")));
        Assert.Equal(ring.Current.Id, new JsonWebToken(new TokenMint(ring, _clock).Widget("t", Guid.NewGuid(), DateTimeOffset.UtcNow.AddDays(1))).Kid);
    }

    private SigningKeyStore KeyStore() => new(_db, Outbox(), _box);

    private async Task<SigningKeyRing> RingAsync()
    {
        var ring = new SigningKeyRing(KeyStore(), _clock, Settings);
        await ring.StartAsync(Ct);
        return ring;
    }

    private Mailbox Letterbox() => new(_db, _box, TimeProvider.System, Options.Create(new SmtpOptions()));

    private static Outbox Outbox() => new("widgetauth", TimeProvider.System);
}
