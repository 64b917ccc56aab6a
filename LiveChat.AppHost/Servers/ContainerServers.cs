using LiveChat.AppHost.Processes;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;
using Testcontainers.Redis;

namespace LiveChat.AppHost.Servers;

/// <summary>Makes the three servers as containers. Images: <c>LIVECHAT_POSTGRES_IMAGE</c>, <c>LIVECHAT_REDIS_IMAGE</c>,
/// <c>LIVECHAT_RABBITMQ_IMAGE</c>.</summary>
internal static class ContainerServers
{
    // The one that Testcontainers 4.16 pulls.
    private const string RyukImage = "testcontainers/ryuk:0.14.0";

    private static readonly string[] Settings = ["fsync", "full_page_writes", "synchronous_commit"];

    public static async Task<IServer> StartAsync(
        ServerKinds kind, DockerEngine engine, ServersOptions options, CancellationToken ct)
    {
        await SetUpAsync(engine, ct);
        var server = kind switch
        {
            ServerKinds.Postgres => Postgres(engine, options),
            ServerKinds.Redis => Redis(engine, options),
            ServerKinds.RabbitMq => RabbitMq(engine, options),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    // Both must be set before Testcontainers reads its settings for the first time: an old engine refuses the newest API
    // version, and where the resource reaper's image can't be pulled the watchdog of this program does its work.
    private static async Task SetUpAsync(DockerEngine engine, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("DOCKER_API_VERSION") is null && engine.ApiVersion < new Version(1, 44))
            Environment.SetEnvironmentVariable("DOCKER_API_VERSION", engine.ApiVersion.ToString());
        if (Environment.GetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED") is null
            && !await engine.HasImageAsync(Environment.GetEnvironmentVariable("TESTCONTAINERS_RYUK_CONTAINER_IMAGE") ?? RyukImage, ct))
            Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");
    }

    private static string Image(string server, string image) =>
        Environment.GetEnvironmentVariable($"LIVECHAT_{server}_IMAGE") is { Length: > 0 } set ? set : image;

    private static ContainerServer Postgres(DockerEngine engine, ServersOptions options)
    {
        var image = Image("POSTGRES", "postgres:17");
        var container = new PostgreSqlBuilder(image)
            .WithPortBinding(Ports.Free(), PostgreSqlBuilder.PostgreSqlPort)
            .WithDatabase("postgres").WithUsername("app").WithPassword(Secret.New())
            .WithCommand("-c", "max_connections=300")
            // Said both ways, because the builder's own default is off; the last word counts.
            .WithCommand([.. Settings.SelectMany(s => new[] { "-c", $"{s}={(options.Durable ? "on" : "off")}" })])
            .Build();
        return new ContainerServer("postgres", image, container, engine, container.GetConnectionString,
            ct => Readiness.PostgresAsync(container.GetConnectionString(), ct), options.StartLimit);
    }

    private static ContainerServer Redis(DockerEngine engine, ServersOptions options)
    {
        var image = Image("REDIS", "redis:7");
        var port = Ports.Free();
        var container = new RedisBuilder(image)
            .WithPortBinding(port, RedisBuilder.RedisPort)
            .WithCommand("redis-server", "--save", "", "--appendonly", options.Durable ? "yes" : "no")
            .Build();
        return new ContainerServer("redis", image, container, engine, container.GetConnectionString,
            ct => Readiness.RedisAsync(container.Hostname, port, null, ct), options.StartLimit);
    }

    private static ContainerServer RabbitMq(DockerEngine engine, ServersOptions options)
    {
        var image = Image("RABBITMQ", "rabbitmq:4");
        var port = Ports.Free();
        var container = new RabbitMqBuilder(image)
            .WithPortBinding(port, RabbitMqBuilder.RabbitMqPort)
            // The node's name, and with it its data folder, follows the host name.
            .WithHostname("livechat")
            .WithUsername("app").WithPassword(Secret.New())
            .Build();
        return new ContainerServer("rabbitmq", image, container, engine, container.GetConnectionString,
            ct => Readiness.RabbitMqAsync(container.Hostname, port, ct), options.StartLimit);
    }
}
