using System.Text.Json.Nodes;

namespace LiveChat.AppHost.Seeding;

/// <summary>The sample conversations of the last days: the file says how long ago each thing happened, chat wants when.</summary>
internal static class DemoSamples
{
    /// <summary>The body of chat's import for the tenant.</summary>
    public static JsonObject Body(JsonObject file, string tenantId, DateTimeOffset now)
    {
        var body = file.DeepClone().AsObject();
        body["tenantId"] = tenantId;
        foreach (var conversation in body["conversations"]!.AsArray().Select(c => c!.AsObject()))
        {
            Date(conversation, "startedMinutesAgo", "startedAt", now);
            foreach (var message in conversation["messages"]!.AsArray().Select(m => m!.AsObject()))
                Date(message, "minutesAgo", "at", now);
        }
        return body;
    }

    private static void Date(JsonObject node, string minutesAgo, string name, DateTimeOffset now)
    {
        node[name] = now.AddMinutes(-(double)node[minutesAgo]!);
        node.Remove(minutesAgo);
    }
}
