using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// How this process runs, decided once from the connection strings: everything embedded (Standalone) or over Postgres,
/// Redis and RabbitMQ (Distributed). A half-configured set is an error, never a silent fallback.
/// </summary>
public sealed class ProcessTopology
{
    /// <summary>The six services, by the names that discovery and connection strings use.</summary>
    public static readonly IReadOnlyList<string> AllServices =
        ["gateway", "widgetauth", "chat", "assistantrouting", "safetymoderation", "realtimefanout"];

    private static readonly HashSet<string> s_withDatabase =
        ["widgetauth", "chat", "assistantrouting", "safetymoderation"];

    private ProcessTopology(IReadOnlyList<string> services, bool distributed, string dataDirectory, Uri managementUrl)
    {
        Services = services;
        Distributed = distributed;
        DataDirectory = dataDirectory;
        ManagementUrl = managementUrl;
    }

    /// <summary>Services hosted in this process.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>Postgres, Redis and RabbitMQ are used.</summary>
    public bool Distributed { get; }

    /// <summary>SQLite, the in-memory bus and memory twins are used.</summary>
    public bool Standalone => !Distributed;

    /// <summary>Folder of SQLite files and development keys; setting <c>LiveChat:DataDirectory</c>.</summary>
    public string DataDirectory { get; }

    /// <summary>Names this process among its replicas, in queue names and hints.</summary>
    public string InstanceId { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>
    /// Address of the management listener (health, metrics, internal routes); setting <c>LiveChat:ManagementUrl</c>.
    /// Standalone: loopback on a free port. Distributed: <c>http://*:8081</c>.
    /// </summary>
    public Uri ManagementUrl { get; }

    /// <summary>Whether <paramref name="service"/> runs in this process.</summary>
    public bool Hosts(string service) => Services.Contains(service);

    /// <summary>Decides the topology, or throws <see cref="StartupException"/> naming what is missing.</summary>
    public static ProcessTopology Decide(IConfiguration configuration, IReadOnlyList<string> services)
    {
        var needed = services.Where(s_withDatabase.Contains).ToList();
        if (services.Any(s => s != "gateway")) needed.Add("redis");
        needed.Add("rabbitmq");
        var missing = needed.Where(name => string.IsNullOrWhiteSpace(configuration.GetConnectionString(name))).ToList();
        var embedded = services.Count == AllServices.Count || configuration.GetValue("LiveChat:Standalone", false);
        if (missing.Count > 0 && (missing.Count < needed.Count || !embedded))
        {
            throw new StartupException(
                $"The connection strings are incomplete: set {string.Join(", ", missing.Select(m => $"ConnectionStrings__{m}"))}" +
                (embedded ? ", or none at all to run everything in one process." : "."));
        }

        var distributed = missing.Count == 0;
        var data = configuration["LiveChat:DataDirectory"];
        if (string.IsNullOrWhiteSpace(data))
        {
            data = Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "livechat");
        }

        if (!distributed) EnsureWritable(data);
        var management = configuration["LiveChat:ManagementUrl"];
        var url = !string.IsNullOrWhiteSpace(management) ? management
            : distributed ? "http://*:8081"
            : $"http://127.0.0.1:{FreeLoopbackPort()}";
        if (!Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var managementUrl))
            throw new StartupException($"LiveChat:ManagementUrl '{url}' is not an address such as http://127.0.0.1:8081.");
        return new ProcessTopology(services, distributed, Path.GetFullPath(data), managementUrl);
    }

    private static void EnsureWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StartupException(
                $"The data folder '{folder}' can't be written ({e.GetType().Name}): choose another with --data DIR.", e);
        }
    }

    private static int FreeLoopbackPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
