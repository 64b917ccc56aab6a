using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.ApiKeys;
using MassTransit;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Keeps when a site token or an API key was used last, and on which sites. A batch seen twice changes nothing.</summary>
internal sealed class RecordCredentialUsesConsumer(SiteTokenStore siteTokens, ApiKeyStore apiKeys) : IConsumer<CredentialsUsed>
{
    public async Task Consume(ConsumeContext<CredentialsUsed> context)
    {
        foreach (var use in context.Message.Uses)
        {
            if (use.Kind == CredentialUses.ApiKey)
                await apiKeys.UsedAsync(use, context.CancellationToken);
            else
                await siteTokens.UsedAsync(use, context.CancellationToken);
        }
    }
}
