using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Tests.Platform;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

/// <summary>The contract's 'Dashboard WebSocket' as a dashboard meets it, in both topologies.</summary>
public abstract partial class SocketSuite(HostFixture fixture)
{
    private protected CancellationToken Ct { get; } = TestContext.Current.CancellationToken;

    private protected FeedHost Host => fixture.Host;

    private protected string Tenant { get; } = fixture.Host.Admit(Sample.Tenant());

    [Fact]
    public async Task Auth_ValidToken_GreetsWithConnectionAndPosition()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        Assert.NotEmpty(client.Greeting.GetProperty("connectionId").GetString()!);
        Assert.Matches("^[a-z0-9]+-0$", client.LastEventId);
        Assert.Equal(0, client.Greeting.GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task MessagePosted_NewConversation_ComesAsConversationThenMessage()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        var posted = Sample.Posted(Tenant, "Grüezi <b>");
        await Host.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, Ct);
        var events = await client.EventsAsync(2);
        Assert.Equal(["conversation:new", "message:new"], events.Select(Type));
        Assert.Equal([1, 2], events.Select(Number));
        Assert.All(events, e => Assert.Equal(posted.RequestId, e.GetProperty("requestId").GetString()));
        Assert.Equal(posted.Conversation.Id, events[0].GetProperty("data").GetProperty("conversation").GetProperty("id").GetGuid());
        var data = events[1].GetProperty("data");
        Assert.Equal(posted.Conversation.Id, data.GetProperty("conversationId").GetGuid());
        Assert.Equal("Grüezi <b>", data.GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public async Task MessagePosted_BroughtTwiceByTheBus_ComesOnce()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        var posted = Sample.Posted(Tenant);
        await Host.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, Ct);
        await client.EventsAsync(2);
        await Host.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, Ct);
        var changed = new ConversationChanged(Tenant, "request-2", Sample.Conversation(posted.Conversation.Id, 2));
        await Host.Bus.PublishAsync(changed, changed.RequestId, Ct);
        var next = Assert.Single(await client.EventsAsync(1));
        Assert.Equal(("conversation:updated", 3), (Type(next), Number(next)));
    }

    // Chat may die between telling of the reply and telling of the line it answers; the sweep tells of that line later, with
    // the conversation as it is by then.
    [Fact]
    public async Task MessagePosted_NewConversation_ComesAlsoBehindItsOwnReply()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        var reply = Sample.Posted(Tenant, version: 2);
        var first = Sample.Posted(Tenant, version: 2, conversationId: reply.Conversation.Id) with { NewConversation = true };
        await Host.Bus.PublishAsync(Sample.Told(reply), reply.RequestId, Ct);
        Assert.Equal(["conversation:updated", "message:new"], (await client.EventsAsync(2)).Select(Type));
        await Host.Bus.PublishAsync(Sample.Told(first), first.RequestId, Ct);
        Assert.Equal(["conversation:new", "message:new"], (await client.EventsAsync(2)).Select(Type));

        await Host.Bus.PublishAsync(Sample.Told(first), first.RequestId, Ct);
        var changed = new ConversationChanged(Tenant, "request-2", Sample.Conversation(first.Conversation.Id, 3));
        await Host.Bus.PublishAsync(changed, changed.RequestId, Ct);
        var next = Assert.Single(await client.EventsAsync(1));
        Assert.Equal(("conversation:updated", 5), (Type(next), Number(next)));
    }

    [Fact]
    public async Task VisitorWaits_ComesOncePerWait()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        var since = DateTimeOffset.UtcNow.AddMinutes(-2);
        var conversation = Sample.Conversation(Guid.CreateVersion7(), 3) with { WaitingSince = since };
        foreach (var begin in (DateTimeOffset[])[since, since, since.AddMinutes(1)])
            await Host.Bus.PublishAsync(new VisitorWaits(Tenant, "request-1", conversation, begin), "request-1", Ct);
        await WriteAsync(Tenant, 1);
        var events = await client.EventsAsync(3);
        Assert.Equal(["visitor:waiting", "visitor:waiting"], events.Select(Type).Where(t => t == "visitor:waiting"));
        Assert.Equal(conversation.Id, events.First(e => Type(e) == "visitor:waiting").GetProperty("data").GetProperty("conversation").GetProperty("id").GetGuid());
        Assert.Equal([1, 2, 3], events.Select(Number));
    }

    [Fact]
    public async Task Events_OtherTenant_DoNotCome()
    {
        var other = Host.Admit(Sample.Tenant());
        await using var client = await Host.SignInAsync(Tenant, Ct);
        await WriteAsync(other, 3);
        await WriteAsync(Tenant, 1);
        Assert.Equal("event 1", Name(Assert.Single(await client.EventsAsync(1))));
    }

    [Fact]
    public async Task Resume_AfterAnAbsence_GetsWhatWasMissedOnceAndInOrder()
    {
        string last;
        await using (var client = await Host.SignInAsync(Tenant, Ct))
        {
            await WriteAsync(Tenant, 5);
            last = (await client.EventsAsync(2))[^1].GetProperty("id").GetString()!;
        }
        await WriteAsync(Tenant, 400, from: 6);
        await using var back = await Host.SignInAsync(Tenant, Ct, lastEventId: last);
        Assert.Equal(403, back.Greeting.GetProperty("replayed").GetInt32());
        Assert.Equal(last, back.LastEventId);
        await WriteAsync(Tenant, 2, from: 406);
        Assert.Equal(Enumerable.Range(3, 405), (await back.EventsAsync(405)).Select(Number));
    }

    [Fact]
    public async Task Resume_WhileEventsPourIn_MissesNothingAndRepeatsNothing()
    {
        await using var watcher = await Host.SignInAsync(Tenant, Ct);
        var last = watcher.LastEventId;
        var watching = FollowAsync(watcher, 1500);
        var writing = Task.Run(() => WriteAsync(Tenant, 1500), Ct);
        var seen = new List<int>();
        while (seen.Count < 1500)
        {
            await using var client = await Host.SignInAsync(Tenant, Ct, lastEventId: last);
            var events = await client.EventsAsync(Math.Min(97, 1500 - seen.Count));
            last = events[^1].GetProperty("id").GetString()!;
            seen.AddRange(events.Select(Number));
        }
        await writing;
        Assert.Equal(Enumerable.Range(1, 1500), seen);
        Assert.Equal(Enumerable.Range(1, 1500), await watching);
    }

    /// <summary>Reads as a dashboard does: one that is told that it is too slow (1013) comes back with the last id.</summary>
    private async Task<List<int>> FollowAsync(DashboardClient client, int count)
    {
        var seen = new List<int>();
        var last = client.LastEventId;
        while (true)
        {
            while (await client.ReceiveAsync() is { } frame)
            {
                if (!frame.TryGetProperty("id", out var id)) continue;
                last = id.GetString()!;
                seen.Add(Number(frame));
                if (seen.Count == count) return seen;
            }
            Assert.Equal(1013, (int)client.Socket.CloseStatus!);
            client = await Host.SignInAsync(Tenant, Ct, lastEventId: last);
        }
    }

    [Theory]
    [InlineData("anotherepoch-3")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Resume_PositionUnknown_IsToldToResyncAndGoesOnLive(string lastEventId)
    {
        await WriteAsync(Tenant, 2);
        await using var client = await Host.SignInAsync(Tenant, Ct, lastEventId: lastEventId);
        Assert.Equal(0, client.Greeting.GetProperty("replayed").GetInt32());
        await client.ExpectAsync("resync");
        await WriteAsync(Tenant, 1, from: 3);
        Assert.Equal(3, Number(Assert.Single(await client.EventsAsync(1))));
    }

    [Fact]
    public async Task Frames_BeforeAuth_AreRefusedAndTheConnectionStays()
    {
        await using var client = await Host.ConnectAsync(Ct);
        await client.SendAsync(new { type = "viewing", conversationId = (string?)null });
        Assert.Equal("token_missing", Code(await client.ExpectAsync("error")));
        await client.AuthAsync(StaffTokens.Mint(Tenant, Guid.CreateVersion7()));
        await client.ExpectAsync("auth:ok");
    }

    [Theory]
    [InlineData("""{"type":"ping"}""")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("""{"type":"viewing","conversationId":7}""")]
    public async Task Frame_NotOfTheContract_IsAnErrorAndTheConnectionStays(string text)
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        await client.SendTextAsync(text);
        Assert.Equal("invalid_request", Code(await client.ExpectAsync("error")));
        await WriteAsync(Tenant, 1);
        await client.EventsAsync(1);
    }

    [Fact]
    public async Task Presence_ColleagueComesLooksAndGoes_IsShownToTheTenant()
    {
        var (ada, bob, conversation) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var watcher = await Host.SignInAsync(Tenant, Ct, ada);
        await PresenceAsync(watcher, ada, "online", null);
        var colleague = await Host.SignInAsync(Tenant, Ct, bob);
        await PresenceAsync(watcher, bob, "online", null);
        await PresenceAsync(colleague, ada, "online", null);
        await colleague.SendAsync(new { type = "viewing", conversationId = conversation });
        await PresenceAsync(watcher, bob, "online", conversation);
        await colleague.SendAsync(new { type = "presence", state = "away" });
        await PresenceAsync(watcher, bob, "away", conversation);
        await colleague.DisposeAsync();
        await PresenceAsync(watcher, bob, "offline", null);
    }

    [Fact]
    public async Task Presence_ChosenForAllWindows_IsShownOnceAndHidesWhoIsOffline()
    {
        var (ada, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var watcher = await Host.SignInAsync(Tenant, Ct, ada);
        await using var first = await Host.SignInAsync(Tenant, Ct, bob);
        await using var second = await Host.SignInAsync(Tenant, Ct, bob);
        await PresenceAsync(watcher, bob, "online", null);

        // One window's word would leave the person online by the other.
        Assert.Equal(HttpStatusCode.NoContent, (await Host.PutPresenceAsync(Tenant, bob, """{"state":"away"}""", Ct)).Status);
        await PresenceAsync(watcher, bob, "away", null);
        Assert.Equal(HttpStatusCode.NoContent, (await Host.PutPresenceAsync(Tenant, bob, """{"state":"offline"}""", Ct)).Status);
        await PresenceAsync(watcher, bob, "offline", null);
        Assert.DoesNotContain(await ListedAsync(), p => p.GetProperty("userId").GetGuid() == bob);
        Assert.Equal(HttpStatusCode.NoContent, (await Host.PutPresenceAsync(Tenant, bob, """{"state":"online"}""", Ct)).Status);
        await PresenceAsync(watcher, bob, "online", null);
        Assert.Equal("online", (await ListedAsync()).Single(p => p.GetProperty("userId").GetGuid() == bob).GetProperty("state").GetString());
        // The sockets stayed all the while.
        await WriteAsync(Tenant, 1);
        await first.EventsAsync(1);
        await second.EventsAsync(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"state":"busy"}""")]
    [InlineData("""{"state":7}""")]
    [InlineData("""{"state":"ONLINE"}""")]
    public async Task Presence_ChosenOtherwise_Is400(string body) =>
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), await Host.PutPresenceAsync(Tenant, Guid.CreateVersion7(), body, Ct));

    [Fact]
    public async Task Presence_ChosenInAnotherTenant_IsRefused() => Assert.Equal(
        (HttpStatusCode.Forbidden, "tenant_mismatch"),
        await Host.PutPresenceAsync(Tenant, Guid.CreateVersion7(), """{"state":"away"}""", Ct, route: Host.Admit(Sample.Tenant())));

    [Fact]
    public async Task Socket_OnTheManagementListener_DoesNotExist()
    {
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(Host.Management) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri;
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(address, Ct));
        Assert.Equal(HttpStatusCode.NotFound, socket.HttpStatusCode);
    }

    private async Task<List<JsonElement>> ListedAsync()
    {
        using var http = new HttpClient();
        var list = await http.GetFromJsonAsync<JsonElement>(new Uri(Host.Management, $"/internal/realtimefanout/presence/{Tenant}"), Ct);
        return [.. list.GetProperty("items").EnumerateArray()];
    }

    [Fact]
    public async Task Typing_Agent_IsShownToTheTenant()
    {
        var (ada, conversation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var watcher = await Host.SignInAsync(Tenant, Ct);
        await using var agent = await Host.SignInAsync(Tenant, Ct, ada);
        await agent.SendAsync(new { type = "typing", conversationId = conversation, typing = true });
        var data = (await watcher.ExpectAsync("typing")).GetProperty("data");
        Assert.Equal(conversation, data.GetProperty("conversationId").GetGuid());
        Assert.True(data.GetProperty("typing").GetBoolean());
        Assert.Equal("agent", data.GetProperty("author").GetProperty("type").GetString());
        Assert.Equal(ada, data.GetProperty("author").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Typing_Viewer_IsRefusedAndTheConnectionStays()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct, role: "viewer");
        await client.SendAsync(new { type = "typing", conversationId = Guid.CreateVersion7(), typing = true });
        Assert.Equal("forbidden", Code(await client.ExpectAsync("error")));
        await WriteAsync(Tenant, 1);
        await client.EventsAsync(1);
    }

    [Fact]
    public async Task StaffAccessChanged_OlderToken_IsClosedWith4403AndNoOther()
    {
        var (removed, stays) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var gone = await Host.SignInAsync(Tenant, Ct, removed);
        await using var colleague = await Host.SignInAsync(Tenant, Ct, stays);
        await Host.Bus.PublishAsync(
            new StaffAccessChanged(Tenant, removed, null, DateTimeOffset.UtcNow.AddSeconds(1)), null, Ct);
        Assert.Equal((4403, "token_revoked"), await gone.EndAsync());
        await WriteAsync(Tenant, 1);
        await colleague.EventsAsync(1);
    }

    [Fact]
    public async Task StaffAccessChanged_WithASessionThatGoesOn_ClosesThePersonsOthersOnly()
    {
        var (person, session) = (Guid.CreateVersion7(), Guid.NewGuid());
        await using var changing = await Host.ConnectAsync(Ct);
        await changing.AuthAsync(StaffTokens.Mint(Tenant, person, session: session));
        await changing.ExpectAsync("auth:ok");
        await using var elsewhere = await Host.SignInAsync(Tenant, Ct, person);
        var at = DateTimeOffset.UtcNow.AddSeconds(1);
        await Host.Bus.PublishAsync(new StaffAccessChanged(Tenant, person, "agent", at, session), null, Ct);
        Assert.Equal((4403, "token_revoked"), await elsewhere.EndAsync());
        await WriteAsync(Tenant, 1);
        await changing.EventsAsync(1);
        // A later end of all access is not held off by it.
        await Host.Bus.PublishAsync(new StaffAccessChanged(Tenant, person, null, at.AddSeconds(1)), null, Ct);
        Assert.Equal((4403, "token_revoked"), await changing.EndAsync());
    }

    [Fact]
    public async Task TenantSuspended_EveryDashboard_IsClosedWith4403()
    {
        await using var client = await Host.SignInAsync(Tenant, Ct);
        await Host.Bus.PublishAsync(new TenantAccessChanged(Sample.Access(Tenant, "suspended", 9)), null, Ct);
        Assert.Equal((4403, "tenant_suspended"), await client.EndAsync());
    }

    private protected async Task WriteAsync(string tenantId, int count, int from = 1)
    {
        for (var i = from; i < from + count; i++)
            await Host.Writer.WriteAsync(tenantId, [Host.Writer.Draft("test", $"k{i}", null, new { name = $"event {i}" })], Ct);
    }

    private protected static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private protected static string Code(JsonElement frame) => frame.GetProperty("code").GetString()!;

    private static string Name(JsonElement frame) => frame.GetProperty("data").GetProperty("name").GetString()!;

    private protected static int Number(JsonElement frame) =>
        int.Parse(frame.GetProperty("id").GetString()!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task PresenceAsync(DashboardClient client, Guid userId, string state, Guid? conversationId)
    {
        while (true)
        {
            var data = (await client.ExpectAsync("presence")).GetProperty("data");
            if (data.GetProperty("userId").GetGuid() != userId || data.GetProperty("state").GetString() != state) continue;
            var viewed = data.GetProperty("conversationId");
            if ((viewed.ValueKind == JsonValueKind.Null ? null : viewed.GetGuid()) == conversationId) return;
        }
    }
}

/// <summary>One host for all tests of a class; each test has its own tenant.</summary>
public abstract class HostFixture : IAsyncLifetime
{
    internal FeedHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static (string, string)[] Quick { get; } = [("OfflineGrace", "00:00:00.200"), ("SweepInterval", "00:00:00.050")];

    private protected abstract Task<FeedHost> StartAsync();
}

public sealed class StandaloneHost : HostFixture
{
    private protected override Task<FeedHost> StartAsync() => FeedHost.StartAsync(null, CancellationToken.None, Quick);
}

public sealed class DistributedHost(ServersFixture fixture) : HostFixture
{
    private protected override Task<FeedHost> StartAsync() => FeedHost.StartAsync(fixture.Servers, CancellationToken.None, Quick);
}

public sealed class StandaloneSocketTests(StandaloneHost host) : SocketSuite(host), IClassFixture<StandaloneHost>;

public sealed class DistributedSocketTests(DistributedHost host) : SocketSuite(host), IClassFixture<DistributedHost>;
