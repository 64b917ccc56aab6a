using LiveChat.RealtimeFanout.Events;
using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Presence;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout;

/// <summary>The dashboards' feed: their WebSockets, the replay log and presence.</summary>
public static class RealtimeFanoutModule
{
    private const string SocketPath = "/api/ws/tenant";

    public static IHostApplicationBuilder AddRealtimeFanout(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RealtimeFanoutOptions>()
            .BindConfiguration(RealtimeFanoutOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s =>
        {
            var options = s.GetRequiredService<IOptions<RealtimeFanoutOptions>>().Value;
            return new ReplayLimits(options.ReplayMaxEvents, options.ReplayMaxAge);
        });
        if (builder.Topology().Distributed)
        {
            services.AddSingleton<IReplayLog, RedisReplayLog>();
            services.AddSingleton<IPresenceStore>(s => new RedisPresenceStore(
                s.GetRequiredService<IConnectionMultiplexer>(), s.GetRequiredService<ProcessTopology>().InstanceId,
                s.GetRequiredService<TimeProvider>()));
        }
        else
        {
            services.AddSingleton<IReplayLog, MemoryReplayLog>();
            services.AddSingleton<IPresenceStore>(s => new MemoryPresenceStore(
                s.GetRequiredService<ProcessTopology>().InstanceId, s.GetRequiredService<TimeProvider>()));
        }
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<TypingSigns>();
        services.AddSingleton<TenantFeeds>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<FeedDoor>();
        services.AddSingleton<FeedWriter>();
        services.AddHostedService<SocketSweep>();
        services.AddWorkConsumer<FanOutPostedMessagesConsumer>();
        services.AddWorkConsumer<FanOutConversationChangedConsumer>();
        services.AddWorkConsumer<FanOutUsageWarnedConsumer>().AddWorkConsumer<FanOutConversationEscalatedConsumer>();
        services.AddWorkConsumer<FanOutSiteTokenExpiringConsumer>();
        services.AddWorkConsumer<FanOutSettingsChangedConsumer>();
        services.AddWorkConsumer<FanOutTenantAccessChangedConsumer>();
        services.AddWorkConsumer<FanOutVisitorWaitsConsumer>();
        services.AddWorkConsumer<FanOutReviewOpenedConsumer>().AddWorkConsumer<FanOutReviewResolvedConsumer>();
        services.AddBroadcastConsumer<CloseSocketsOnStaffAccessChangedConsumer>();
        services.AddBroadcastConsumer<SetChosenPresenceConsumer>();
        return builder;
    }

    /// <summary>
    /// Opens sockets before any other middleware, which would stay alive with each of them: where this service is a process
    /// of its own, and thousands are open. What is refused goes the usual way.
    /// </summary>
    public static IApplicationBuilder UseFeedDoor(this IApplicationBuilder app)
    {
        var door = app.ApplicationServices.GetRequiredService<FeedDoor>();
        var management = app.ApplicationServices.GetRequiredService<ProcessTopology>().ManagementUrl.Port;
        return app.Use(next => context =>
            context.Request.Path == SocketPath && context.Connection.LocalPort != management && door.TryServe(context) is { } served
                ? served : next(context));
    }

    public static IEndpointRouteBuilder MapRealtimeFanout(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.ServiceProvider.GetRequiredService<FeedDoor>();
        // A plain request delegate: a handler with injected services would hold a scope as long as the socket lives.
        // CONNECT is how a WebSocket opens over HTTP/2.
        endpoints.MapMethods(SocketPath, [HttpMethods.Get, HttpMethods.Connect], door.ServeAsync)
            .WithName("RealtimeFanout_Socket_Open")
            .WithDisplayName("Dashboard WebSocket")
            .AllowAnonymous(); // the token comes in the first frame, never in the address or a cookie
        endpoints.MapOwnPresence();
        StreamEndpoint.Map(endpoints, door);
        endpoints.MapInternal("/internal/realtimefanout/presence/{tenantId}", PresenceEndpoints.ListAsync);
        return endpoints;
    }
}
