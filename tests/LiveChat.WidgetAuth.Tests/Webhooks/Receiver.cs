using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.WidgetAuth.Tests.Webhooks;

/// <summary>A tenant's server that takes webhooks, on a free port of this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Taken> _taken = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private Receiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hook";

    /// <summary>What the next requests are answered; 200 when empty.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public IReadOnlyCollection<Taken> All => _taken;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(app);
        app.MapPost("/hook", (Delegate)receiver.TakeAsync);
        await app.StartAsync(Xunit.TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits until <paramref name="count"/> requests that fit have come.</summary>
    public async Task<IReadOnlyList<Taken>> WaitAsync(int count, Func<Taken, bool>? fits = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = _taken.Where(taken => fits?.Invoke(taken) ?? true).ToList();
            if (found.Count >= count)
                return found;
            await _arrived.WaitAsync(timeout.Token);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _taken.Enqueue(new(await reader.ReadToEndAsync(), context.Request.Headers["X-Webhook-Signature"].ToString(), context.Request.Headers["X-Webhook-Delivery"].ToString()));
        _arrived.Release();
        return Answers.TryDequeue(out var status) ? status == 302 ? Results.Redirect("/elsewhere") : Results.StatusCode(status) : Results.Ok();
    }

    internal sealed record Taken(string Text, string Signature, string Delivery)
    {
        public System.Text.Json.Nodes.JsonNode Body { get; } = System.Text.Json.Nodes.JsonNode.Parse(Text)!;

        public string Event => Body["event"]!.GetValue<string>();

        /// <summary>As a receiver would check it, by the words of the contract alone.</summary>
        public bool IsSignedWith(string secret) =>
            Signature == "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Text)));
    }
}
