using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Delivers what is due: at most 32 at once in this process, at most 10 seconds each.</summary>
internal sealed partial class WebhookSender(
    DeliveryStore deliveries, WebhookStore webhooks, WebhookBook book, IHttpClientFactory clients, SecretBox box, TimeProvider clock,
    IOptions<WidgetAuthOptions> options, ILogger<WebhookSender> logger) : BackgroundService
{
    public const string ClientName = "webhooks";
    private const int AtOnce = 32;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_purge = TimeSpan.FromHours(1);
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something is due now.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    /// <summary>Delivers one whose lease the caller holds, and records the outcome.</summary>
    public async Task DeliverAsync(LeasedDelivery delivery, CancellationToken cancellationToken)
    {
        var webhook = await webhooks.FindAsync(delivery.TenantId, delivery.WebhookId, cancellationToken);
        if (webhook is null)
            return;
        var outcome = await SendAsync(webhook, delivery, cancellationToken);
        var now = clock.GetUtcNow();
        var failures = webhook.Failures + 1;
        var first = TimeSpan.FromSeconds(options.Value.WebhookRetrySeconds);
        var disabled = outcome.Delivered ? null
            : webhook.DisabledAt is null ? WebhookRules.ReasonToDisable(failures, webhook.FailingSince ?? now, outcome.ResponseStatus, now) : null;
        var next = outcome.Delivered || webhook.DisabledAt is not null ? null
            : WebhookRules.NextAttempt(delivery.Attempts, now, delivery.GivesUpAt, first, Random.Shared.NextDouble());
        await deliveries.RecordAsync(delivery, outcome, next, now + WebhookRules.PauseAfter(failures, first), disabled, now, CancellationToken.None);
        if (disabled is not null || (outcome.Delivered && webhook.DisabledAt is not null))
            book.Forget();
        if (disabled is not null)
            LogDisabled(logger, webhook.Id, webhook.TenantId, disabled);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var places = new SemaphoreSlim(AtOnce);
        var purgedAt = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            var claimed = 0;
            try
            {
                await places.WaitAsync(stoppingToken);
                places.Release();
                var due = await deliveries.ClaimAsync(places.CurrentCount, clock.GetUtcNow(), stoppingToken);
                claimed = due.Count;
                foreach (var delivery in due)
                {
                    await places.WaitAsync(stoppingToken);
                    _ = DeliverAndReleaseAsync(delivery, places, stoppingToken);
                }
                if (purgedAt == 0 || clock.GetElapsedTime(purgedAt) > s_purge)
                {
                    purgedAt = clock.GetTimestamp();
                    await deliveries.PurgeAsync(clock.GetUtcNow(), stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogClaimFailed(logger, e);
            }
            if (claimed == 0)
                await WaitAsync(stoppingToken);
        }
        // What is under way ends by its timeout or is cut; its lease runs out and another process takes it.
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        idle.CancelAfter(s_idle);
        try
        {
            await _woken.Reader.ReadAsync(idle.Token);
        }
        catch (OperationCanceledException)
        {
            // Nothing woke it: look at what became due by itself.
        }
    }

    private async Task DeliverAndReleaseAsync(LeasedDelivery delivery, SemaphoreSlim places, CancellationToken stoppingToken)
    {
        try
        {
            await DeliverAsync(delivery, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotRecorded(logger, e, delivery.Id);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the lease runs out.
        }
        finally
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                places.Release();
                Wake();
            }
        }
    }

    private async Task<AttemptOutcome> SendAsync(Webhook webhook, LeasedDelivery delivery, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        AttemptOutcome Ended(bool delivered, int? status, string? error) =>
            new(delivered, status, error, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.WebhookTimeoutSeconds));
        try
        {
            var body = Encoding.UTF8.GetBytes(delivery.Body);
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            request.Headers.TryAddWithoutValidation("X-Webhook-Signature", WebhookRules.Signature(box.Open(webhook.Secret, webhook.Purpose), body));
            request.Headers.TryAddWithoutValidation("X-Webhook-Event", delivery.Event);
            request.Headers.TryAddWithoutValidation("X-Webhook-Delivery", delivery.Id.ToString());
            request.Headers.TryAddWithoutValidation("X-Webhook-Attempt", $"{delivery.Attempts}");
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("LiveChat-Webhooks", "1.0"));
            // The answer's body is of no interest, and could be endless.
            using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return response.IsSuccessStatusCode ? Ended(true, (int)response.StatusCode, null) : Ended(false, (int)response.StatusCode, "http_status");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Ended(false, null, "timeout");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return Ended(false, null, OutboundGuard.WasRefused(e) ? "address_refused" : "connection_failed");
        }
        catch (CryptographicException)
        {
            return Ended(false, null, "secret_unreadable");
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "Webhook {WebhookId} of tenant {TenantId} was disabled: {Reason}; a successful test enables it again")]
    private static partial void LogDisabled(ILogger logger, Guid webhookId, string tenantId, string reason);

    [LoggerMessage(2402, LogLevel.Warning, "Due webhook deliveries could not be claimed; they are tried again")]
    private static partial void LogClaimFailed(ILogger logger, Exception exception);

    [LoggerMessage(2403, LogLevel.Warning, "The outcome of webhook delivery {DeliveryId} could not be recorded; it is delivered again")]
    private static partial void LogNotRecorded(ILogger logger, Exception exception, Guid deliveryId);
}
