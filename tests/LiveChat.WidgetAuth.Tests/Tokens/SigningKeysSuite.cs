using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Tests.Tokens;

/// <summary>What every source of signing keys promises: widget-auth's own ring, and its JWKS over HTTP.</summary>
public abstract class SigningKeysSuite(WidgetAuthHost host)
{
    protected WidgetAuthHost Host { get; } = host;

    private protected abstract ISigningKeys Keys { get; }

    [Fact]
    public async Task Find_TheKeyThatSigns_ChecksItsTokens()
    {
        var tenant = await Host.TenantAsync();
        var token = (await Host.MintAsync(tenant)).Text("token");
        var signature = new TokenSignature(Keys);
        Assert.Equal(tenant.Id, (await signature.CheckAsync(token, TestContext.Current.CancellationToken)).Token!.TenantId);
        var key = await Keys.FindAsync(new JsonWebToken(token).Kid, TestContext.Current.CancellationToken);
        Assert.NotEqual(PrivateKeyStatus.Exists, (key as AsymmetricSecurityKey)?.PrivateKeyStatus);
    }

    [Fact]
    public async Task Find_UnknownKey_IsNull()
    {
        for (var i = 0; i < 50; i++)
            Assert.Null(await Keys.FindAsync($"made-up-{i}", TestContext.Current.CancellationToken));
    }
}

public sealed class OwnRingTests(WidgetAuthHost host) : SigningKeysSuite(host)
{
    private protected override ISigningKeys Keys => Host.Services.GetRequiredService<SigningKeyRing>();
}

public sealed class RemoteKeysTests : SigningKeysSuite, IDisposable
{
    private readonly RemoteSigningKeys _keys;

    public RemoteKeysTests(WidgetAuthHost host)
        : base(host) => _keys = new(host.Services.GetRequiredService<InternalClients>(), TimeProvider.System, NullLogger<RemoteSigningKeys>.Instance);

    private protected override ISigningKeys Keys => _keys;

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Find_WidgetAuthNeverReached_Is503()
    {
        var clients = new ServiceCollection().AddHttpClient()
            .ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client => client.BaseAddress = new("http://127.0.0.1:9")))
            .BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        using var keys = new RemoteSigningKeys(new(clients), TimeProvider.System, NullLogger<RemoteSigningKeys>.Instance);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => keys.FindAsync("any", TestContext.Current.CancellationToken).AsTask());
        Assert.Equal("unavailable", refused.Problem.Code);
    }
}
