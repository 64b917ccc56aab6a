using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

/// <summary>The bus as modules see it; only consumers and this file know MassTransit.</summary>
public interface IEventBus
{
    /// <summary>The broker is reachable and this process's queues are declared.</summary>
    bool IsUp { get; }

    /// <summary>
    /// Publishes without an outbox: for hints whose loss is harmless, such as presence. Throws when the broker does not
    /// confirm within the token's time.
    /// </summary>
    Task PublishAsync<TEvent>(TEvent e, string? requestId, CancellationToken cancellationToken)
        where TEvent : class;

    /// <summary>As the outbox does it: <paramref name="id"/> becomes the message's id.</summary>
    Task PublishAsync(object e, Guid id, string? requestId, CancellationToken cancellationToken);
}

/// <summary>A consumer class, its queue and its limits.</summary>
/// <param name="Type">The consumer; its name, in kebab case, is the queue's.</param>
/// <param name="Prefetch">How many messages may be worked on at once.</param>
/// <param name="Broadcast">Every process has its own temporary queue, for caches.</param>
public sealed record ConsumerRegistration(Type Type, int Prefetch, bool Broadcast)
{
    internal IEnumerable<Type> EventTypes => Type.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .Select(i => i.GetGenericArguments()[0]);

    internal string QueueName(string instanceId, string prefix)
    {
        var name = new StringBuilder(prefix);
        foreach (var c in Type.Name.EndsWith("Consumer", StringComparison.Ordinal) ? Type.Name[..^8] : Type.Name)
        {
            if (char.IsUpper(c) && name.Length > prefix.Length) name.Append('-');
            name.Append(char.ToLowerInvariant(c));
        }

        return Broadcast ? $"{name}-{instanceId}" : name.ToString();
    }
}

/// <summary>Registers consumers and the bus.</summary>
public static class BusRegistration
{
    // Two installations need a virtual host each. This is for tests, whose hosts share one: each works on queues of its own
    // and hears the others' events, which concern none of its tenants.
    internal const string QueuePrefix = "LiveChat:Bus:QueuePrefix";

    /// <summary>
    /// Work goes to one durable queue per consumer class, shared by all replicas. Measured: a prefetch under 64 costs a
    /// quarter of the rate.
    /// </summary>
    public static IServiceCollection AddWorkConsumer<TConsumer>(this IServiceCollection services, int prefetch = 64)
        where TConsumer : class, IConsumer
    {
        services.RegisterConsumer<TConsumer>();
        return services.AddSingleton(new ConsumerRegistration(typeof(TConsumer), prefetch, false));
    }

    /// <summary>Cache-refreshing events go to every process, by a temporary queue of its own.</summary>
    public static IServiceCollection AddBroadcastConsumer<TConsumer>(this IServiceCollection services)
        where TConsumer : class, IConsumer
    {
        services.RegisterConsumer<TConsumer>();
        return services.AddSingleton(new ConsumerRegistration(typeof(TConsumer), 16, true));
    }

    internal static void AddBus(this IHostApplicationBuilder builder, ProcessTopology topology)
    {
        builder.Services.AddSingleton<IEventBus, EventBus>();
        builder.Services.AddSingleton<InMemoryDeliveries>();
        var prefix = builder.Configuration[QueuePrefix] ?? "";
        builder.Services.AddSingleton(services => new ConsumeWatch(
            services.GetRequiredService<InMemoryDeliveries>(), services.GetServices<ConsumerRegistration>(), prefix));
        var quorum = builder.Configuration.GetValue("LiveChat:Bus:QuorumQueues", true);
        builder.Services.AddMassTransit(bus =>
        {
            // Otherwise it tells its makers of every installation, over the internet.
            bus.DisableUsageTelemetry();
            if (topology.Distributed)
            {
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(new Uri(builder.Configuration.GetConnectionString("rabbitmq")!));
                    transport.PublishTopology.BrokerTopologyOptions = PublishBrokerTopologyOptions.MaintainHierarchy;
                    transport.AutoStart = true;
                    UseEvents(transport, topology);
                    foreach (var consumer in context.GetServices<ConsumerRegistration>())
                    {
                        if (consumer.Broadcast)
                        {
                            transport.ReceiveEndpoint(consumer.QueueName(topology.InstanceId, prefix), endpoint =>
                            {
                                endpoint.Durable = false;
                                endpoint.AutoDelete = true;
                                endpoint.PrefetchCount = consumer.Prefetch;
                                endpoint.ConfigureConsumer(context, consumer.Type);
                            });
                            continue;
                        }

                        transport.ReceiveEndpoint(consumer.QueueName(topology.InstanceId, prefix), endpoint =>
                        {
                            if (quorum) endpoint.SetQuorumQueue();
                            endpoint.PrefetchCount = consumer.Prefetch;
                            endpoint.ConcurrentMessageLimit = consumer.Prefetch;
                            Retry(endpoint);
                            endpoint.ConfigureConsumer(context, consumer.Type);
                        });
                    }

                    transport.ConnectConsumeObserver(context.GetRequiredService<ConsumeWatch>());
                });
            }
            else
            {
                bus.UsingInMemory((context, transport) =>
                {
                    UseEvents(transport, topology);
                    foreach (var consumer in context.GetServices<ConsumerRegistration>())
                    {
                        transport.ReceiveEndpoint(consumer.QueueName(topology.InstanceId, prefix), endpoint =>
                        {
                            endpoint.PrefetchCount = consumer.Prefetch;
                            endpoint.ConcurrentMessageLimit = consumer.Prefetch;
                            if (!consumer.Broadcast) Retry(endpoint);
                            endpoint.ConfigureConsumer(context, consumer.Type);
                        });
                    }

                    transport.ConnectConsumeObserver(context.GetRequiredService<ConsumeWatch>());
                });
            }
        });
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = topology.Standalone;
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    private static void UseEvents(IBusFactoryConfigurator transport, ProcessTopology topology)
    {
        transport.ClearSerialization();
        var events = new BusSerializer(topology.Standalone);
        transport.AddSerializer(events, isSerializer: true);
        transport.AddDeserializer(events, isDefault: true);
    }

    private static void Retry(IReceiveEndpointConfigurator endpoint)
    {
        // A dependency that is away for a minute must not send events to the error queue; the message stays unacknowledged.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Exponential(14, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(250));
            retry.Ignore<Exception>(LastingFaults.Is);
        });
        // An event that can only fail must not hold one of the slots meanwhile. Two more tries, for what two threads did to
        // each other; none for what can't even be read.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(100, 400);
            retry.Handle<Exception>(e => LastingFaults.Is(e) && e is not SerializationException);
        });
    }
}

