namespace LiveChat.AppHost.Servers;

/// <summary>What the environment says about servers. Names as in Aspire: <c>ConnectionStrings__chat</c>.</summary>
internal static class ConnectionStrings
{
    /// <summary>The services that own a database; each database has its service's name.</summary>
    public static IReadOnlyList<string> Databases { get; } = ["widgetauth", "chat", "assistantrouting", "safetymoderation"];

    public static string? Get(string name, Func<string, string?> environment) =>
        environment($"ConnectionStrings__{name}") is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The four database strings, when all are given; null when none is.</summary>
    /// <exception cref="AppHostException">Some are given and some are not: never a silent mixture.</exception>
    public static IReadOnlyDictionary<string, string>? GivenDatabases(Func<string, string?> environment)
    {
        var given = Databases.Select(name => (name, value: Get(name, environment))).ToList();
        var missing = given.Where(d => d.value is null).Select(d => $"ConnectionStrings__{d.name}").ToList();
        if (missing.Count == Databases.Count)
            return null;
        return missing.Count == 0
            ? given.ToDictionary(d => d.name, d => d.value!)
            : throw new AppHostException($"The connection strings are incomplete: set {string.Join(", ", missing)} too, or none of {string.Join(", ", Databases.Select(d => $"ConnectionStrings__{d}"))}.");
    }

    /// <summary>The connection string of a kind's server: <c>ConnectionStrings__postgres</c> (or else chat's), <c>__redis</c>,
    /// <c>__rabbitmq</c>; null when the environment names none.</summary>
    public static string? GivenServer(ServerKinds kind, Func<string, string?> environment) => kind switch
    {
        ServerKinds.Postgres => Get("postgres", environment) ?? Get("chat", environment),
        ServerKinds.Redis => Get("redis", environment),
        ServerKinds.RabbitMq => Get("rabbitmq", environment),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
