using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

/// <summary>HTTP between modules, over the other process's management listener; over our own where it is hosted here.</summary>
public sealed class InternalClients(IHttpClientFactory factory)
{
    /// <summary>A client whose base address is <paramref name="service"/>'s management listener.</summary>
    public HttpClient For(string service) => factory.CreateClient($"internal:{service}");

    internal static void Add(IHostApplicationBuilder builder, ProcessTopology topology)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.AddSingleton<InternalClients>();
        foreach (var service in ProcessTopology.AllServices)
        {
            var http = builder.Services.AddHttpClient($"internal:{service}", client =>
                client.BaseAddress = topology.Hosts(service) ? topology.ManagementUrl : new Uri($"http://_management.{service}"));
            if (!topology.Hosts(service)) http.AddServiceDiscovery();
            http.AddStandardResilienceHandler(options =>
            {
                options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(3);
                options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(10);
                options.Retry.MaxRetryAttempts = 2;
                options.Retry.Delay = TimeSpan.FromMilliseconds(100);
                // A service that restarts must be asked again as soon as it is back.
                options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(1);
                options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
                options.CircuitBreaker.MinimumThroughput = 100;
            });
        }
    }
}