/// <summary>Publishing from within a consumer.</summary>
public static class ConsumerPublishing
{
    /// <summary>
    /// Publishes what follows from the event being consumed, with its request id, and returns when the broker confirmed.
    /// If that fails the consumer fails, and the event it consumes is given to it again.
    /// </summary>
    public static Task PublishOnwardAsync<TEvent>(this ConsumeContext context, TEvent e, string? requestId)
        where TEvent : class =>
        context.Publish(e, Pipe.Execute<PublishContext<TEvent>>(
            publish => publish.Headers.Set(ConsumeWatch.RequestIdHeader, requestId)), context.CancellationToken);
}

/// <summary>MassTransit behind <see cref="IEventBus"/>.</summary>
internal sealed class EventBus(IBusControl bus, TimeProvider clock) : IEventBus
{
    private long _checkedAt;
    private volatile bool _up;

    public bool IsUp
    {
        get
        {
            // CheckHealth walks all endpoints: once in 100 ms is often enough for a hot path.
            var now = clock.GetTimestamp();
            var checkedAt = Interlocked.Read(ref _checkedAt);
            if (checkedAt != 0 && clock.GetElapsedTime(checkedAt, now) < TimeSpan.FromMilliseconds(100)) return _up;
            Interlocked.Exchange(ref _checkedAt, now);
            return _up = bus.CheckHealth().Status == BusHealthStatus.Healthy;
        }
    }

    public Task PublishAsync<TEvent>(TEvent e, string? requestId, CancellationToken cancellationToken)
        where TEvent : class =>
        bus.Publish(e, context => context.Headers.Set(ConsumeWatch.RequestIdHeader, requestId), cancellationToken);

    public Task PublishAsync(object e, Guid id, string? requestId, CancellationToken cancellationToken) =>
        bus.Publish(e, e.GetType(), Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = id;
            context.Headers.Set(ConsumeWatch.RequestIdHeader, requestId);
        }), cancellationToken);
}

/// <summary>Closes in-memory deliveries, and puts the request id on the consumer's span.</summary>
internal sealed class ConsumeWatch(
    InMemoryDeliveries deliveries, IEnumerable<ConsumerRegistration> consumers, string prefix) : IConsumeObserver
{
    public const string RequestIdHeader = "request-id";

    private readonly HashSet<string> _broadcastPrefixes = consumers.Where(c => c.Broadcast).Select(c => c.QueueName("", prefix)).ToHashSet();

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (Activity.Current is { } activity && context.Headers.Get<string>(RequestIdHeader) is { } id)
            activity.SetTag("livechat.request_id", id);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (context.MessageId is { } id && !IsBroadcast(context)) deliveries.Finished(id);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        // The row stays open; after its lease the sweep publishes it again.
        if (context.MessageId is { } id) deliveries.Forget(id);
        return Task.CompletedTask;
    }

    private bool IsBroadcast(ConsumeContext context)
    {
        var queue = context.ReceiveContext.InputAddress.AbsolutePath.TrimStart('/');
        foreach (var prefix in _broadcastPrefixes)
            if (queue.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }
}
