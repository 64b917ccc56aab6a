using LiveChat.Chat.Messages;
using LiveChat.Chat.Staff;
using LiveChat.Contracts;

namespace LiveChat.Chat.Turns;

/// <summary>How a running turn ends: decided by <see cref="TurnRules"/>, stored by <see cref="TurnStore"/>.</summary>
/// <param name="Status">One of the ended <see cref="TurnStatus"/>.</param>
/// <param name="ShownText">What the visitor's POST shows where the line is not an answer.</param>
/// <param name="HandOver">The conversation goes to people; queued turns end with it.</param>
/// <param name="Close">The conversation is closed politely.</param>
/// <param name="Serious">The conversation goes into serious mode.</param>
/// <param name="Reply">The draft that was screened, or null.</param>
internal sealed record TurnEnding(
    TurnRef Turn, string Status, string? Cause, string? ShownText, TurnLine Line, bool HandOver, bool Close, bool Serious,
    DraftedReply? Reply, IReadOnlyList<TrailStep> Trail)
{
    /// <summary>On which terms the line is held for review; null for every other ending.</summary>
    public HoldTerms? Hold { get; init; }

    /// <summary>Whom the conversation is given to as it goes to people; null leaves it in the queue.</summary>
    public OnlinePerson? Assignee { get; init; }

    /// <summary>Whom an escalation rule hands it to; null for everybody.</summary>
    public HandoverTarget? Target { get; init; }

    /// <summary>An agent is online as the conversation goes to people, so that their answer's time is measured.</summary>
    public bool Online { get; init; }

    /// <summary>A phrase list stopped the visitor's message.</summary>
    public bool Warned { get; init; }

    /// <summary>The visitor gets, or may get after a review, a reply: whether it knows. Null for every other ending.</summary>
    public bool? Known => Status is TurnStatus.Answered or TurnStatus.Held ? Reply?.Known : null;
}

/// <summary>The line a turn ends with. Every ended turn leaves one, so that staff see why.</summary>
/// <param name="Visible">The visitor may see it: it gets the next <c>seq</c>.</param>
internal sealed record TurnLine(
    string Text, string Kind, string Status, MessageAuthor Author, string? Event, bool Visible,
    IReadOnlyList<MessageSource> Sources, IReadOnlyList<string> QuickReplies)
{
    public static TurnLine System(string text, string? eventName) =>
        new(text, MessageKinds.Message, MessageStatus.Sent, new MessageAuthor(AuthorTypes.System, null, null), eventName, true, [], []);
}
