using LiveChat.Contracts;

namespace LiveChat.Chat.Assistants;

/// <summary>Whether a tenant's visitors can get an answer. Pure.</summary>
internal static class AssistantRules
{
    /// <summary>A default assistant, or a rule that may name one, or people only.</summary>
    public static bool CanAnswer(AssistantFacts? facts) =>
        facts is { DefaultAssistantId: not null } or { HasActiveRules: true } or { PeopleOnly: true };
}
