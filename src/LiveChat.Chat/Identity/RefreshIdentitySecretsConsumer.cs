using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Identity;

/// <summary>A tenant changed, its identity secrets perhaps: they are read again.</summary>
internal sealed class RefreshIdentitySecretsConsumer(IdentitySecretDirectory secrets) : IConsumer<TenantAccessChanged>
{
    public async Task Consume(ConsumeContext<TenantAccessChanged> context)
    {
        try
        {
            await secrets.RefreshAsync(context.CancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // The directory's own re-read makes up for it.
        }
    }
}
