namespace LiveChat.AssistantRouting.Tests.Prompts;

/// <summary>A line as chat's internal route answers it.</summary>
internal sealed record Line(string Author, string? Name, string Text);
