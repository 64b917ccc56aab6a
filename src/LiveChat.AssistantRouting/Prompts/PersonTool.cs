using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>How a model says that it does not know, or that the visitor wants a person: a call, never a word in its text.</summary>
internal static class PersonTool
{
    public const string Name = "get_person", NotKnown = "not_known", VisitorAsked = "visitor_asked";

    public static readonly AIFunctionDeclaration Declaration = AIFunctionFactory.CreateDeclaration(
        Name,
        "Call this instead of answering: with reason 'not_known' when neither the articles nor the instructions answer the question, with 'visitor_asked' when the visitor asks for a person.",
        JsonDocument.Parse("""
            {"type":"object","properties":{"reason":{"type":"string","enum":["not_known","visitor_asked"]}},"required":["reason"],"additionalProperties":false}
            """).RootElement);

    /// <summary>The reason of a call in the answer; null where it was not called. A reason of its own making counts as not knowing.</summary>
    public static string? ReasonIn(ChatResponse response)
    {
        foreach (var call in response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>())
        {
            if (call.Name != Name) continue;
            return call.Arguments?.TryGetValue("reason", out var reason) == true && reason?.ToString() == VisitorAsked ? VisitorAsked : NotKnown;
        }

        return null;
    }
}
