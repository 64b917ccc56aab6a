using System.Security.Cryptography;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>Key pairs in the database, private halves sealed under the master key.</summary>
internal sealed class SigningKeyStore([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, SecretBox box)
{
    /// <summary>All keys that are still published.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await db.ListAsync(
            new Sql("select id, public_key, private_key, created_at, active_from from signing_key where retired_at is null order by active_from"),
            reader => new StoredSigningKey(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Time(3), reader.Time(4)),
            cancellationToken);
        return [.. stored.Select(Open)];
    }

    /// <summary>Adds the very first key; does nothing when there is one, so replicas that start together agree.</summary>
    public Task EnsureFirstAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        var privateKey = box.Seal(Convert.ToBase64String(pair.ExportPkcs8PrivateKey()), StoredSigningKey.Purpose(id));
        // The locked row makes the second of two replicas see the first one's key.
        return db.WriteAsync(
            new Sql("""
                update access_version set value = value where id = 1;
                insert into signing_key (id, public_key, private_key, created_at, active_from)
                select @id, @public, @private, @now, @now
                where not exists (select 1 from signing_key where retired_at is null);
                """)
                .With("id", id).With("public", Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo()))
                .With("private", privateKey).With("now", now),
            cancellationToken);
    }

    private SigningKey Open(StoredSigningKey stored)
    {
        var pair = ECDsa.Create();
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
        return new(stored.Id, stored.ActiveFrom, pair);
    }
}
