using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Tests.Platform;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

/// <summary>The socket's twin as an event stream: the same events, the same positions.</summary>
public abstract partial class SocketSuite
{
    [Fact]
    public async Task Stream_GreetsAndBringsWhatTheSocketBrings()
    {
        await using var socket = await Host.SignInAsync(Tenant, Ct);
        await using var stream = await OpenAsync();
        var greeting = await stream.NextAsync();
        Assert.Equal(("auth:ok", socket.LastEventId), (greeting.Name, greeting.Id));
        var posted = Sample.Posted(Tenant, "event: evil\ndata: {}\n\nGrüezi \u2028");
        await Host.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, Ct);
        var frames = await socket.EventsAsync(2);
        foreach (var frame in frames)
        {
            var e = await stream.NextEventAsync();
            Assert.Equal((Type(frame), frame.GetProperty("id").GetString()), (e.Name, e.Id));
            Assert.Equal(frame.GetRawText(), e.Data.GetRawText());
        }
    }

    [Fact]
    public async Task Stream_LastEventId_ResumesWithNothingMissingAndNothingTwice()
    {
        await WriteAsync(Tenant, 5);
        string position;
        await using (var first = await OpenAsync(lastEventId: "nonsense"))
        {
            Assert.Equal("auth:ok", (await first.NextAsync()).Name);
            position = (await first.NextAsync()).Id!;
        }
        await WriteAsync(Tenant, 400, from: 6);
        await using var back = await OpenAsync(lastEventId: position);
        Assert.Equal(400, (await back.NextAsync()).Data.GetProperty("replayed").GetInt32());
        await WriteAsync(Tenant, 2, from: 406);
        var numbers = new List<int>();
        while (numbers.Count < 402) numbers.Add(Number((await back.NextEventAsync()).Data));
        Assert.Equal(Enumerable.Range(6, 402), numbers);
    }

    [Fact]
    public async Task Stream_UnknownPosition_IsToldToResync()
    {
        await WriteAsync(Tenant, 2);
        await using var stream = await OpenAsync(lastEventId: "anotherepoch-3");
        await stream.NextAsync();
        var resync = await stream.NextAsync();
        Assert.Equal("resync", resync.Name);
        Assert.EndsWith("-2", resync.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithoutOrWithAnothersToken_IsAProblem()
    {
        foreach (var (token, status) in ((string?, HttpStatusCode)[])
            [(null, HttpStatusCode.Unauthorized), ("x.y.z", HttpStatusCode.Unauthorized), (StaffTokens.Mint(Host.Admit(Sample.Tenant()), Guid.CreateVersion7()), HttpStatusCode.Forbidden)])
        {
            using var answer = await SendAsync(token, null);
            Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Stream_AccessTakenAway_SaysSoAndEnds()
    {
        var user = Guid.CreateVersion7();
        await using var stream = await OpenAsync(user: user);
        await stream.NextAsync();
        await Host.Bus.PublishAsync(new StaffAccessChanged(Tenant, user, null, DateTimeOffset.UtcNow.AddMinutes(1)), "request-1", Ct);
        var error = await stream.NextEventAsync("error");
        Assert.Equal("token_revoked", error.Data.GetProperty("code").GetString());
        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task Stream_MakesNobodyPresent()
    {
        await using var socket = await Host.SignInAsync(Tenant, Ct);
        var watcher = Guid.CreateVersion7();
        await using var stream = await OpenAsync(user: watcher);
        await stream.NextAsync();
        // Somebody who comes later is seen: what the stream would have caused was over by then.
        var late = Guid.CreateVersion7();
        await using var another = await Host.SignInAsync(Tenant, Ct, late);
        JsonElement presence;
        do
        {
            presence = await socket.ExpectAsync("presence");
            Assert.NotEqual(watcher, presence.GetProperty("data").GetProperty("userId").GetGuid());
        }
        while (presence.GetProperty("data").GetProperty("userId").GetGuid() != late);
    }

    private async Task<EventReader> OpenAsync(string? lastEventId = null, Guid? user = null)
    {
        var response = await SendAsync(StaffTokens.Mint(Tenant, user ?? Guid.CreateVersion7()), lastEventId);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(Ct)), Ct);
    }

    private async Task<HttpResponseMessage> SendAsync(string? token, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Address, $"/api/tenants/{Tenant}/events"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return await s_http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private sealed record StreamedEvent(string Name, string? Id, JsonElement Data);

    /// <summary>Reads a stream as the standard says, and stops the connection when it goes.</summary>
    private sealed class EventReader(HttpResponseMessage response, StreamReader reader, CancellationToken ct) : IAsyncDisposable
    {
        public async Task<StreamedEvent> NextAsync() => await ReadAsync() ?? throw new InvalidOperationException("The stream has ended.");

        /// <summary>The next one of the log, or of that name: presence comes between.</summary>
        public async Task<StreamedEvent> NextEventAsync(string? name = null)
        {
            while (true)
            {
                var e = await NextAsync();
                if (name is null ? e.Id is not null : e.Name == name) return e;
            }
        }

        public async Task<bool> EndsAsync()
        {
            while (await ReadAsync() is not null) { }
            return true;
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<StreamedEvent?> ReadAsync()
        {
            string? name = null, id = null, data = null;
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0 && data is not null) return new StreamedEvent(name!, id, JsonDocument.Parse(data).RootElement);
            }
            return null;
        }
    }
}
