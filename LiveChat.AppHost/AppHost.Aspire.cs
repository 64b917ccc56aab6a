// The app model of `dotnet run --project LiveChat.AppHost -p:UseAspire=true`: Postgres with four databases, Redis,
// RabbitMQ and the six services. Written against Aspire 13.1.3; the comments name what its source does where that is not
// obvious. Compiled only with UseAspire=true (D2 in src/README.md).
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

var builder = DistributedApplication.CreateBuilder(args);
var run = builder.ExecutionContext.IsRunMode;

// Made on the first run and kept in the user secrets; a publisher must bring its own.
var masterKey = run
    ? builder.AddParameter("master-key", new MasterKeyDefault(), secret: true, persist: true)
    : builder.AddParameter("master-key", secret: true);
var operatorKey = run
    ? builder.AddParameter("operator-key", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true)
    : builder.AddParameter("operator-key", secret: true);

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var redis = builder.AddRedis("redis").WithDataVolume();
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume();
#pragma warning disable ASPIRECERTIFICATES001 // still marked experimental in 13.1.3
// With a development certificate on the machine, AddRedis turns itself to TLS in run mode; the services speak plain TCP.
redis.WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001

var widgetAuth = Service<Projects.LiveChat_WidgetAuth>("widgetauth", database: true).WithEnvironment("LiveChat__OperatorKey", operatorKey);
var chat = Service<Projects.LiveChat_Chat>("chat", database: true);
var assistantRouting = Service<Projects.LiveChat_AssistantRouting>("assistantrouting", database: true);
var safetyModeration = Service<Projects.LiveChat_SafetyModeration>("safetymoderation", database: true);
var realtimeFanout = Service<Projects.LiveChat_RealtimeFanout>("realtimefanout", database: false);
var gateway = Service<Projects.LiveChat_Gateway>("gateway", database: false);

IResourceBuilder<ProjectResource>[] services = [widgetAuth, chat, assistantRouting, safetyModeration, realtimeFanout, gateway];
foreach (var service in services)
{
    // Addresses only: no service waits for another, each serves from its snapshots or says 503 until the other is there.
    foreach (var other in services.Where(other => other != service && other != gateway))
        service.WithReference(other);
}

// The first page a developer opens must work, so the way in waits for what is behind it.
foreach (var service in services.Where(service => service != gateway))
    gateway.WaitFor(service);
gateway.WithEndpoint("http", endpoint => endpoint.IsExternal = true);

builder.Build().Run();

IResourceBuilder<ProjectResource> Service<TProject>(string name, bool database) where TProject : IProjectMetadata, new()
{
    var project = builder.AddProject<TProject>(name, options => options.ExcludeLaunchProfile = true)
        .WithHttpEndpoint(name: "http", port: run && name == "gateway" ? 8080 : null, targetPort: run ? null : 8080)
        .WithHttpEndpoint(name: "management", targetPort: run ? null : 8081)
        // ASPNETCORE_URLS (run) and HTTP_PORTS (publish) list every http endpoint; the management one is opened by us.
        .WithEndpointsInEnvironment(endpoint => endpoint.Name != "management")
        // Publishing would set ASPNETCORE_FORWARDEDHEADERS_ENABLED, which trusts every caller's X-Forwarded-*.
        .DisableForwardedHeaders()
        .WithEnvironment("LiveChat__MasterKey", masterKey)
        .WithReference(rabbitmq).WaitFor(rabbitmq);
    var port = project.GetEndpoint("management").Property(EndpointProperty.TargetPort);
    project.WithEnvironment("LiveChat__ManagementUrl", run
        ? ReferenceExpression.Create($"http://localhost:{port}")
        : ReferenceExpression.Create($"http://*:{port}"));
    // Throws for a project without that endpoint, so it comes after WithHttpEndpoint.
    project.WithHttpHealthCheck("/health/ready", endpointName: "management");
    if (name != "gateway")
        project.WithReference(redis).WaitFor(redis);
    if (database)
    {
        // Resource names are one namespace: the database is "chat-db", its connection string ConnectionStrings__chat.
        var own = postgres.AddDatabase($"{name}-db", databaseName: name);
        project.WithReference(own, connectionName: name).WaitFor(own);
    }

    return project;
}

/// <summary>32 random bytes as base64, the form <c>LiveChat:MasterKey</c> takes.</summary>
internal sealed class MasterKeyDefault : ParameterDefault
{
    public override string GetDefaultValue() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    // Used in run mode only; a manifest never names a default for it.
    public override void WriteToManifest(ManifestPublishingContext context) => ArgumentNullException.ThrowIfNull(context);
}
