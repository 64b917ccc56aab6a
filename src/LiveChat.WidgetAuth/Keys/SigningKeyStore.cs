using System.Data.Common;
using System.Security.Cryptography;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>Key pairs in the database, private halves sealed under the master key.</summary>
internal sealed class SigningKeyStore(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, [FromKeyedServices(WidgetAuthModule.Name)] Outbox outbox, SecretBox box)
{
    // The locked row makes the second of two replicas see what the first one did.
    private const string Lock = "update access_version set value = value where id = 1;";

    private const string Columns = "id, public_key, private_key, created_at, active_from";

    /// <summary>All keys that are still published.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await db.ListAsync(
            new Sql($"select {Columns} from signing_key where retired_at is null order by active_from, id"), Read, cancellationToken);
        return [.. stored.Select(Open)];
    }

    /// <summary>Adds the very first key; does nothing when there is one, so replicas that start together agree.</summary>
    public Task EnsureFirstAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = Make(now, now);
        return db.WriteAsync(
            Values(new Sql($"""
                {Lock}
                insert into signing_key ({Columns})
                select @id, @public, @private, @now, @from
                where not exists (select 1 from signing_key where retired_at is null);
                """), key), cancellationToken);
    }

    /// <summary>
    /// One turn: adds the newest key's successor when that is due, erases the private half of keys that sign no more, retires
    /// keys that no token can need. True when something changed; verifiers are told by <see cref="SigningKeysChanged"/>.
    /// Of replicas that turn at once one does it: the condition names the key that the successor follows.
    /// </summary>
    public async Task<bool> TurnAsync(TimeSpan period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newest = await db.FirstAsync(
            new Sql($"select {Columns} from signing_key where retired_at is null order by active_from desc, id desc limit 1"), Read, cancellationToken);
        if (newest is null)
            return false;
        var due = SigningKeyRules.NeedsSuccessor(newest.ActiveFrom, period, now);
        var next = Make(now, SigningKeyRules.SuccessorActiveFrom(newest.ActiveFrom, period, now));
        var row = outbox.Row(new SigningKeysChanged(now), null);
        const string Followed = "exists (select 1 from signing_key n where n.active_from > signing_key.active_from and n.active_from < ";
        const string Changed = "exists (select 1 from signing_key where id = @id or retired_at = @now)";
        var sql = Values(new Sql($"""
            {Lock}
            insert into signing_key ({Columns})
            select @id, @public, @private, @now, @from
            where @due and not exists (select 1 from signing_key where active_from > @newest);
            update signing_key set private_key = '' where private_key <> '' and {Followed} @unsigned);
            update signing_key set retired_at = @now where retired_at is null and {Followed} @unneeded);
            """), next)
            .With("due", due).With("newest", newest.ActiveFrom)
            .With("unsigned", now - SigningKeyRules.PrivateHalfKept).With("unneeded", now - SigningKeyRules.CheckedFor)
            .Insert(row, Changed)
            .Append($"select 1 where {Changed};");
        if (!await db.WriteAsync(sql, reader => reader.ReadAsync(), cancellationToken))
            return false;
        outbox.Publish(row);
        return true;
    }

    private StoredSigningKey Make(DateTimeOffset now, DateTimeOffset activeFrom)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        var privateKey = box.Seal(Convert.ToBase64String(pair.ExportPkcs8PrivateKey()), StoredSigningKey.Purpose(id));
        return new(id, Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo()), privateKey, now, activeFrom);
    }

    private static Sql Values(Sql sql, StoredSigningKey key) => sql
        .With("id", key.Id).With("public", key.PublicKey).With("private", key.SealedPrivateKey)
        .With("now", key.CreatedAt).With("from", key.ActiveFrom);

    private static StoredSigningKey Read(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Time(3), reader.Time(4));

    private SigningKey Open(StoredSigningKey stored)
    {
        var pair = ECDsa.Create();
        if (stored.SealedPrivateKey.Length == 0)
        {
            pair.ImportSubjectPublicKeyInfo(Convert.FromBase64String(stored.PublicKey), out _);
            return new(stored.Id, stored.ActiveFrom, pair, signs: false);
        }
        try
        {
            pair.ImportPkcs8PrivateKey(
                Convert.FromBase64String(box.Open(stored.SealedPrivateKey, StoredSigningKey.Purpose(stored.Id))), out _);
        }
        catch (CryptographicException exception)
        {
            throw new StartupException(
                $"The signing keys can't be opened ({exception.Message.TrimEnd('.')}): give LiveChat:MasterKey the key they were sealed with.", exception);
        }
        return new(stored.Id, stored.ActiveFrom, pair, signs: true);
    }
}
