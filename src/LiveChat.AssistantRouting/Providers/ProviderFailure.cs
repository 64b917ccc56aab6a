namespace LiveChat.AssistantRouting.Providers;

/// <summary>Why a provider gave no answer: stable codes for the trail, the metrics and <c>provider/test</c>.</summary>
internal static class ProviderCauses
{
    public const string NotConfigured = "provider_not_configured", NoKey = "provider_no_key", KeyRefused = "provider_key_refused",
        ModelUnknown = "provider_model_unknown", Quota = "provider_quota", RateLimited = "provider_rate_limited", Timeout = "provider_timeout",
        Unreachable = "provider_unreachable", Tls = "provider_tls", AddressRefused = "provider_address_refused", AddressWrong = "provider_address_wrong",
        Redirect = "provider_redirect", Refused = "provider_refused", InvalidAnswer = "provider_invalid_answer", Error = "provider_error",
        Bulkhead = "bulkhead_full", CircuitOpen = "circuit_open";

    /// <summary>One sentence for the person who set the provider up.</summary>
    public static string Sentence(string cause) => cause switch
    {
        NotConfigured => "The stored key can't be opened with this platform's master key: set the key again.",
        NoKey => "No key is set: send apiKey with the key that your provider gave you.",
        KeyRefused => "The provider refused the key: copy it again, and check that it may use this model.",
        ModelUnknown => "The provider does not know this model: check its name, or the deployment's name with Azure.",
        Quota => "The provider's quota is used up or nothing is paid for: look at the billing page of your account there.",
        RateLimited => "The provider takes no more requests from this account for the moment: wait, or raise its rate limit there.",
        Timeout => "The provider did not answer in time: try again, or take a faster model.",
        Unreachable => "The address can't be reached: check the host's name and port, and that the server is running.",
        Tls => "No secure connection could be made: the server's TLS certificate is not valid for this address.",
        AddressRefused => "The address leads into a private network, which this platform's operator does not allow.",
        AddressWrong => "There is no such interface at this address: check baseUrl, it often ends in /v1.",
        Redirect => "The address redirects elsewhere, which is not followed: set baseUrl to the address it redirects to.",
        Refused => "The provider refused the request as invalid: check the model and its limits.",
        InvalidAnswer => "What answered there does not speak this interface: check kind and baseUrl.",
        Bulkhead => "Too many calls to the provider are under way: try again in a moment.",
        CircuitOpen => "The provider failed repeatedly and is left alone for some seconds.",
        _ => "The provider answered with an error of its own: try again later.",
    };
}

/// <summary>A call failed. Never carries a key, an address or what the provider wrote; <paramref name="code"/> is its own error code.</summary>
/// <param name="cause">One of <see cref="ProviderCauses"/>.</param>
/// <param name="retryable">The same call may succeed in a moment.</param>
/// <param name="sick">It tells of a sick provider, not of a wrong request: the circuit breaker counts it.</param>
/// <param name="retryAfter">When the provider wants to be asked again.</param>
internal sealed class ProviderException(
    string cause, bool retryable = false, bool sick = false, TimeSpan? retryAfter = null, string? code = null)
    : Exception($"provider call failed: {cause}{(code is null ? "" : $" ({code})")}")
{
    public string Cause { get; } = cause;

    public bool Retryable { get; } = retryable;

    public bool Sick { get; } = sick;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public string? Code { get; } = code;

    /// <summary>The failure within whatever a client library made of it, or null.</summary>
    public static ProviderException? Within(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is ProviderException found) return found;
        return null;
    }
}
