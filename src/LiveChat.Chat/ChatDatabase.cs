using LiveChat.ServiceDefaults;

namespace LiveChat.Chat;

/// <summary>Chat's own database and outbox (Postgres database or SQLite file <c>chat</c>), as its stores take them.</summary>
internal sealed record ChatDatabase(ServiceDatabase Database, Outbox Outbox)
{
    /// <summary>Key of both services, name of the connection string and of the file.</summary>
    public const string Name = "chat";
}
