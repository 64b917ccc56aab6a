using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>Screened messages as safety sends them.</summary>
internal static class Turns
{
    public static VisitorMessage Message(string text, string? locale = "en", string? page = null, Guid? requested = null, Guid? current = null) =>
        new(text, locale, "chat", page, requested, current, false, true, null);

    public static VisitorMessageScreened Screened(string tenantId, string text, string? locale = "en", string? page = null, Guid? conversation = null, bool first = true, bool serious = false, bool streamed = false) =>
        new(new TurnRef(tenantId, conversation ?? Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), 1, "request-1"),
            Message(text, locale, page) with { First = first, Streamed = streamed }, serious, [new TrailStep("safetymoderation", "screen_message", "allow", null, null, DateTimeOffset.UtcNow, 0.1)]);
}
