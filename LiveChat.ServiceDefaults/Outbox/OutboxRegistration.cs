using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

internal static class OutboxRegistration
{
    public static void AddOutbox(this IHostApplicationBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton(name, (services, _) => new Outbox(name, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IHostedService>(services => new OutboxPublisher(
            services.GetRequiredKeyedService<Outbox>(name),
            new OutboxStore(services.GetRequiredKeyedService<ServiceDatabase>(name), services.GetRequiredService<TimeProvider>()),
            services.GetRequiredService<IEventBus>(), services.GetRequiredService<ProcessTopology>(),
            services.GetRequiredService<InMemoryDeliveries>(), services.GetServices<OutboxBatch>(), services, services.GetRequiredService<ILogger<OutboxPublisher>>()));
    }
}
