using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Webhooks and their deliveries, for admins.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var webhooks = endpoints.MapGroup("/api/tenants/{tenantId}/webhooks").RequireAuthorization(Policies.Admin).WithTags("Webhooks");
        webhooks.MapGet("", ListAsync).WithName("WidgetAuth_Webhooks_List");
        webhooks.MapPost("", AddAsync).WithName("WidgetAuth_Webhooks_Add");
        webhooks.MapDelete("/{id:guid}", DeleteAsync).WithName("WidgetAuth_Webhooks_Delete");
        webhooks.MapPost("/{id:guid}/test", TestAsync).WithName("WidgetAuth_Webhooks_Test");
        webhooks.MapGet("/{id:guid}/deliveries", DeliveriesAsync).WithName("WidgetAuth_Webhooks_Deliveries");
        webhooks.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/redeliver", RedeliverAsync).WithName("WidgetAuth_Webhooks_Redeliver");
    }

    private static async Task<Ok<PageOf<WebhookView>>> ListAsync(string tenantId, WebhookStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<WebhookView>([.. (await store.ListAsync(tenantId, cancellationToken)).Select(webhook => webhook.View())], null));

    /// <summary>201 with <c>secret</c>, this once.</summary>
    private static async Task<Created<AddedWebhook>> AddAsync(
        string tenantId, AddInput body, HttpContext context, WebhookStore store, WebhookBook book, OutboundGuard guard, SecretBox box,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (url, events, description) = WebhookRules.Check(body.Url, body.Events, body.Description, guard.Refusal);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var secret = "whsec_" + SecretTexts.New();
        var webhook = new Webhook(
            id, tenantId, url, events, description, box.Seal(secret, Webhook.PurposeOf(id)), now, context.User.TryGetUserId(), null, 0, null, null, null);
        var audit = AuditEntry.Of(context, now, "webhook.added", id.ToString(), null, new { url = WebhookRules.Masked(url), events });
        if (!await store.AddAsync(webhook, audit, cancellationToken))
            throw Problems.Conflict.Exception($"A tenant has at most {WebhookRules.PerTenant} webhooks: delete one first.");
        book.Forget();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/tenants/{tenantId}/webhooks/{id}", new AddedWebhook(id, url, events, description, "active", now, secret));
    }

    private static async Task<NoContent> DeleteAsync(
        string tenantId, Guid id, HttpContext context, WebhookStore store, WebhookBook book, TimeProvider clock, CancellationToken cancellationToken)
    {
        var webhook = await FindAsync(store, tenantId, id, cancellationToken);
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "webhook.deleted", id.ToString(), new { url = WebhookRules.Masked(webhook.Url), webhook.Events });
        if (!await store.DeleteAsync(tenantId, id, audit, cancellationToken))
            throw Missing();
        book.Forget();
        return TypedResults.NoContent();
    }

    /// <summary>Delivers a <c>webhook.test</c> at once, a single time, and answers how it went. A success opens a disabled webhook again.</summary>
    private static async Task<Ok<DeliveryView>> TestAsync(
        string tenantId, Guid id, WebhookStore store, DeliveryStore deliveries, WebhookSender sender, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await FindAsync(store, tenantId, id, cancellationToken);
        var now = clock.GetUtcNow();
        var delivery = await deliveries.QueueLeasedAsync(WebhookEvents.TestOf(tenantId, id, now), id, now, cancellationToken);
        // Whoever asked may leave; what was sent is recorded all the same.
        await sender.DeliverAsync(delivery, CancellationToken.None);
        return TypedResults.Ok(await deliveries.FindAsync(tenantId, id, delivery.Id, cancellationToken) ?? throw Missing());
    }

    private static async Task<Ok<PageOf<DeliveryView>>> DeliveriesAsync(
        string tenantId, Guid id, HttpContext context, WebhookStore store, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var before = Cursor.Decode(context) ?? (long.MaxValue, Guid.AllBitsSet);
        await FindAsync(store, tenantId, id, cancellationToken);
        var rows = await deliveries.ListAsync(tenantId, id, before, limit + 1, cancellationToken);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].CreatedAt.ToUnixTimeMilliseconds(), rows[limit - 1].Id) : null;
        return TypedResults.Ok(new PageOf<DeliveryView>([.. rows.Take(limit)], next));
    }

    /// <summary>202: queued anew with its old id and body, tried for 24 hours.</summary>
    private static async Task<Accepted<DeliveryView>> RedeliverAsync(
        string tenantId, Guid id, Guid deliveryId, HttpContext context, WebhookStore store, DeliveryStore deliveries, WebhookSender sender,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var webhook = await FindAsync(store, tenantId, id, cancellationToken);
        if (webhook.DisabledAt is not null)
            throw Problems.Conflict.Exception("The webhook is disabled: mend the receiver, then send a test; when it succeeds the webhook is enabled again.");
        if (await deliveries.FindAsync(tenantId, id, deliveryId, cancellationToken) is null)
            throw Problems.NotFound.Exception("There is no such delivery, or it is older than 7 days: list the deliveries to find its id.");
        if (await deliveries.RedeliverAsync(tenantId, id, deliveryId, clock.GetUtcNow(), cancellationToken) > 0)
            sender.Wake();
        return TypedResults.Accepted(
            (string?)null, await deliveries.FindAsync(tenantId, id, deliveryId, cancellationToken) ?? throw Missing());
    }

    private static async Task<Webhook> FindAsync(WebhookStore store, string tenantId, Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(tenantId, id, cancellationToken) ?? throw Missing();

    private static ProblemException Missing() => Problems.NotFound.Exception("There is no such webhook: list the webhooks to find its id.");

    /// <param name="Url">https; private addresses only with <c>LiveChat:AllowPrivateAddresses</c>.</param>
    /// <param name="Events">Names of events; all when missing.</param>
    internal sealed record AddInput(string? Url, IReadOnlyList<string?>? Events, string? Description);

    /// <param name="Secret">Signs the deliveries; shown this once.</param>
    internal sealed record AddedWebhook(
        Guid Id, string Url, IReadOnlyList<string> Events, string? Description, string Status, DateTimeOffset CreatedAt, string Secret);
}
