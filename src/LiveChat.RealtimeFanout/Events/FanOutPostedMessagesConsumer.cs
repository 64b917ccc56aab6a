using System.Diagnostics;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Replay;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>
/// Lines were added: for each, dashboards get the conversation as it is now, then the line. One append per tenant, however
/// many lines came together; what is appended already when the bus brings the event again is left out by its key.
/// </summary>
internal sealed class FanOutPostedMessagesConsumer(FeedWriter feed) : IConsumer<MessagesPosted>
{
    public Task Consume(ConsumeContext<MessagesPosted> context) => Task.WhenAll(context.Message.Lines
        .GroupBy(l => l.Posted.TenantId, StringComparer.Ordinal)
        .Select(tenant => feed.WriteAsync(tenant.Key, Drafts(tenant), context.CancellationToken)));

    private List<FeedDraft> Drafts(IEnumerable<PostedLine> lines)
    {
        var drafts = new List<FeedDraft>();
        foreach (var (posted, traceParent) in lines)
        {
            // The line's own trace goes on, from the POST that added it to the frame that shows it.
            using var activity = traceParent is null ? null
                : RealtimeFanoutTelemetry.Activities.StartActivity("fan out message", ActivityKind.Consumer, traceParent);
            activity?.SetTag("livechat.request_id", posted.RequestId);
            var (type, key) = posted.NewConversation
                ? ("conversation:new", FeedKeys.New(posted.Conversation))
                : ("conversation:updated", FeedKeys.Of(posted.Conversation));
            drafts.Add(feed.Draft(type, key, posted.RequestId, new ConversationData(posted.Conversation)));
            drafts.Add(feed.Draft(
                "message:new", FeedKeys.Of(posted.Message), posted.RequestId,
                new MessageData(posted.Message.ConversationId, posted.Message)));
        }
        return drafts;
    }

    private sealed record MessageData(Guid ConversationId, MessageView Message);
}

/// <summary>The <c>data</c> of <c>conversation:new</c> and <c>conversation:updated</c>.</summary>
internal sealed record ConversationData(ConversationView Conversation);

/// <summary>What makes a domain event the same one when the bus brings it again.</summary>
internal static class FeedKeys
{
    /// <summary>A conversation is shown once per version, whichever event brings that version first.</summary>
    public static string Of(ConversationView conversation) => $"c:{conversation.Id:N}:{conversation.Version}";

    /// <summary>That a conversation is new is told once, even where an event about it came before: a line that was held up
    /// travels with the conversation as it is by then, so its version may be known already.</summary>
    public static string New(ConversationView conversation) => $"n:{conversation.Id:N}";

    /// <summary>A line is shown once, and again when its state changes: a held reply that is released gets its number.</summary>
    public static string Of(MessageView message) => $"m:{message.Id:N}:{message.Status}:{message.Seq}";
}
