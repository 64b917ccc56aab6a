using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveChat.Chat.Messages;

namespace LiveChat.Chat.Identity;

/// <summary>Who the tenant's server says the visitor is.</summary>
/// <param name="Subject">Its own id of the person, 1..128 characters.</param>
internal sealed record VisitorIdentity(string Subject, VisitorFields Fields);

/// <summary>
/// Checks identity tokens: JWT, HS256 with one of the tenant's live secrets, <c>aud</c> the tenant, <c>exp</c> at most 24
/// hours ahead, five minutes of leeway. Pure. The signature is checked before a single claim is read.
/// </summary>
internal static class IdentityRules
{
    private const int MaxLength = 8192;
    private static readonly TimeSpan s_leeway = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>The identity, or what is wrong with the token in one sentence.</summary>
    public static (VisitorIdentity? Identity, string? Refusal) Check(
        string token, string tenantId, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        try
        {
            return Read(token, tenantId, secrets, now);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape, is valid JSON but no text.
            return (null, "The identity token must be valid Unicode.");
        }
    }

    private static (VisitorIdentity? Identity, string? Refusal) Read(
        string token, string tenantId, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (secrets.Count == 0)
            return (null, "The tenant has no identity secret: make one in the dashboard and sign the token with it.");
        var parts = token.Split('.');
        if (token.Length > MaxLength || parts.Length != 3 || Json(parts[0]) is not { } header || Bytes(parts[2]) is not { } signature)
            return (null, "The identity token is not a JWT.");
        // The header is not believed: whatever it says, only HS256 with the tenant's own secret is tried.
        if (Text(header, "alg") != "HS256" || header.TryGetProperty("crit", out _))
            return (null, "The identity token must be signed with HS256.");
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var genuine = false;
        foreach (var secret in secrets)
            genuine |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), signature);
        if (!genuine) return (null, "The identity token's signature fits none of the tenant's live secrets.");
        if (Json(parts[1]) is not { } claims) return (null, "The identity token's payload is not a JSON object.");
        return Time(claims, now) is { } late ? (null, late) : Claims(claims, tenantId);
    }

    private static string? Time(JsonElement claims, DateTimeOffset now)
    {
        if (Seconds(claims, "exp") is not { } expires) return "The identity token needs 'exp', at most 24 hours ahead.";
        if (expires + s_leeway <= now) return $"The identity token expired at {expires:O}: sign a fresh one for each page.";
        if (expires > now + s_longest + s_leeway) return "The identity token's 'exp' must be at most 24 hours ahead.";
        var notBefore = Seconds(claims, "nbf") ?? Seconds(claims, "iat");
        return notBefore > now + s_leeway ? "The identity token is not valid yet: check the clock of the server that signs it." : null;
    }

    private static (VisitorIdentity? Identity, string? Refusal) Claims(JsonElement claims, string tenantId)
    {
        var audience = claims.TryGetProperty("aud", out var aud) && (aud.ValueKind == JsonValueKind.Array
            ? aud.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == tenantId)
            : aud.ValueKind == JsonValueKind.String && aud.GetString() == tenantId);
        if (!audience) return (null, "The identity token's 'aud' must be the tenant id.");
        var subject = Text(claims, "sub");
        if (subject is null || subject.Trim().Length == 0 || MessageRules.CodePoints(subject) > 128 || subject.Any(char.IsControl) || !IsWellFormed(subject))
            return (null, "The identity token's 'sub' must be 1 to 128 characters.");

        string? refusal = null;
        Dictionary<string, JsonElement>? attributes = null;
        if (claims.TryGetProperty("attributes", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind != JsonValueKind.Object) return (null, "The identity token's 'attributes' must be a flat object.");
            attributes = [];
            foreach (var member in given.EnumerateObject()) attributes[member.Name] = member.Value;
        }

        var body = new VisitorBody(Text(claims, "name"), Text(claims, "email"), Text(claims, "phone"), subject, null, attributes);
        var fields = MessageRules.CheckVisitor(body, (field, error) => refusal ??= $"The identity token's '{field["visitor.".Length..]}' {error}");
        return refusal is null ? (new VisitorIdentity(subject, fields), null) : (null, refusal);
    }

    private static DateTimeOffset? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is > 0 and < 253_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Json(string part)
    {
        if (Bytes(part) is not { } bytes) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string part) => Base64Url.IsValid(part) && !part.Contains('=') ? Base64Url.DecodeFromChars(part) : null;

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
