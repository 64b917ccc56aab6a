using LiveChat.SafetyModeration.Doctor;
using LiveChat.SafetyModeration.Erasure;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Reviews;
using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration;

/// <summary>Safety: screens what visitors write and what assistants drafted, by lists that each tenant keeps.</summary>
public static class SafetyModerationModule
{
    public static IHostApplicationBuilder AddSafetyModeration(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SafetyModerationOptions>().BindConfiguration(SafetyModerationOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.AddServiceDatabase(SafetyModerationDatabase.Name, typeof(SafetyModerationModule).Assembly);
        services.AddSingleton(provider => new SafetyModerationDatabase(
            provider.GetRequiredKeyedService<ServiceDatabase>(SafetyModerationDatabase.Name),
            provider.GetRequiredKeyedService<Outbox>(SafetyModerationDatabase.Name)));
        services.AddSingleton<SafetyModerationTelemetry>();
        services.AddSingleton<SafetySettingsStore>();
        services.AddSingleton<TenantScreens>();
        services.AddHostedService(provider => provider.GetRequiredService<TenantScreens>());
        services.AddSingleton<RecentMessagesClient>().AddSingleton<AssistantRoutingClient>().AddSingleton<Deliberation>();
        services.AddSingleton<Screener>().AddSingleton<ScreeningFaults>().AddSingleton<EscalationDesk>();
        services.AddSingleton<ReviewStore>().AddSingleton<ChatClient>().AddSingleton<ReviewDesk>();
        services.AddHostedService<ReviewSweeper>();
        services.AddSingleton<ErasureStore>();
        services.AddWorkConsumer<DropErasedReviewsConsumer>();
        services.AddWorkConsumer<KeepHeldRepliesConsumer>();
        services.AddWorkConsumer<ScreenPostedMessageConsumer>();
        services.AddWorkConsumer<ScreenDraftedReplyConsumer>();
        services.AddBroadcastConsumer<RefreshSafetySettingsConsumer>();
        return builder;
    }

    public static IEndpointRouteBuilder MapSafetyModeration(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSafetySettings();
        endpoints.MapSafetyTest();
        endpoints.MapInternalScreening();
        endpoints.MapDoctorFacts();
        endpoints.MapReviews();
        endpoints.MapSafetyFacts();
        return endpoints;
    }
}
