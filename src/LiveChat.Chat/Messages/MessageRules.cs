using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>What a visitor's message must look like. Pure; lengths count code points, as the widget does.</summary>
internal static partial class MessageRules
{
    private const int AttributeLimit = 32;

    /// <summary>Checks a body; throws 400 with <c>errors</c> by field, or <c>message_too_long</c>.</summary>
    /// <param name="idempotencyKey">Header <c>Idempotency-Key</c>, quoted or not, or null.</param>
    public static VisitorPost Check(PostMessageBody? body, string? idempotencyKey, int maxLength)
    {
        if (body is null) throw Problems.Invalid("message", "is required: send a JSON object with sessionId and message.");
        Dictionary<string, string>? errors = null;
        void Refuse(string field, string error) => (errors ??= [])[field] = error;

        if (body.SessionId is null) Refuse("sessionId", "is required.");
        else if (!IsSessionId(body.SessionId)) Refuse("sessionId", "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");

        var text = body.Message?.Trim();
        if (string.IsNullOrEmpty(text)) Refuse("message", "is required and must not be empty.");
        else if (text.Contains('\0')) Refuse("message", "must not contain NUL characters.");

        var clientMessageId = body.ClientMessageId ?? Unquote(idempotencyKey);
        if (clientMessageId is not null && !IsClientMessageId(clientMessageId))
            Refuse("clientMessageId", "must be 1 to 128 visible ASCII characters.");
        else if (body.ClientMessageId is not null && idempotencyKey is not null && Unquote(idempotencyKey) != body.ClientMessageId)
            Refuse("clientMessageId", "differs from the header Idempotency-Key; send one of them.");

        var visitor = CheckVisitor(body.Visitor, Refuse);
        var consent = CheckConsent(body.Consent, Refuse);
        if (errors is not null) throw Problems.Invalid(errors);
        var length = CodePoints(text!);
        if (length > maxLength)
        {
            throw ChatProblems.MessageTooLong.Exception($"Shorten the message to {maxLength} characters.",
                ("field", "message"), ("length", length), ("maxLength", maxLength));
        }

        return new VisitorPost(body.SessionId!, text!, clientMessageId, AsGuid(body.ConversationId), AsGuid(body.AssistantId),
            visitor, CheckPage(body.Page), CheckLocale(body.Locale), consent);
    }

    /// <summary>1..128 of <c>[A-Za-z0-9._:-]</c>.</summary>
    public static bool IsSessionId(string? id) => id is { Length: >= 1 and <= 128 } && SessionId().IsMatch(id);

    /// <summary>1..128 visible ASCII characters.</summary>
    public static bool IsClientMessageId(string id) => id is { Length: >= 1 and <= 128 } && id.All(static c => c is > ' ' and < '\x7f');

    /// <summary>Unicode code points of a text.</summary>
    public static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        return count;
    }

    /// <summary>The first <paramref name="codePoints"/> of a text; never cuts a pair in two.</summary>
    public static string Cut(string text, int codePoints)
    {
        if (text.Length <= codePoints) return text;
        var end = 0;
        for (var n = 0; n < codePoints && end < text.Length; n++)
            end += end + 1 < text.Length && char.IsSurrogatePair(text[end], text[end + 1]) ? 2 : 1;
        return text[..end];
    }

    /// <summary>
    /// A text as it is searched: compatibility forms unfolded, marks dropped, lower case, so that 'Cafe' finds 'café' on
    /// both engines.
    /// </summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var builder = new StringBuilder(text.Length);
        foreach (var c in UnicodeText.NormalizeAny(text, NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) builder.Append(char.ToLowerInvariant(c));
        return builder.ToString();
    }

    /// <summary>A LIKE pattern (escape character <c>\</c>) that finds the folded text anywhere.</summary>
    public static string LikePattern(string query) =>
        "%" + Fold(query).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    /// <summary>A BCP 47 tag such as <c>de-CH</c>, else null: a browser's odd locale must not refuse a message.</summary>
    public static string? CheckLocale(string? locale) => locale is { Length: >= 2 and <= 35 } && Locale().IsMatch(locale) ? locale : null;

    /// <summary>Trims and bounds what is said of a visitor; <paramref name="refuse"/> takes field and error.</summary>
    internal static VisitorFields CheckVisitor(VisitorBody? body, Action<string, string> refuse)
    {
        if (body is null) return VisitorFields.None;
        string? Field(string name, string? value, int max)
        {
            value = value?.Trim();
            if (string.IsNullOrEmpty(value)) return null;
            if (value.Contains('\0')) refuse("visitor." + name, "must not contain NUL characters.");
            if (CodePoints(value) > max) refuse("visitor." + name, $"must be at most {max} characters.");
            return value;
        }

        var email = Field("email", body.Email, 254);
        if (email is not null && !Email().IsMatch(email)) refuse("visitor.email", "must be an e-mail address such as ann@example.com.");
        return new VisitorFields(Field("name", body.Name, 200), email, Field("phone", body.Phone, 40),
            Field("externalId", body.ExternalId, 128), CheckAttributes(body.Attributes, refuse));
    }

    private static ConsentGiven? CheckConsent(ConsentBody? body, Action<string, string> refuse)
    {
        if (body?.TextVersion is { } version && (version.Length > 64 || version.Any(static c => c is < ' ' or > '~')))
            refuse("consent.textVersion", "must be at most 64 visible ASCII characters.");
        return body?.Accepted == true ? new ConsentGiven(body.At, body.TextVersion) : null;
    }

    /// <summary>Flat attributes as texts; null where there are none, or where they are refused.</summary>
    internal static Dictionary<string, string>? CheckAttributes(Dictionary<string, JsonElement>? attributes, Action<string, string> refuse)
    {
        if (attributes is not { Count: > 0 }) return null;
        if (attributes.Count > AttributeLimit)
        {
            refuse("visitor.attributes", $"may have at most {AttributeLimit} members.");
            return null;
        }

        var flat = new Dictionary<string, string>(attributes.Count);
        foreach (var (name, value) in attributes)
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => JsonText.Of(value),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                JsonValueKind.Null => "",
                _ => null,
            };
            if (text is null || name.Length is 0 or > 64 || text.Length > 500 || name.Contains('\0') || text.Contains('\0'))
            {
                refuse("visitor.attributes", "must be flat: names of 1 to 64 characters, values strings of at most 500, numbers or booleans.");
                return null;
            }

            flat[name] = text;
        }

        return flat;
    }

    private static PageView? CheckPage(PageBody? page)
    {
        if (page is null) return null;
        static string? Clean(string? value, int max) =>
            string.IsNullOrWhiteSpace(value) ? null : Cut(value.Trim().Replace("\0", "", StringComparison.Ordinal), max);
        var url = Clean(page.Url, 2048);
        // Staff click on it: nothing but web addresses.
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "file")) url = null;
        var view = new PageView(url, Clean(page.Title, 300), Clean(page.Referrer, 2048));
        return view is { Url: null, Title: null, Referrer: null } ? null : view;
    }

    private static string? Unquote(string? key)
    {
        key = key?.Trim();
        return key is { Length: >= 2 } && key[0] == '"' && key[^1] == '"' ? key[1..^1] : key;
    }

    private static Guid? AsGuid(JsonElement? element) =>
        element is { } e && Guid.TryParseExact(JsonText.Of(e), "D", out var id) ? id : null;

    [GeneratedRegex(@"\A[A-Za-z0-9._:\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionId();

    [GeneratedRegex(@"\A[A-Za-z]{2,8}([\-_][A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Locale();

    [GeneratedRegex(@"\A[^\s@]+@[^\s@]+\.[^\s@]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
