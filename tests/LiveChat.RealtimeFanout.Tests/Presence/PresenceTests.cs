using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveChat.RealtimeFanout.Tests.Platform;
using LiveChat.RealtimeFanout.Tests.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.RealtimeFanout.Tests.Presence;

/// <summary>What other services learn of presence.</summary>
public sealed class PresenceTests(StandaloneHost fixture) : IClassFixture<StandaloneHost>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly FeedHost _host = fixture.Host;

    [Fact]
    public async Task PresenceChanged_AgentComesAndGoes_IsPublishedOncePerChange()
    {
        var (tenant, ada) = (_host.Admit(Sample.Tenant()), Guid.CreateVersion7());
        var heard = _host.Services.GetRequiredService<HeardPresence>();
        var first = await _host.SignInAsync(tenant, _ct, ada);
        Assert.Equal(["online"], await heard.StatesAsync(ada, 1, _ct));
        await using (var second = await _host.SignInAsync(tenant, _ct, ada))
        {
            await first.SendAsync(new { type = "presence", state = "away" });
            await second.SendAsync(new { type = "viewing", conversationId = Guid.CreateVersion7() });
            await second.SendAsync(new { type = "presence", state = "away" });
            Assert.Equal(["away"], await heard.StatesAsync(ada, 1, _ct));
        }
        await first.DisposeAsync();
        Assert.Equal(["offline"], await heard.StatesAsync(ada, 1, _ct));
    }

    [Fact]
    public async Task InternalRoute_PersonOnline_IsListedThereAndNotInPublic()
    {
        var (tenant, ada) = (_host.Admit(Sample.Tenant()), Guid.CreateVersion7());
        await using var client = await _host.SignInAsync(tenant, _ct, ada);
        await client.ExpectAsync("presence");
        using var http = new HttpClient();
        var path = $"/internal/realtimefanout/presence/{tenant}";
        var list = await http.GetFromJsonAsync<JsonElement>(new Uri(_host.Management, path), _ct);
        var person = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(ada, person.GetProperty("userId").GetGuid());
        Assert.Equal("online", person.GetProperty("state").GetString());
        using var outside = await http.GetAsync(new Uri(_host.Address, path), _ct);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }
}
