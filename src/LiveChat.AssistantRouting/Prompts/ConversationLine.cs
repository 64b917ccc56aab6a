namespace LiveChat.AssistantRouting.Prompts;

/// <summary>A line of the conversation as the visitor saw it.</summary>
/// <param name="Author"><c>visitor</c>, <c>assistant</c> or <c>agent</c>; system lines (waiting, hand-over texts) are none.</param>
internal sealed record ConversationLine(string Author, string? Name, string Text);

/// <summary>What a visitor's message stands in.</summary>
/// <param name="Lines">Before the message, oldest first.</param>
/// <param name="Known">False where chat could not be asked: the answer is then made without it.</param>
internal sealed record ConversationContext(IReadOnlyList<ConversationLine> Lines, bool Known)
{
    public static ConversationContext None { get; } = new([], true);

    public static ConversationContext Unknown { get; } = new([], false);
}
