using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveChat.Chat.Messages;

/// <summary>
/// Session keys: what opens a conversation. The widget brings its own, or the server makes one; only a hash is stored.
/// </summary>
/// <param name="secret">32 bytes, the same on every replica and after every restart.</param>
internal sealed partial class SessionKeys(byte[] secret)
{
    private const string HistoryPrefix = "h1-";
    private const int HistoryLength = 3 + 32 + 1 + 43;

    /// <summary>43..128 of <c>[A-Za-z0-9_-]</c>.</summary>
    public static bool IsKey(string? key) => key is { Length: >= 43 and <= 128 } && Key().IsMatch(key);

    /// <summary>
    /// What is stored: the tenant, and a hash. The session id goes into the hash, so that a key fits only the session it was
    /// made for. A plain hash is enough: a key has 256 random bits. The tenant stands in front, so that this column alone
    /// finds the row: next to a second condition a database without statistics may take another index.
    /// </summary>
    public static string Hash(string tenantId, string sessionId, string key)
    {
        Span<byte> input = stackalloc byte[128 + 1 + 128];
        var length = Encoding.ASCII.GetBytes(sessionId, input);
        input[length++] = 0;
        length += Encoding.ASCII.GetBytes(key, input[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        return $"{tenantId}:{Base64Url.EncodeToString(hash)}";
    }

    /// <summary>A random key.</summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// The key for a first message without one. Long client message ids can't be guessed, so the same message repeated
    /// (its answer was lost) finds the same conversation and gets the same key; anything else gets a random one.
    /// </summary>
    /// <param name="repeatable">Whether the key is derived, so that a repeat finds it again.</param>
    public string ForFirstMessage(string tenantId, string sessionId, string? clientMessageId, string text, out bool repeatable)
    {
        repeatable = clientMessageId is { Length: >= 22 };
        return repeatable ? Derive("first", tenantId, sessionId, clientMessageId!, text) : Create();
    }

    /// <summary>The key of the conversation that follows a closed one: the old key finds it again, however often it is asked.</summary>
    public string ForSuccessor(string tenantId, Guid closedConversation) =>
        Derive("successor", tenantId, closedConversation.ToString("N"), "", "");

    /// <summary>
    /// A key of a verified visitor's conversation for another device: it names the conversation, opens it whatever the
    /// device's session id, and fits that visitor alone. Only whoever proved to be the visitor gets it.
    /// </summary>
    public string ForHistory(string tenantId, Guid conversationId, Guid visitorId) =>
        $"{HistoryPrefix}{conversationId:N}-{Derive("history", tenantId, conversationId.ToString("N"), visitorId.ToString("N"), "")}";

    /// <summary>The conversation that a key names; null for every other kind of key. Says nothing about whether the key is genuine.</summary>
    public static Guid? NamedConversation(string? key) =>
        key is { Length: HistoryLength } && key.StartsWith(HistoryPrefix, StringComparison.Ordinal) && key[35] == '-'
            && Guid.TryParseExact(key.AsSpan(3, 32), "N", out var id) ? id : null;

    /// <summary>Whether the key was made by <see cref="ForHistory"/> for these.</summary>
    public bool IsHistory(string key, string tenantId, Guid conversationId, Guid visitorId) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(ForHistory(tenantId, conversationId, visitorId)));

    private string Derive(string purpose, string tenantId, string a, string b, string c)
    {
        // Each part is preceded by its length, so that no two different lists of parts give the same bytes.
        var message = $"{purpose.Length}:{purpose}{tenantId.Length}:{tenantId}{a.Length}:{a}{b.Length}:{b}{c.Length}:{c}";
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(message)));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
