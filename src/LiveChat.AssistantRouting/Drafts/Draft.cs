using LiveChat.AssistantRouting.Assistants;
using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Drafts;

internal enum DraftKind
{
    Reply,
    Handover,
    Failure,
}

/// <summary>What a turn comes to before it is stored.</summary>
/// <param name="Text">The reply; null for the other kinds.</param>
/// <param name="Cause">Stable code of a hand-over or failure, or <c>no_article</c> for a reply that says 'I don't know'.</param>
/// <param name="Known">False when the reply says that it does not know.</param>
internal sealed record Draft(
    DraftKind Kind, string? Text, IReadOnlyList<MessageSource> Sources, IReadOnlyList<string> QuickReplies, bool Known, string? Cause)
{
    /// <summary>The built-in assistant's name among the models.</summary>
    public const string Builtin = "builtin";

    /// <summary>Quick replies of one message (contract: at most 4).</summary>
    public const int MostQuickReplies = 4;

    /// <summary>Which model wrote it.</summary>
    public string Model { get; init; } = Builtin;

    /// <summary>Tokens that the provider counted, for calls without an answer too.</summary>
    public int Tokens { get; init; }

    /// <summary>Who wrote it where that is not the assistant that was picked: its fallback.</summary>
    public Assistant? By { get; init; }

    public static Draft Reply(string text, IReadOnlyList<MessageSource> sources, IReadOnlyList<string> quickReplies, bool known = true) =>
        new(DraftKind.Reply, text, sources, quickReplies.Count > MostQuickReplies ? [.. quickReplies.Take(MostQuickReplies)] : quickReplies, known, known ? null : "no_article");

    public static Draft Handover(string cause) => new(DraftKind.Handover, null, [], [], true, cause);

    public static Draft Failure(string cause) => new(DraftKind.Failure, null, [], [], true, cause);
}
