using LiveChat.AppHost.Servers;

namespace LiveChat.AppHost.Platforms;

/// <summary>Configuration of each process, in Aspire's language (environment variables).</summary>
internal static class ServiceEnvironment
{
    /// <summary>The six services, in the order in which they are started and listed.</summary>
    public static readonly IReadOnlyList<string> Services =
        ["widgetauth", "chat", "assistantrouting", "safetymoderation", "realtimefanout", "gateway"];

    private const string QuorumQueues = "LiveChat__Bus__QuorumQueues";

    /// <summary>Where one replica of a service listens.</summary>
    public sealed record Place(string Service, int Replica, Uri Address, Uri ManagementUrl)
    {
        public string Name => Replica == 0 ? Service : $"{Service}-{Replica + 1}";
    }

    /// <summary>Connection strings of everything the six services need, by name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ConnectionStringsAsync(LocalServers servers, CancellationToken ct)
    {
        var strings = new Dictionary<string, string>
        {
            ["redis"] = servers.Redis.ConnectionString,
            ["rabbitmq"] = servers.RabbitMq.ConnectionString,
        };
        // With a server that may be killed the databases are always this program's own.
        var given = servers.Postgres.CanBeKilled ? null : ConnectionStrings.GivenDatabases(Environment.GetEnvironmentVariable);
        foreach (var name in ConnectionStrings.Databases)
            strings[name] = given?[name] ?? await servers.EnsureDatabaseAsync($"livechat_{name}", ct);
        return strings;
    }

    /// <summary>Standalone: no connection strings of ours; those of the environment go through to it, and it judges them.</summary>
    public static Dictionary<string, string?> Standalone(PlatformOptions options, Uri address, Uri managementUrl) =>
        With(options, new()
        {
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
            ["LiveChat__ManagementUrl"] = managementUrl.GetLeftPart(UriPartial.Authority),
        });

    /// <param name="ownBroker">The broker was started for this platform, so it is one node.</param>
    public static Dictionary<string, string?> Distributed(
        PlatformOptions options, Place place, IReadOnlyList<Place> all, IReadOnlyDictionary<string, string> connectionStrings, bool ownBroker)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = place.Address.GetLeftPart(UriPartial.Authority),
            ["LiveChat__ManagementUrl"] = place.ManagementUrl.GetLeftPart(UriPartial.Authority),
            ["OTEL_SERVICE_NAME"] = place.Service,
        };
        foreach (var other in all)
        {
            environment[$"services__{other.Service}__http__{other.Replica}"] = other.Address.GetLeftPart(UriPartial.Authority);
            environment[$"services__{other.Service}__management__{other.Replica}"] = other.ManagementUrl.GetLeftPart(UriPartial.Authority);
        }
        foreach (var (name, value) in connectionStrings)
            environment[$"ConnectionStrings__{name}"] = value;
        // Quorum queues replicate; alone they only take twice as long (D25). What the environment says goes before.
        if (ownBroker && Environment.GetEnvironmentVariable(QuorumQueues) is null) environment[QuorumQueues] = "false";
        return With(options, environment);
    }

    private static Dictionary<string, string?> With(PlatformOptions options, Dictionary<string, string?> environment)
    {
        environment["LiveChat__DataDirectory"] = options.DataFolder;
        environment["LiveChat__OperatorKey"] = options.OperatorKey;
        if (options.MasterKey is not null)
            environment["LiveChat__MasterKey"] = options.MasterKey;
        environment["LiveChat__Demo"] = options.Demo ? "true" : "false";
        environment["Logging__Console__FormatterName"] = "simple";
        environment["Logging__Console__FormatterOptions__SingleLine"] = "true";
        foreach (var (name, value) in options.Environment)
            environment[name] = value;
        return environment;
    }
}
