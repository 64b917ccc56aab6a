using LiveChat.Chat.Turns;
using LiveChat.Contracts;

namespace LiveChat.Chat.Messages;

/// <summary>The 200 of the visitor's POST (contract.md); the names are fixed.</summary>
/// <param name="Message">The text to show; never null.</param>
/// <param name="Status"><c>answered</c>, <c>held</c>, <c>handed_off</c>, <c>blocked</c> or <c>pending</c>.</param>
/// <param name="SessionKey">Where the server made it.</param>
/// <param name="Reply">Null unless answered.</param>
/// <param name="Notice">The stored line behind <paramref name="Message"/> where it is not the assistant's: it comes by
/// <c>messages</c> and <c>events</c> too, under the same id and seq.</param>
internal sealed record ChatAnswer(
    bool Success, Guid ConversationId, string Message, string Status, Guid MessageId, long Seq, string? SessionKey,
    HandoverView? Handover, ReplyView? Reply, MessageView? Notice, AnswerMetadata Metadata, Guid? PreviousConversationId);

/// <summary>A person will answer. <paramref name="AskEmail"/>: nobody is there, and no address of the visitor is known.</summary>
/// <param name="TypicalMinutes">Until people answer, as measured while somebody was online; null where nobody is, or nothing was.</param>
internal sealed record HandoverView(bool Online, DateTimeOffset? OpensAt, bool AskEmail, int? TypicalMinutes);

internal sealed record ReplyView(
    Guid Id, long Seq, string Text, MessageAuthor Author, DateTimeOffset CreatedAt, IReadOnlyList<MessageSource> Sources,
    IReadOnlyList<string> QuickReplies);

internal sealed record AnswerMetadata(Guid? AssistantId, string? Model, int Tokens, string RequestId);

/// <summary>Puts the answer together. Pure.</summary>
internal static class AnswerRules
{
    public const string Pending = "pending";

    /// <param name="outcome">Null where people handle the conversation, so that there is no turn.</param>
    /// <param name="online">An agent is online.</param>
    /// <param name="opensAt">When people come next by the opening hours; null while it is open, or without hours.</param>
    /// <param name="typicalMinutes">Until people answer; null where it was not measured.</param>
    /// <param name="handoverText">What a visitor is told who writes to people from the start.</param>
    public static ChatAnswer For(
        Intake intake, TurnOutcome? outcome, bool online, DateTimeOffset? opensAt, int? typicalMinutes, string handoverText)
    {
        var accepted = intake.Accepted;
        var view = accepted.Conversation.View;
        var message = accepted.Message!;
        var status = outcome is null ? TurnStatus.HandedOff : outcome.IsOpen ? Pending : outcome.Status;
        var line = outcome?.Line is { } l ? VisitorLines.For(l) : null;
        var reply = status == TurnStatus.Answered && line is { Seq: { } seq }
            ? new ReplyView(line.Id, seq, line.Text, line.Author, line.CreatedAt, line.Sources, line.QuickReplies) : null;
        // With people from the start the visitor is told once; later lines get no automatic word.
        var text = status switch
        {
            Pending => "",
            TurnStatus.Answered => line?.Text ?? "",
            TurnStatus.HandedOff when outcome is null => accepted.First ? handoverText : "",
            _ => outcome?.ShownText ?? "",
        };
        var handover = status == TurnStatus.HandedOff
            ? new HandoverView(online, online ? null : opensAt, !online && view.Visitor.Email is null, online ? typicalMinutes : null) : null;
        return new ChatAnswer(true, view.Id, text, status, message.Id, message.Seq ?? 0, intake.SessionKey, handover, reply,
            reply is null && line is { Seq: not null } ? line : null,
            new AnswerMetadata(outcome?.AssistantId, outcome?.Model, outcome?.Tokens ?? 0, message.RequestId), view.PreviousConversationId);
    }
}

/// <summary>A line as its visitor may see it: nothing of safety's reasons. Pure.</summary>
internal static class VisitorLines
{
    public static MessageView For(MessageView line) => line.Turn is null && line.ReviewId is null
        ? line : line with { ReviewId = null, Turn = line.Turn is null ? null : new TurnView(line.Turn.Status, null) };
}
