using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Seals secrets that rest in a database: AES-256-GCM under the master key, with the key's id in front, so that a new
/// master key can be put before the old one (<c>LiveChat:MasterKey=new,old</c>) and everything stays readable.
/// </summary>
public sealed class SecretBox
{
    private const string Version = "v1";
    private readonly Dictionary<string, byte[]> _keys;
    private readonly string _current;

    /// <summary>Keys of 32 bytes; the first seals, all of them open.</summary>
    public SecretBox(IReadOnlyList<byte[]> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        _keys = keys.ToDictionary(IdOf);
        _current = IdOf(keys[0]);
    }

    /// <summary>Seals a text. <paramref name="purpose"/> (such as <c>widgetauth/signing-key/{kid}</c>) is bound to it:
    /// a sealed text moved to another row does not open.</summary>
    public string Seal(string text, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var nonce = box.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = box.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[_current], tag.Length);
        aes.Encrypt(nonce, plain, box.AsSpan(nonce.Length + tag.Length), tag, Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(plain);
        return $"{Version}.{_current}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>Opens a sealed text.</summary>
    /// <exception cref="CryptographicException">Unknown master key, another purpose, or the text was changed.</exception>
    public string Open(string sealedText, string purpose)
    {
        var parts = sealedText.Split('.');
        if (parts.Length != 3 || parts[0] != Version)
            throw new CryptographicException("A stored secret is not in a known format.");
        if (!_keys.TryGetValue(parts[1], out var key))
            throw new CryptographicException($"A stored secret needs the master key '{parts[1]}': add it to LiveChat:MasterKey.");
        var box = Base64Url.DecodeFromChars(parts[2]);
        var nonce = box.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = box.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[box.Length - nonce.Length - tag.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Decrypt(nonce, box.AsSpan(nonce.Length + tag.Length), tag, plain, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Whether it was sealed under another key than the first, so should be sealed again.</summary>
    public bool IsStale(string sealedText) => !sealedText.StartsWith($"{Version}.{_current}.", StringComparison.Ordinal);

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));
}
