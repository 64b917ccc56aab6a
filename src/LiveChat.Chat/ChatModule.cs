using LiveChat.Chat.Analytics;
using LiveChat.Chat.Assistants;
using LiveChat.Chat.Canned;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Doctor;
using LiveChat.Chat.Erasure;
using LiveChat.Chat.Escalation;
using LiveChat.Chat.Hours;
using LiveChat.Chat.Identity;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Samples;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Turns;
using LiveChat.Chat.Usage;
using LiveChat.Chat.Visitors;
using LiveChat.Chat.Waiting;
using LiveChat.Chat.Widget;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace LiveChat.Chat;

/// <summary>The heart: conversations, messages, turns, visitors, usage.</summary>
public static class ChatModule
{
    public static IHostApplicationBuilder AddChat(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase(ChatDatabase.Name, typeof(ChatModule).Assembly);
        var services = builder.Services;
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => new ChatDatabase(
            s.GetRequiredKeyedService<ServiceDatabase>(ChatDatabase.Name), s.GetRequiredKeyedService<Outbox>(ChatDatabase.Name)));
        services.AddSingleton<ChatTelemetry>();
        services.AddStarted<SessionKeySource>().AddStarted<ConversationWaiters>().AddStarted<TypingSigns>().AddStarted<ReplyPieces>();
        services.AddSingleton<AssistantDirectory>();
        services.AddSingleton(s => s.GetRequiredService<AssistantDirectory>().Refresher);
        services.AddSingleton<SafetyDirectory>();
        services.AddSingleton(s => s.GetRequiredService<SafetyDirectory>().Refresher);
        services.AddSingleton<StaffPresence>().AddSingleton<TypicalAnswerTimes>().AddSingleton<HandoverOutlook>().AddSingleton<AssignmentStore>();
        services.AddSingleton<AnalyticsStore>().AddSingleton<TenantEraser>();
        services.AddWorkConsumer<EraseTenantConversationsConsumer>();
        services.AddSingleton<HoursStore>().AddSingleton<HoursDirectory>();
        services.AddSingleton(s => s.GetRequiredService<HoursDirectory>().Refresher);
        services.AddBroadcastConsumer<RefreshHoursDirectoryConsumer>();
        services.AddSingleton<IdentitySecretDirectory>();
        services.AddSingleton(s => s.GetRequiredService<IdentitySecretDirectory>().Refresher);
        services.AddSingleton<IdentityStore>().AddSingleton<VisitorIdentification>();
        services.AddBroadcastConsumer<RefreshIdentitySecretsConsumer>();
        services.AddSingleton<ConversationStore>().AddSingleton<ConversationActionStore>().AddSingleton<MessageStore>();
        services.AddSingleton<AcceptStore>().AddSingleton<AgentMessageStore>().AddSingleton<TurnStore>().AddSingleton<TurnSweepStore>();
        services.AddSingleton<TrailStore>().AddSingleton<VisitorStore>().AddSingleton<CannedStore>().AddSingleton<SampleStore>().AddSingleton<DoctorFactsStore>();
        services.AddSingleton<MessageIntake>().AddSingleton<TurnWait>().AddSingleton<AnswerMaker>().AddSingleton<TurnRecorder>();
        services.AddSingleton<UsageStore>().AddSingleton<UsageMeter>();
        if (builder.Topology().Distributed)
            services.AddSingleton<IUsageCounters>(s => new RedisUsageCounters(s.GetRequiredService<IConnectionMultiplexer>()));
        else services.AddSingleton<IUsageCounters, MemoryUsageCounters>();
        services.AddSingleton<HoldStore>().AddSingleton<SettleStore>().AddSingleton<ReviewSettler>().AddHostedService<HeldReplySweeper>();
        services.AddSingleton<IdleStore>().AddHostedService<IdleCloser>();
        services.AddSingleton<UnreadAnswerStore>().AddSingleton<WaitingVisitorStore>().AddHostedService<WaitingSweeper>();
        services.AddHealthChecks().AddCheck<UsageHealth>("usage", HealthStatus.Degraded, ["ready"]);
        services.AddHostedService<UsageSaver>().AddHostedService<TurnSweeper>();

        services.AddSingleton<IOutboxLoader<VisitorMessagePosted>, TurnStartLoader>();
        services.AddSingleton<IOutboxLoader<MessagePosted>, PostedMessageLoader>();
        services.AddSingleton(new OutboxBatch(typeof(MessagePosted), static rows => new MessagesPosted(
            [.. rows.Select(r => new PostedLine((MessagePosted)r.Event!, r.TraceParent))])));
        services.AddSingleton<IOutboxLoader<HeldRepliesChanged>, HeldRepliesLoader>();
        services.AddSingleton<IOutboxLoader<ConversationChanged>, ChangedConversationLoader>();
        services.AddSingleton<IOutboxLoader<AnswerUnread>, UnreadAnswerLoader>();
        services.AddSingleton<IOutboxLoader<VisitorWaits>>(provider =>
        {
            var (hours, presence) = (provider.GetRequiredService<HoursDirectory>(), provider.GetRequiredService<StaffPresence>());
            // Outside of opening hours nobody is expected, and a mail at night helps nobody.
            return new WaitingVisitorLoader(provider.GetRequiredService<ChatDatabase>(), async tenant =>
                hours.NextOpening(tenant) is null && !await presence.AnybodyOnlineAsync(tenant).ConfigureAwait(false));
        });
        services.AddWorkConsumer<RecordScreenedReplyConsumer>().AddWorkConsumer<EndStoppedTurnConsumer>();
        services.AddSingleton<EscalationStore>().AddWorkConsumer<ApplyEscalationConsumer>();
        services.AddWorkConsumer<HandOverFailedReplyConsumer>().AddWorkConsumer<HandOverRequestedConsumer>();
        services.AddBroadcastConsumer<RefreshAssistantDirectoryConsumer>().AddBroadcastConsumer<RefreshSafetyDirectoryConsumer>();
        return builder;
    }

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder endpoints)
    {
        var widget = endpoints.MapGroup("/api/widgets/{tenantId}").WithTags("Widget");
        PostMessageEndpoint.Map(widget);
        HistoryEndpoints.Map(widget);
        VisitorActionEndpoints.Map(widget);
        ConfigEndpoint.Map(widget);
        VisitorIdentityEndpoint.Map(widget);

        var tenant = endpoints.MapGroup("/api/tenants/{tenantId}");
        var conversations = tenant.MapGroup("").WithTags("Conversations");
        ConversationEndpoints.Map(conversations);
        ConversationActionEndpoints.Map(conversations);
        TrailEndpoints.Map(conversations);
        VisitorEndpoints.Map(tenant.MapGroup("").WithTags("Visitors"));
        CannedEndpoints.Map(tenant.MapGroup("").WithTags("Canned replies"));
        UsageEndpoints.Map(tenant.MapGroup("").WithTags("Usage"));
        AnalyticsEndpoints.Map(tenant.MapGroup("").WithTags("Usage"));
        HoursEndpoints.Map(tenant.MapGroup("").WithTags("Daily work"), endpoints);
        SampleEndpoints.Map(endpoints);
        DoctorFactsEndpoint.Map(endpoints);
        ContextEndpoints.Map(endpoints);
        RecentMessageEndpoints.Map(endpoints);
        InternalReviewEndpoints.Map(endpoints);
        return endpoints;
    }

    /// <summary>One instance, injected as itself and started with the host.</summary>
    private static IServiceCollection AddStarted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        return services.AddSingleton<IHostedService>(s => s.GetRequiredService<T>());
    }
}
