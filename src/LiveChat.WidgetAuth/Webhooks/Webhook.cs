using System.Text.Json;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>An address of the tenant's that is told what happens.</summary>
/// <param name="Events">Names of <see cref="WebhookEvents"/>; <c>*</c> for all.</param>
/// <param name="Secret">Sealed.</param>
/// <param name="Failures">Failed attempts since the last success.</param>
internal sealed record Webhook(
    Guid Id, string TenantId, string Url, IReadOnlyList<string> Events, string? Description, string Secret, DateTimeOffset CreatedAt,
    Guid? CreatedBy, DateTimeOffset? DeliveredAt, long Failures, DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, string? DisabledReason)
{
    /// <summary>What the secret is sealed for.</summary>
    public string Purpose => PurposeOf(Id);

    public static string PurposeOf(Guid id) => $"widgetauth/webhook/{id:N}";

    public bool Wants(string name) => DisabledAt is null && (Events.Contains("*") || Events.Contains(name));

    public WebhookView View() => new(
        Id, Url, Events, Description, DisabledAt is not null ? "disabled" : FailingSince is not null ? "failing" : "active",
        CreatedAt, CreatedBy, DeliveredAt, FailingSince, DisabledAt, DisabledReason);
}

/// <summary>A webhook in the list; its secret is shown once, when it is made.</summary>
/// <param name="Status"><c>active</c>, <c>failing</c> or <c>disabled</c>.</param>
internal sealed record WebhookView(
    Guid Id, string Url, IReadOnlyList<string> Events, string? Description, string Status, DateTimeOffset CreatedAt, Guid? CreatedBy,
    DateTimeOffset? LastDeliveredAt, DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, string? DisabledReason);

/// <summary>An event to tell.</summary>
/// <param name="EventId">Made from what happened, so that the same event delivered twice by the bus is told once.</param>
/// <param name="Body">As it is sent, byte for byte.</param>
internal sealed record QueuedEvent(string TenantId, Guid EventId, string Event, Guid? ConversationId, string Body);

/// <summary>A delivery that this process holds the lease of.</summary>
internal sealed record LeasedDelivery(
    Guid Id, string TenantId, Guid WebhookId, Guid EventId, string Event, string Body, int Attempts, Guid Lease, DateTimeOffset GivesUpAt);

/// <summary>A delivery in the list.</summary>
/// <param name="Status"><c>pending</c>, <c>delivered</c> or <c>failed</c>.</param>
/// <param name="NextAttemptAt">Of a pending one.</param>
/// <param name="ResponseStatus">What the receiver answered last; null when it did not answer.</param>
/// <param name="Error">Why the last attempt failed: <c>http_status</c>, <c>timeout</c>, <c>connection_failed</c>,
/// <c>address_refused</c>, <c>webhook_disabled</c>.</param>
internal sealed record DeliveryView(
    Guid Id, Guid EventId, string Event, string Status, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt, int? ResponseStatus, string? Error, long? DurationMs, JsonElement? Body);

/// <summary>How one attempt went.</summary>
internal sealed record AttemptOutcome(bool Delivered, int? ResponseStatus, string? Error, long DurationMs);
