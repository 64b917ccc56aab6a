using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Benchmarks.Load;

/// <summary>A process with the services' own bus and nothing of their business.</summary>
internal static class BusHost
{
    /// <param name="folder">For what a service keeps; its maker deletes it.</param>
    public static WebApplication Build(string rabbitMq, string redis, string folder, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:ManagementUrl"] = "http://127.0.0.1:0",
            ["LiveChat:DataDirectory"] = folder,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["ConnectionStrings:redis"] = redis,
            ["ConnectionStrings:rabbitmq"] = rabbitMq,
            ["LiveChat:Bus:QuorumQueues"] = "false", // as the platform's on a broker of one node
        });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("benchmark");
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>Starts it, and returns when its queues are declared.</summary>
    public static async Task<IEventBus> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        var bus = app.Services.GetRequiredService<IEventBus>();
        while (!bus.IsUp) await Task.Delay(50);
        return bus;
    }
}
