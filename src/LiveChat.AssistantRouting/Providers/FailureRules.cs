using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>What a provider's refusal or a broken connection means. Pure.</summary>
internal static class FailureRules
{
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
    /// <param name="keyed">Whether a key was sent.</param>
    public static ProviderException OfResponse(HttpStatusCode status, TimeSpan? retryAfter, string body, bool keyed)
    {
        var (code, words) = Read(body);
        bool Says(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                if (words.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        var number = (int)status;
        var unpaid = Says("insufficient_quota", "billing", "credit balance", "quota exceeded", "exceeded your current quota");
        var unknown = Says("model_not_found", "DeploymentNotFound") || (Says("model", "deployment") && Says("not found", "not exist", "unknown", "not_found", "invalid model"));
        return number switch
        {
            >= 300 and < 400 => new(ProviderCauses.Redirect),
            401 => new(keyed ? ProviderCauses.KeyRefused : ProviderCauses.NoKey, code: code),
            402 => new(ProviderCauses.Quota, code: code),
            403 => new(unpaid ? ProviderCauses.Quota : ProviderCauses.KeyRefused, code: code),
            404 => new(unknown ? ProviderCauses.ModelUnknown : ProviderCauses.AddressWrong, code: code),
            408 => new(ProviderCauses.Timeout, retryable: true, sick: true, code: code),
            429 => unpaid ? new(ProviderCauses.Quota, code: code) : new(ProviderCauses.RateLimited, retryable: true, retryAfter: retryAfter, code: code),
            >= 500 => new(ProviderCauses.Error, retryable: true, sick: true, retryAfter: retryAfter, code: code),
            _ => new(unknown ? ProviderCauses.ModelUnknown : unpaid ? ProviderCauses.Quota : ProviderCauses.Refused, code: code),
        };
    }

    /// <summary><c>retry-after-ms</c> or <c>Retry-After</c> in seconds or as a date; null for nonsense.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.FirstOrDefault(), System.Globalization.CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 86_400_000)
            return TimeSpan.FromMilliseconds(milliseconds);
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Kept of the provider's words: its code, if it looks like one. The words themselves only decide.
    private static (string? Code, string Words) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = JsonText.TryMember(json.RootElement, "error", out var e) ? e : json.RootElement;
            if (error.ValueKind == JsonValueKind.String) return (null, JsonText.Of(error) ?? "");
            if (error.ValueKind != JsonValueKind.Object) return (null, "");
            var code = JsonText.Member(error, "code") ?? JsonText.Member(error, "type");
            return (IsCode(code) ? code : null, string.Join(' ', code, JsonText.Member(error, "type"), JsonText.Member(error, "message")));
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }

    private static bool IsCode(string? code) =>
        code is { Length: >= 1 and <= 64 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
