using System.Security.Cryptography;
using System.Text;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>What a webhook may look like, how it is signed, when it is tried again and when no more. Pure.</summary>
internal static class WebhookRules
{
    public const int PerTenant = 20;

    /// <summary>How long a delivery is tried, from when it was queued or redelivered.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(24);

    /// <summary>A webhook whose every attempt failed for so long, <see cref="FailuresToDisable"/> at least, is disabled.</summary>
    public static readonly TimeSpan DisablesAfter = TimeSpan.FromDays(3);

    public const int FailuresToDisable = 10;

    /// <summary>Pauses before the second, third ... attempt, as multiples of the first; the last one repeats until 24 hours are over.</summary>
    private static readonly int[] s_backoff = [1, 6, 24, 120, 360, 720, 1440, 2880];

    /// <summary>When a delivery is tried again after its failed attempt, or null: no more.</summary>
    /// <param name="attempts">Failed so far.</param>
    /// <param name="first">Pause before the second attempt.</param>
    /// <param name="chance">0..1; spreads attempts over a fifth of the pause, so that a receiver that comes back is not run over.</param>
    public static DateTimeOffset? NextAttempt(int attempts, DateTimeOffset now, DateTimeOffset givesUpAt, TimeSpan first, double chance)
    {
        if (now >= givesUpAt) return null;
        var pause = first * s_backoff[Math.Clamp(attempts - 1, 0, s_backoff.Length - 1)] * (0.9 + 0.2 * chance);
        return now + pause < givesUpAt ? now + pause : givesUpAt;
    }

    /// <summary>How long nothing at all is sent to a webhook after so many failures in a row, so that a slow receiver holds
    /// no place that another tenant's needs.</summary>
    public static TimeSpan PauseAfter(long failures, TimeSpan first)
    {
        var pause = first * Math.Pow(2, Math.Min(failures, 6) - 1);
        return pause < TimeSpan.FromMinutes(1) ? pause : TimeSpan.FromMinutes(1);
    }

    /// <summary>Whether a webhook that failed once more is given up on. 410 is the receiver's own word.</summary>
    public static string? ReasonToDisable(long failures, DateTimeOffset? failingSince, int? responseStatus, DateTimeOffset now) =>
        responseStatus == 410 ? "gone"
        : failures >= FailuresToDisable && failingSince is { } since && now - since >= DisablesAfter ? "failed_for_3_days"
        : null;

    /// <summary>Value of <c>X-Webhook-Signature</c>: over the body's bytes, with the secret's as the key.</summary>
    public static string Signature(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Checks a new webhook; <paramref name="refusal"/> judges the address.</summary>
    public static (string Url, IReadOnlyList<string> Events, string? Description) Check(
        string? url, IReadOnlyList<string?>? events, string? description, Func<string?, string?> refusal)
    {
        var input = new InputRules();
        var address = url?.Trim();
        if (refusal(address) is { } error)
            input.Error("url", error);
        var wanted = (events is { Count: > 0 } ? events : ["*"]).Distinct().ToList();
        if (wanted.Any(name => name != "*" && (name is null || !WebhookEvents.Names.Contains(name))))
            input.Error("events", $"must be names of {string.Join(", ", WebhookEvents.Names)}, or *");
        var text = input.OptionalText(description, "description", 200);
        input.ThrowIfAny();
        return (address!, [.. wanted.Select(name => name!)], text);
    }

    /// <summary>As it may be shown in the audit trail: the path of such addresses is often a secret.</summary>
    public static string Masked(string url) => new Uri(url).GetLeftPart(UriPartial.Authority) + "/...";
}
