using LiveChat.Contracts;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>Tenants and events, each new.</summary>
internal static class Sample
{
    public static string Tenant() => $"t-{Guid.NewGuid():N}";

    public static TenantAccess Access(string tenantId, string status = "active", long version = 1) => new(
        tenantId, version, tenantId, status, [], true, false, [], TenantLimits.Default,
        new WidgetSettingsView("Shop", null, "#123456", "right", "auto", null, null, null, null, [], null, "en"));

    public static MessagePosted Posted(string tenantId, string text = "Hello!", long version = 1, Guid? conversationId = null)
    {
        var id = conversationId ?? Guid.CreateVersion7();
        var now = DateTimeOffset.UtcNow;
        return new MessagePosted(
            tenantId, $"request-{Guid.NewGuid():N}", Conversation(id, version),
            new MessageView(
                Guid.CreateVersion7(), id, version, null, "message", text, new MessageAuthor("visitor", null, null), null, now,
                "sent", "en", "request-1", null, [], [], null),
            version == 1);
    }

    /// <summary>As chat says it.</summary>
    public static MessagesPosted Told(MessagePosted posted) => new([new PostedLine(posted, null)]);

    public static ConversationView Conversation(Guid id, long version)
    {
        var now = DateTimeOffset.UtcNow;
        return new ConversationView(
            id, version, "session", "open", "assistant", null, null, null,
            new VisitorView(Guid.CreateVersion7(), null, null, null, null, false, false, new Dictionary<string, string>(), "en", now),
            [], 1, null, 0, false, null, null, "en", null, now, now, null, null, null);
    }
}
