using System.Collections.Concurrent;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>One tenant's way to its provider: the opened key is within <paramref name="Client"/>'s door only.</summary>
internal sealed record ProviderLine(ProviderSettings Settings, Func<string, IChatClient> Client, ResiliencePipeline Pipeline)
{
    private readonly ConcurrentDictionary<string, IChatClient> _clients = new(StringComparer.Ordinal);

    /// <summary>The client for a model: the tenant's own, or one that an assistant names.</summary>
    public IChatClient For(string model) => _clients.GetOrAdd(model, static (m, make) => make(m), Client);

    public long UsedAt { get; set; }

    public override string ToString() => Settings.ToString();
}

/// <summary>
/// The lines in memory, one per tenant and setting: bulkhead, the whole process' bulkhead, total timeout, retry, circuit breaker, in this order from
/// outside; within them each try has <see cref="WholeTry"/> or <see cref="Streamed"/>. A change of the settings makes a new line, so that a mended key is tried at once.
/// </summary>
internal sealed class ProviderPipelines(ChatClients clients, SecretBox box, IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ProviderLine> _lines = new(StringComparer.Ordinal);

    // Of all tenants together: each has its bulkhead, but enough of them would fill the consumer all the same.
    private readonly ResiliencePipeline _all = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddConcurrencyLimiter(options.Value.ProviderCallsInProcess, queueLimit: 0).Build();

    /// <summary>The limit of a try whose answer comes in one piece.</summary>
    public ResiliencePipeline WholeTry { get; } = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddTimeout(TimeSpan.FromSeconds(options.Value.ProviderTrySeconds)).Build();

    /// <summary>The limits of a streamed try: the same until its first token, then from one to the next.</summary>
    public StreamPatience Streamed(CancellationToken cancellationToken) => new(
        TimeSpan.FromSeconds(options.Value.ProviderTrySeconds), TimeSpan.FromSeconds(options.Value.ProviderIdleSeconds), clock, cancellationToken);

    /// <exception cref="ProviderException">The key can't be opened.</exception>
    public ProviderLine For(string tenantId, ProviderSettings settings)
    {
        if (!_lines.TryGetValue(tenantId, out var line) || line.Settings != settings)
        {
            _lines[tenantId] = line = new ProviderLine(settings, Maker(settings, Key(tenantId, settings)), Build());
            if (_lines.Count > options.Value.TenantsInMemory) Trim();
        }

        line.UsedAt = clock.GetTimestamp();
        return line;
    }

    /// <summary>The stored key, or null where there is none.</summary>
    public string? Key(string tenantId, ProviderSettings settings)
    {
        try
        {
            return settings.SealedKey is null ? null : box.Open(settings.SealedKey, ProviderSettings.KeyPurpose(tenantId));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw new ProviderException(ProviderCauses.NotConfigured);
        }
    }

    /// <summary>The cause behind whatever a pipeline threw; null where the caller itself gave up.</summary>
    public static string? CauseOf(Exception e, CancellationToken caller) => e switch
    {
        RateLimiterRejectedException => ProviderCauses.Bulkhead,
        // Before what it carries within: the failure that opened the circuit.
        BrokenCircuitException => ProviderCauses.CircuitOpen,
        _ when ProviderException.Within(e) is { } known => known.Cause,
        TimeoutRejectedException => ProviderCauses.Timeout,
        OperationCanceledException when caller.IsCancellationRequested => null,
        OperationCanceledException or TimeoutException => ProviderCauses.Timeout,
        // Whatever the client libraries could not read: JSON of another shape, an empty answer.
        _ => ProviderCauses.InvalidAnswer,
    };

    private Func<string, IChatClient> Maker(ProviderSettings settings, string? key) => model => clients.Create(settings.Kind, settings.BaseUrl, model, key);

    private ResiliencePipeline Build()
    {
        var o = options.Value;
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddConcurrencyLimiter(o.ProviderCallsAtOnce, queueLimit: 0)
            .AddPipeline(_all)
            .AddTimeout(TimeSpan.FromSeconds(o.ProviderTotalSeconds))
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = o.ProviderRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(o.ProviderRetryMilliseconds),
                ShouldHandle = a => new(MayRetry(a.Outcome.Exception, TimeSpan.FromSeconds(o.ProviderTotalSeconds / 2))),
                DelayGenerator = a => new(ProviderException.Within(a.Outcome.Exception)?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = o.ProviderBreakerCalls,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(o.ProviderBreakSeconds),
                ShouldHandle = a => new(a.Outcome.Exception is TimeoutRejectedException || ProviderException.Within(a.Outcome.Exception) is { Sick: true }),
            })
            .Build();
    }

    /// <summary>Never what would fail again (400, 401, an unknown model), nor what asks for more patience than there is.</summary>
    internal static bool MayRetry(Exception? e, TimeSpan patience) =>
        e is TimeoutRejectedException || (e is not BrokenCircuitException && ProviderException.Within(e) is { Retryable: true } failure && !(failure.RetryAfter > patience));

    private void Trim()
    {
        foreach (var (tenantId, _) in _lines.OrderBy(l => l.Value.UsedAt).Take(Math.Max(1, _lines.Count / 10)).ToList()) _lines.TryRemove(tenantId, out _);
    }
}
