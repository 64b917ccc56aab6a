using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Genuine tokens by the SHA-256 of their text, so that a signature is checked once per token and process.
/// Two generations bound it: when the young one is full it becomes the old one, and what is used again moves up.
/// Refused tokens are not kept: a flood of forgeries must not push out genuine ones.
/// </summary>
internal sealed class VerifiedTokenCache(int generationSize = 16_384)
{
    private volatile ConcurrentDictionary<TokenHash, VerifiedToken> _young = new();
    private volatile ConcurrentDictionary<TokenHash, VerifiedToken> _old = new();

    public VerifiedToken? Find(in TokenHash hash)
    {
        if (_young.TryGetValue(hash, out var token))
            return token;
        if (!_old.TryGetValue(hash, out token))
            return null;
        Add(hash, token);
        return token;
    }

    public void Clear()
    {
        _old = new();
        _young = new();
    }

    public void Add(in TokenHash hash, VerifiedToken token)
    {
        var young = _young;
        // Count locks every bucket, so it is asked only when something is added: once per token and generation.
        if (young.Count >= generationSize)
        {
            _old = young;
            _young = young = new();
        }
        young[hash] = token;
    }
}

/// <summary>SHA-256 of a token's text.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(string token)
    {
        Span<byte> text = stackalloc byte[TokenProfile.MaxLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        // Tokens are ASCII by shape (checked before), so one byte per character.
        var length = Encoding.ASCII.GetBytes(token, text);
        SHA256.HashData(text[..length], hash);
        return new(
            BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]),
            BitConverter.ToUInt64(hash[16..]), BitConverter.ToUInt64(hash[24..]));
    }
}
