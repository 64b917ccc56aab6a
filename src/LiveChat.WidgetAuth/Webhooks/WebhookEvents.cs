using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Makes webhook events of bus events. Pure; the same bus event always gives the same ids and bodies.</summary>
internal static class WebhookEvents
{
    public const string ConversationOpened = "conversation.opened";
    public const string ConversationChanged = "conversation.changed";
    public const string ConversationClosed = "conversation.closed";
    public const string ConversationEscalated = "conversation.escalated";
    public const string MessagePosted = "message.posted";
    public const string ReviewOpened = "review.opened";
    public const string ReviewResolved = "review.resolved";
    public const string TokenExpiring = "token.expiring";
    public const string UsageWarning = "usage.warning";
    public const string Test = "webhook.test";

    /// <summary>What a webhook may ask for by name.</summary>
    public static readonly IReadOnlyList<string> Names =
        [ConversationOpened, ConversationChanged, ConversationClosed, ConversationEscalated, MessagePosted, ReviewOpened, ReviewResolved, TokenExpiring, UsageWarning];

    /// <summary>A line that the visitor may see, and what it did to its conversation. Notes and held replies stay inside.</summary>
    public static IEnumerable<QueuedEvent> Of(MessagePosted e)
    {
        var conversation = e.Conversation;
        if (e.NewConversation)
            yield return Conversation(e.TenantId, ConversationOpened, conversation, "");
        if (e.Message is { Kind: "message", Status: "sent" })
        {
            yield return New(e.TenantId, MessagePosted, e.Message.Id.ToString("N"), e.Message.CreatedAt, conversation.Id,
                new { conversationId = conversation.Id, message = e.Message });
        }
        if (HasJustClosed(conversation))
            yield return Conversation(e.TenantId, ConversationClosed, conversation, Milliseconds(conversation.ClosedAt!.Value));
    }

    public static IEnumerable<QueuedEvent> Of(ConversationChanged e)
    {
        var conversation = e.Conversation;
        yield return HasJustClosed(conversation)
            ? Conversation(e.TenantId, ConversationClosed, conversation, Milliseconds(conversation.ClosedAt!.Value))
            : Conversation(e.TenantId, ConversationChanged, conversation, $"{conversation.Version}");
    }

    /// <summary>Only where the rule says so.</summary>
    public static IEnumerable<QueuedEvent> Of(ConversationEscalated e)
    {
        if (e.Webhook)
        {
            yield return New(e.TenantId, ConversationEscalated, e.EscalationId.ToString("N"), e.At, e.ConversationId,
                new { conversationId = e.ConversationId, messageId = e.MessageId, rule = e.Rule, because = e.Because, handedOver = e.HandedOver });
        }
    }

    public static IEnumerable<QueuedEvent> Of(ReviewOpened e)
    {
        yield return New(e.TenantId, ReviewOpened, e.Review.Id.ToString("N"), e.Review.CreatedAt, e.Review.ConversationId, new { review = e.Review });
    }

    public static IEnumerable<QueuedEvent> Of(ReviewResolved e, DateTimeOffset now)
    {
        yield return New(e.TenantId, ReviewResolved, $"{e.Review.Id:N}/{e.Review.Status}", now, e.Review.ConversationId, new { review = e.Review });
    }

    public static IEnumerable<QueuedEvent> Of(UsageWarned e, DateTimeOffset now)
    {
        yield return New(e.TenantId, UsageWarning, $"{e.Name}/{e.Percent}/{Milliseconds(e.ResetsAt)}", now, null,
            new { name = e.Name, percent = e.Percent, used = e.Used, limit = e.Limit, resetsAt = e.ResetsAt });
    }

    public static IEnumerable<QueuedEvent> Of(SiteTokenExpiring e, DateTimeOffset now)
    {
        yield return New(e.TenantId, TokenExpiring, e.WarningId.ToString("N"), now, null,
            new { tokenId = e.TokenId, label = e.Label, expiresAt = e.ExpiresAt, daysLeft = e.DaysLeft });
    }

    /// <summary>Sent on request, so each is another.</summary>
    public static QueuedEvent TestOf(string tenantId, Guid webhookId, DateTimeOffset now) =>
        New(tenantId, Test, $"{webhookId:N}/{Guid.NewGuid():N}", now, null, new { webhookId, message = "This is a test of your webhook." });

    /// <summary>An event with a body of the contract's form: <c>{id, event, timestamp, tenantId, data}</c>.</summary>
    /// <param name="key">What makes the event itself among those of its name.</param>
    public static QueuedEvent New(
        string tenantId, string name, string key, DateTimeOffset at, Guid? conversationId, object data)
    {
        var id = IdOf(tenantId, name, key);
        return new(tenantId, id, name, conversationId,
            JsonSerializer.Serialize(new { id, @event = name, timestamp = at, tenantId, data }, JsonDefaults.Options));
    }

    // A closing command sets both times; a tag added to a closed conversation moves only one.
    private static bool HasJustClosed(ConversationView conversation) =>
        conversation is { Status: "closed", ClosedAt: { } closed } && closed == conversation.UpdatedAt;

    private static QueuedEvent Conversation(string tenantId, string name, ConversationView conversation, string key) =>
        New(tenantId, name, $"{conversation.Id:N}/{key}", conversation.UpdatedAt, conversation.Id, new { conversation });

    private static string Milliseconds(DateTimeOffset at) => $"{at.ToUnixTimeMilliseconds()}";

    private static Guid IdOf(string tenantId, string name, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId.Length}:{tenantId}/{name}/{key}")).AsSpan(0, 16));
}
