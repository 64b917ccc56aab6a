using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration;

/// <summary>The module's own database and outbox (Postgres database or SQLite file of this name), as its stores take them.</summary>
internal sealed record SafetyModerationDatabase(ServiceDatabase Database, Outbox Outbox)
{
    /// <summary>The service's name: of the connection string, the file and the trail's steps.</summary>
    public const string Name = "safetymoderation";
}
