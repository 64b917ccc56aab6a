using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Doctor;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Erasure;
using LiveChat.AssistantRouting.Facts;
using LiveChat.AssistantRouting.Judgements;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Routing;
using LiveChat.AssistantRouting.Streaming;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting;

/// <summary>Assistants, routing rules, knowledge and the drafts of replies.</summary>
public static class AssistantRoutingModule
{
    internal const string Name = "assistantrouting";

    /// <summary>Registers the module: its database, caches, consumers and options.</summary>
    public static IHostApplicationBuilder AddAssistantRouting(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDatabase(Name, typeof(AssistantRoutingModule).Assembly);
        services.AddOptions<AssistantRoutingOptions>().BindConfiguration(AssistantRoutingOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SettingsWriter>();
        services.AddSingleton<AssistantStore>();
        services.AddSingleton<RoutingStore>();
        services.AddSingleton<ProviderStore>();
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<UnansweredStore>();
        services.AddSingleton<FactsStore>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<DraftClaimStore>();
        services.AddSingleton<CostStore>();
        services.AddSingleton<JudgementStore>();
        services.AddSingleton<TenantSetupStore>();
        services.AddSingleton<TenantSetups>();
        services.AddSingleton<Drafter>();
        services.AddSingleton<AssistantAnswers>();
        services.AddSingleton<ChatClients>();
        services.AddSingleton<ProviderPipelines>();
        services.AddSingleton<ProviderCalls>();
        services.AddSingleton<ConversationClient>();
        services.AddSingleton<MaskedText>();
        services.AddSingleton<SentenceScreen>();
        services.AddSingleton<ReplyStreams>();
        services.AddSingleton<IntentFinder>();
        services.AddSingleton<TenantHours>();
        services.AddSingleton(s => s.GetRequiredService<TenantHours>().Refresher);
        services.AddHostedService<ProviderKeyRotation>();
        services.AddSingleton<IOutboxLoader<AssistantFactsChanged>, AssistantFactsLoader>();
        services.AddHostedService<TenantSetupRefresher>();
        services.AddHostedService<DraftPruner>();
        services.AddSingleton<ErasureStore>();
        services.AddWorkConsumer<ForgetErasedVisitorConsumer>().AddWorkConsumer<EraseTenantKnowledgeConsumer>();
        services.AddWorkConsumer<DraftReplyConsumer>(prefetch: 256);
        services.AddBroadcastConsumer<RefreshTenantSetupConsumer>();
        services.AddBroadcastConsumer<KeepTenantHoursConsumer>();
        return builder;
    }

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapAssistantRouting(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFacts();
        endpoints.MapDoctorFacts();
        endpoints.MapJudgements();
        var staff = endpoints.MapGroup("/api/tenants/{tenantId}").WithTags("Assistants");
        staff.MapAssistants();
        staff.MapRouting();
        staff.MapProvider();
        staff.MapCosts();
        staff.MapKnowledge();
        staff.MapImport();
        staff.MapUnanswered();
        return endpoints;
    }
}
