using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs of every process. Exported by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; metrics
/// always at <c>/metrics</c> of the management listener. Sources and meters are named <c>LiveChat.*</c>.
/// </summary>
public static class ServiceTelemetry
{
    internal static readonly ActivitySource Activities = new("LiveChat.ServiceDefaults");
    internal static readonly Meter Meter = new("LiveChat.ServiceDefaults");

    internal static void AddTelemetry(this IHostApplicationBuilder builder, ProcessTopology topology)
    {
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        if (export)
        {
            builder.Logging.AddOpenTelemetry(logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.IncludeScopes = true;
            });
        }
        else
        {
            // For this category ASP.NET keeps a span and a log scope for every request, and a WebSocket for as long as it
            // lives. Nobody collects them here, and our own scope has the request's id.
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration["OTEL_SERVICE_NAME"] ?? (topology.Services.Count == 1 ? topology.Services[0] : "livechat"),
                serviceInstanceId: topology.InstanceId))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("LiveChat.*", "Npgsql", "MassTransit", "Yarp.ReverseProxy")
                .AddPrometheusExporter());
        // Spans cost a few microseconds each on the hot path, so they are made only where somebody collects them.
        if (export)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource("LiveChat.*", "MassTransit", "Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(options => options.Filter =
                    context => context.Connection.LocalPort != topology.ManagementUrl.Port)
                .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage =
                    request => request.RequestUri?.AbsolutePath.StartsWith("/internal/", StringComparison.Ordinal) != true)
                .AddNpgsql());
            telemetry.UseOtlpExporter();
        }
    }
}
