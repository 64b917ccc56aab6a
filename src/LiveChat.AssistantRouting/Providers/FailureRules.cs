using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>What a provider's refusal or a broken connection means. Pure.</summary>
internal static class FailureRules
{
    private const int ShortestPart = 12;

    public static ProviderException OfConnection(Exception e)
    {
        if (OutboundGuard.WasRefused(e)) return new ProviderException(ProviderCauses.AddressRefused);
        for (var inner = e; inner is not null; inner = inner.InnerException)
            if (inner is AuthenticationException) return new ProviderException(ProviderCauses.Tls, sick: true);
        return (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new ProviderException(ProviderCauses.Tls, sick: true),
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => new ProviderException(ProviderCauses.Unreachable, retryable: true, sick: true),
            // It was there, and broke off before it had answered.
            _ => new ProviderException(ProviderCauses.Error, retryable: true, sick: true, code: "broken_off"),
        };
    }

    /// <summary>By the status and the error that the body names.</summary>
    /// <param name="body">The start of the body.</param>
    /// <param name="key">The key that was sent, or null: a server that echoes it must not have it told on.</param>
    public static ProviderException OfResponse(HttpStatusCode status, TimeSpan? retryAfter, string body, string? key)
    {
        var (code, type, words) = Read(body);
        if (Echoes(code, key)) code = null;
        bool Says(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                if (words.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        var number = (int)status;
        var unpaid = Says("insufficient_quota", "billing", "credit balance", "quota exceeded", "exceeded your current quota");
        // What a rate limit's message says of billing is how to raise it.
        var tooFast = code is "rate_limit_exceeded" or "rate_limit_error" || type is "rate_limit_exceeded" or "rate_limit_error";
        var unknown = Says("model_not_found", "DeploymentNotFound") || (Says("model", "deployment") && Says("not found", "not exist", "unknown", "not_found", "invalid model"));
        return number switch
        {
            >= 300 and < 400 => new(ProviderCauses.Redirect),
            401 => new(key is not null ? ProviderCauses.KeyRefused : ProviderCauses.NoKey, code: code),
            402 => new(ProviderCauses.Quota, code: code),
            403 => new(unpaid ? ProviderCauses.Quota : ProviderCauses.KeyRefused, code: code),
            404 => new(unknown ? ProviderCauses.ModelUnknown : ProviderCauses.AddressWrong, code: code),
            408 => new(ProviderCauses.Timeout, retryable: true, sick: true, code: code),
            429 => unpaid && !tooFast ? new(ProviderCauses.Quota, code: code) : new(ProviderCauses.RateLimited, retryable: true, retryAfter: retryAfter, code: code),
            >= 500 => new(ProviderCauses.Error, retryable: true, sick: true, retryAfter: retryAfter, code: code),
            _ => new(unknown ? ProviderCauses.ModelUnknown : unpaid ? ProviderCauses.Quota : ProviderCauses.Refused, code: code),
        };
    }

    /// <summary><c>retry-after-ms</c> or <c>Retry-After</c> in seconds or as a date; null for nonsense.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.FirstOrDefault(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 86_400_000)
            return TimeSpan.FromMilliseconds(milliseconds);
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Kept of the provider's words: its code, if it looks like one. The words themselves only decide.
    private static (string? Code, string? Type, string Words) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = JsonText.TryMember(json.RootElement, "error", out var e) ? e : json.RootElement;
            if (error.ValueKind == JsonValueKind.String) return (null, null, JsonText.Of(error) ?? "");
            if (error.ValueKind != JsonValueKind.Object) return (null, null, "");
            var type = JsonText.Member(error, "type");
            var code = JsonText.Member(error, "code") ?? type;
            return (IsCode(code) ? code : null, type, string.Join(' ', code, type, JsonText.Member(error, "message")));
        }
        catch (JsonException)
        {
            return (null, null, "");
        }
    }

    // The whole key within the code, or as much of a key as fits into one.
    private static bool Echoes(string? code, string? key) => code is not null && key is { Length: > 0 }
        && (code.Contains(key, StringComparison.OrdinalIgnoreCase) || (code.Length >= ShortestPart && key.Contains(code, StringComparison.OrdinalIgnoreCase)));

    private static bool IsCode(string? code) =>
        code is { Length: >= 1 and <= 64 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
