using System.Net.WebSockets;
using System.Text;
using LiveChat.RealtimeFanout.Tests.Platform;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

/// <summary>Every way a connection ends, each with its code.</summary>
public sealed class CloseCodeTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Auth_NotSentInTime_Is4408()
    {
        await using var host = await StartAsync(("AuthTimeout", "00:00:00.200"));
        await using var client = await host.ConnectAsync(_ct);
        Assert.Equal((4408, "auth_timeout"), await client.EndAsync());
    }

    [Fact]
    public async Task Auth_BadTokens_Are4401WithTheirCode()
    {
        await using var host = await StartAsync();
        var tenant = host.Admit(Sample.Tenant());
        var user = Guid.CreateVersion7();
        var good = StaffTokens.Mint(tenant, user);
        await RefusedAsync(host, "no token at all", 4401, "token_malformed");
        await RefusedAsync(host, good[..^8] + "AAAAAAAA", 4401, "token_invalid");
        await RefusedAsync(host, StaffTokens.Mint(tenant, user, life: TimeSpan.FromSeconds(-5)), 4401, "token_expired");
        await RefusedAsync(host, StaffTokens.Mint(tenant, user, kind: TokenKind.Widget), 4401, "token_wrong_kind");
        await RefusedAsync(host, StaffTokens.Mint(tenant, user, role: "king"), 4401, "token_invalid");
        await using var client = await host.ConnectAsync(_ct);
        await client.SendAsync(new { type = "auth" });
        Assert.Equal((4401, "token_missing"), await client.EndAsync());
    }

    [Fact]
    public async Task Auth_TenantSuspendedOrUnknown_Is4403()
    {
        await using var host = await StartAsync();
        var suspended = host.Admit(Sample.Tenant(), "suspended");
        await RefusedAsync(host, StaffTokens.Mint(suspended, Guid.CreateVersion7()), 4403, "tenant_suspended");
        await RefusedAsync(host, StaffTokens.Mint(Sample.Tenant(), Guid.CreateVersion7()), 4403, "tenant_not_found");
    }

    [Fact]
    public async Task Token_AboutToExpire_IsAnnouncedAndRenewedInPlace()
    {
        await using var host = await StartAsync();
        var (tenant, user) = (host.Admit(Sample.Tenant()), Guid.CreateVersion7());
        await using var client = await host.ConnectAsync(_ct);
        await client.AuthAsync(StaffTokens.Mint(tenant, user, life: TimeSpan.FromSeconds(3)));
        var first = await client.ExpectAsync("auth:ok");
        Assert.NotEmpty((await client.ExpectAsync("auth:expiring")).GetProperty("at").GetString()!);
        await client.AuthAsync(StaffTokens.Mint(tenant, user, life: TimeSpan.FromSeconds(5)));
        var renewed = await client.ExpectAsync("auth:ok");
        Assert.Equal(first.GetProperty("connectionId").GetString(), renewed.GetProperty("connectionId").GetString());
        // Not renewed a second time: it ends with the second token.
        await client.ExpectAsync("auth:expiring");
        Assert.Equal((4401, "token_expired"), await client.EndAsync());
    }

    [Fact]
    public async Task Renewal_AnotherPersonOrTenant_Is4403()
    {
        await using var host = await StartAsync();
        var (tenant, other) = (host.Admit(Sample.Tenant()), host.Admit(Sample.Tenant()));
        var user = Guid.CreateVersion7();
        foreach (var token in (string[])[StaffTokens.Mint(tenant, Guid.CreateVersion7()), StaffTokens.Mint(other, user)])
        {
            await using var client = await host.SignInAsync(tenant, _ct, user);
            await client.AuthAsync(token);
            Assert.Equal((4403, "tenant_mismatch"), await client.EndAsync());
        }
    }

    [Fact]
    public async Task Renewal_BadToken_Is4401()
    {
        await using var host = await StartAsync();
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        await client.AuthAsync("gone wrong");
        Assert.Equal((4401, "token_malformed"), await client.EndAsync());
    }

    [Fact]
    public async Task Frame_Of64KiB_IsReadAndOneByteMoreIs1009()
    {
        await using var host = await StartAsync();
        var tenant = host.Admit(Sample.Tenant());
        await using var client = await host.SignInAsync(tenant, _ct);
        await client.SendTextAsync(Padded(64 * 1024));
        Assert.Equal("invalid_request", (await client.ExpectAsync("error")).GetProperty("code").GetString());
        await client.SendTextAsync(Padded(64 * 1024 + 1));
        Assert.Equal(1009, (await client.EndAsync()).Close);
    }

    [Fact]
    public async Task Frame_FragmentsTogetherTooLarge_Is1009()
    {
        await using var host = await StartAsync();
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        var part = Encoding.ASCII.GetBytes(new string('x', 8 * 1024));
        for (var i = 0; i < 20; i++) await client.SendBytesAsync(part, endOfMessage: false);
        Assert.Equal(1009, (await client.EndAsync()).Close);
    }

    [Fact]
    public async Task Frame_InFragmentsAcrossACharacter_IsRead()
    {
        await using var host = await StartAsync();
        var tenant = host.Admit(Sample.Tenant());
        await using var client = await host.ConnectAsync(_ct);
        var bytes = Encoding.UTF8.GetBytes($$"""{"ü":1,"type":"auth","token":"{{StaffTokens.Mint(tenant, Guid.CreateVersion7())}}"}""");
        await client.SendBytesAsync(bytes.AsMemory(0, 3), endOfMessage: false);
        await client.SendBytesAsync(bytes.AsMemory(3, 10), endOfMessage: false);
        await client.SendBytesAsync(bytes.AsMemory(13));
        await client.ExpectAsync("auth:ok");
    }

    [Fact]
    public async Task Frame_Binary_Is1003()
    {
        await using var host = await StartAsync();
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        await client.SendBytesAsync("{}"u8.ToArray(), WebSocketMessageType.Binary);
        Assert.Equal(1003, (await client.EndAsync()).Close);
    }

    [Fact]
    public async Task Frame_InvalidUtf8_Is1007()
    {
        await using var host = await StartAsync();
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        await client.SendBytesAsync(new byte[] { 0x22, 0xC3, 0x28, 0x22 });
        Assert.Equal(1007, (await client.EndAsync()).Close);
    }

    [Fact]
    public async Task Frames_Flood_Is1008()
    {
        await using var host = await StartAsync(("MaxFramesPer10Seconds", "20"));
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        for (var i = 0; i < 21; i++) await client.SendAsync(new { type = "presence", state = "online" });
        Assert.Equal((1008, "rate_limited"), await client.EndAsync());
    }

    [Fact]
    public async Task Connections_MoreThanThePersonMayHave_Are4429()
    {
        await using var host = await StartAsync(("MaxConnectionsPerUser", "2"), ("MaxConnectionsPerTenant", "3"));
        var (tenant, user) = (host.Admit(Sample.Tenant()), Guid.CreateVersion7());
        await using var first = await host.SignInAsync(tenant, _ct, user);
        await using var second = await host.SignInAsync(tenant, _ct, user);
        await RefusedAsync(host, StaffTokens.Mint(tenant, user), 4429, "rate_limited");
        await using var colleague = await host.SignInAsync(tenant, _ct);
        await RefusedAsync(host, StaffTokens.Mint(tenant, Guid.CreateVersion7()), 4429, "rate_limited");
    }

    [Fact]
    public async Task Client_ClosesFirst_GetsItsCodeBack()
    {
        await using var host = await StartAsync();
        await using var client = await host.SignInAsync(host.Admit(Sample.Tenant()), _ct);
        await client.Socket.CloseAsync((WebSocketCloseStatus)4999, "bye", _ct);
        Assert.Equal(4999, (int)client.Socket.CloseStatus!);
    }

    private static string Padded(int length)
    {
        var text = """{"type":"unheard","padding":"?"}""";
        return text.Replace("?", new string('x', length - text.Length + 1), StringComparison.Ordinal);
    }

    private Task<FeedHost> StartAsync(params (string, string)[] options) =>
        FeedHost.StartAsync(null, _ct, [("SweepInterval", "00:00:00.050"), .. options]);

    private async Task RefusedAsync(FeedHost host, string token, int close, string code)
    {
        await using var client = await host.ConnectAsync(_ct);
        await client.AuthAsync(token);
        Assert.Equal((close, code), await client.EndAsync());
    }
}
