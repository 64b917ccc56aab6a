using LiveChat.Chat.Conversations;
using LiveChat.Contracts;

namespace LiveChat.Chat.Widget;

/// <summary>Answer of <c>GET .../messages</c>. <paramref name="NextAfter"/> is the <c>after</c> of the next call.</summary>
internal sealed record MessagesAnswer(
    IReadOnlyList<MessageView> Messages, VisitorConversation Conversation, TypingView? Typing, long NextAfter, long Version);

/// <summary>A conversation as its visitor sees it.</summary>
/// <param name="Agent">Who of the staff has it, or null.</param>
/// <param name="AskRating">It has just ended for the first time and was not rated yet: asked once.</param>
/// <param name="ReadSeq">Up to which line staff have read.</param>
/// <param name="SeriousMode">The widget leaves proactive and playful things out.</param>
internal sealed record VisitorConversation(
    Guid Id, string Status, string HandledBy, AgentView? Agent, bool AskRating, long ReadSeq, bool SeriousMode)
{
    public static VisitorConversation From(Conversation c)
    {
        var view = c.View;
        var agent = c.WithPeople && view.AssigneeName is { Length: > 0 } name ? new AgentView(name, null) : null;
        return new VisitorConversation(view.Id, view.Status, view.HandledBy, agent, c.AsksRating,
            view.Unread == 0 ? c.LastSeq : Math.Max(0, c.LastSeq - view.Unread), view.SeriousMode);
    }
}

internal sealed record AgentView(string Name, string? AvatarUrl);

internal sealed record TypingView(TypingAuthor Author, DateTimeOffset Until)
{
    public static TypingView? From(TypingHint? hint) =>
        hint is null ? null : new TypingView(new TypingAuthor(hint.AuthorType, hint.AuthorName), hint.Until);
}

internal sealed record TypingAuthor(string Type, string? Name);
