using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.ApiKeys;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Doctor;
using LiveChat.WidgetAuth.Identity;
using LiveChat.WidgetAuth.Keys;
using LiveChat.WidgetAuth.Mail;
using LiveChat.WidgetAuth.SiteTokens;
using LiveChat.WidgetAuth.Staff;
using LiveChat.WidgetAuth.Tenants;
using LiveChat.WidgetAuth.Webhooks;
using LiveChat.WidgetAuth.Widget;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth;

/// <summary>Who may talk: tenants, staff, site tokens, signing keys, domain allowlists, widget settings, audit.</summary>
public static class WidgetAuthModule
{
    internal const string Name = "widgetauth";

    /// <summary>Registers the module.</summary>
    public static void AddWidgetAuth(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDatabase(Name, typeof(WidgetAuthModule).Assembly);
        services.AddOptions<WidgetAuthOptions>()
            .Bind(builder.Configuration.GetSection(WidgetAuthOptions.Section))
            .Configure(options => options.Demo = builder.Configuration.GetValue("LiveChat:Demo", false))
            .ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SigningKeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<SigningKeyRing>());
        services.AddHostedService<SigningKeyRotation>();
        // The ring is in this process: tokens are checked against it instead of the JWKS.
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeyRing>());
        services.AddSingleton<TokenMint>();

        services.AddSingleton<TenantStore>();
        services.AddSingleton<IOutboxLoader<TenantAccessChanged>>(provider => provider.GetRequiredService<TenantStore>());
        services.AddSingleton<SiteTokenStore>();
        services.AddSingleton<RefusedOriginStore>();
        services.AddWorkConsumer<RecordRefusedRequestsConsumer>();

        services.AddOptions<SmtpOptions>().Bind(builder.Configuration.GetSection(SmtpOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>>(new ValidateSmtpOptions());
        services.AddSingleton<Mailbox>();
        services.AddHostedService<MailDelivery>();
        services.AddWorkConsumer<MailUnreadAnswerConsumer>();
        services.AddSingleton<StaffMails>().AddWorkConsumer<MailEscalationConsumer>().AddWorkConsumer<MailWaitingVisitorConsumer>();
        services.AddSingleton<ExpiryWarningStore>();
        services.AddSingleton<ExpiryWarnings>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpiryWarnings>());
        services.AddSingleton<PasswordResetStore>();
        services.AddSingleton<PasswordChangeStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddWorkConsumer<RecordCredentialUsesConsumer>();
        services.AddWorkConsumer<RecordSettingsChangedConsumer>().AddWorkConsumer<RecordReviewDecisionConsumer>();

        services.AddOutboundHttpClient(SiteReader.ClientName);
        services.AddSingleton<SiteReader>();
        services.AddSingleton<DoctorNeighbours>();
        services.AddSingleton<DoctorStore>();
        services.AddSingleton<DoctorRounds>();
        services.AddSingleton<IdentitySecretStore>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<WebhookBook>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddOutboundHttpClient(WebhookSender.ClientName);
        services.AddWorkConsumer<QueueWebhookDeliveriesConsumer>().AddWorkConsumer<DropErasedDeliveriesConsumer>();

        services.AddSingleton<AccountStore>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInCodeStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<MemberStore>();
        services.AddSingleton<Grants>();
    }

    /// <summary>Maps the module's routes.</summary>
    public static void MapWidgetAuth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapJwks();
        endpoints.MapOperator();
        endpoints.MapLimits();
        endpoints.MapTenantSnapshot();
        endpoints.MapWidgetSettings();
        endpoints.MapRefusedOrigins();
        endpoints.MapSiteTokens();
        endpoints.MapSiteTokenRenewal();
        endpoints.MapExpiredTokens();
        endpoints.MapSignIn();
        endpoints.MapSignInCodes();
        endpoints.MapSessions();
        endpoints.MapPasswords();
        endpoints.MapPasswordResets();
        endpoints.MapInvitations();
        endpoints.MapMembers();
        endpoints.MapOpenInvitations();
        endpoints.MapApiKeys();
        endpoints.MapIdentitySecrets();
        endpoints.MapWebhooks();
        endpoints.MapAudit();
        endpoints.MapDoctor();
    }
}
