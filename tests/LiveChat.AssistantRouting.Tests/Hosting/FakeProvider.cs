using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>What a provider was asked.</summary>
internal sealed record Asked(string Path, IHeaderDictionary Headers, JsonNode Body)
{
    /// <summary>Whether a stream was asked for.</summary>
    public bool Streamed => Body["stream"]?.GetValue<bool>() == true;

    /// <summary>What this request asked.</summary>
    public static Asked Of(HttpContext http) => (Asked)http.Items[typeof(Asked)]!;

    public string Prompt => string.Join('\n', Body["messages"]!.AsArray().Select(m => $"{m!["role"]}: {m["content"]?.ToJsonString()}"));
}

/// <summary>A model server on loopback that answers as the test says: OpenAI's and Anthropic's wire formats, and every way to misbehave.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private FakeProvider(WebApplication app) => _app = app;

    public ConcurrentQueue<Asked> Asked { get; } = new();

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts one; <paramref name="answer"/> gets the number of the call, from 1.</summary>
    public static async Task<FakeProvider> StartAsync(Func<HttpContext, int, Task> answer, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener =>
        {
            if (tls) listener.UseHttps(SelfSigned());
        }));
        if (tls) builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.Run(async context =>
        {
            var call = Interlocked.Increment(ref provider._calls);
            if (context.Request.Method == "POST")
            {
                var asked = new Asked(context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary()), (await JsonNode.ParseAsync(context.Request.Body))!);
                provider.Asked.Enqueue(asked);
                context.Items[typeof(Asked)] = asked;
            }

            await answer(context, call);
        });
        await app.StartAsync();
        return provider;
    }

    public static Task<FakeProvider> SayingAsync(string text, int tokens = 42) => StartAsync((http, _) => SayAsync(http, text, tokens));

    public static Task SayAsync(HttpContext http, string text, int tokens = 42) => JsonAsync(http, 200, new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "test-model-2026",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } } },
        usage = new { prompt_tokens = tokens - 2, completion_tokens = 2, total_tokens = tokens },
    });

    /// <summary>The model calls its tool for a person instead of answering.</summary>
    public static Task CallPersonAsync(HttpContext http, string reason) => JsonAsync(http, 200, new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "test-model-2026",
        choices = new[]
        {
            new
            {
                index = 0, finish_reason = "tool_calls",
                message = new
                {
                    role = "assistant", content = (string?)null,
                    tool_calls = new[] { new { id = "call_1", type = "function", function = new { name = "get_person", arguments = $"{{\"reason\":\"{reason}\"}}" } } },
                },
            },
        },
        usage = new { prompt_tokens = 10, completion_tokens = 2, total_tokens = 12 },
    });

    public static Task SayAsAnthropicAsync(HttpContext http, string text) => JsonAsync(http, 200, new
    {
        id = "msg_1",
        type = "message",
        role = "assistant",
        model = "claude-test",
        stop_reason = "end_turn",
        stop_sequence = (string?)null,
        content = new[] { new { type = "text", text } },
        usage = new { input_tokens = 30, output_tokens = 5 },
    });

    /// <summary>Streams an answer as OpenAI does; <paramref name="end"/> false leaves out how it ended.</summary>
    public static async Task StreamAsync(HttpContext http, IAsyncEnumerable<string> pieces, bool end = true)
    {
        http.Response.ContentType = "text/event-stream";
        object Chunk(object delta, string? finish) => new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1,
            model = "test-model-2026",
            choices = new[] { new { index = 0, delta, finish_reason = finish } },
        };
        await foreach (var piece in pieces) await EventAsync(http, null, Chunk(new { role = "assistant", content = piece }, null));
        if (!end) return;
        await EventAsync(http, null, Chunk(new { }, "stop"));
        await EventAsync(http, null, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1, model = "test-model-2026", choices = Array.Empty<object>(), usage = new { prompt_tokens = 40, completion_tokens = 2, total_tokens = 42 } });
        await http.Response.WriteAsync("data: [DONE]\n\n");
    }

    /// <summary>The pieces of a stream, one event each.</summary>
    public static async IAsyncEnumerable<string> Pieces(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return piece;
        }
    }

    /// <summary>Streams an answer as Anthropic does.</summary>
    public static Task StreamAsAnthropicAsync(HttpContext http, params string[] pieces) => StreamAsAnthropicAsync(http, Pieces(pieces));

    /// <summary>The same; <paramref name="end"/> false leaves out how it ended.</summary>
    public static async Task StreamAsAnthropicAsync(HttpContext http, IAsyncEnumerable<string> pieces, bool end = true)
    {
        http.Response.ContentType = "text/event-stream";
        await EventAsync(http, "message_start", new
        {
            type = "message_start",
            message = new { id = "msg_1", type = "message", role = "assistant", model = "claude-test", content = Array.Empty<object>(), stop_reason = (string?)null, stop_sequence = (string?)null, usage = new { input_tokens = 30, output_tokens = 1 } },
        });
        await EventAsync(http, "content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } });
        await foreach (var piece in pieces)
            await EventAsync(http, "content_block_delta", new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text = piece } });
        if (!end) return;
        await EventAsync(http, "content_block_stop", new { type = "content_block_stop", index = 0 });
        await EventAsync(http, "message_delta", new { type = "message_delta", delta = new { stop_reason = "end_turn", stop_sequence = (string?)null }, usage = new { output_tokens = 5 } });
        await EventAsync(http, "message_stop", new { type = "message_stop" });
    }

    public static async Task EventAsync(HttpContext http, string? name, object data)
    {
        if (name is not null) await http.Response.WriteAsync($"event: {name}\n");
        await http.Response.WriteAsync($"data: {System.Text.Json.JsonSerializer.Serialize(data)}\n\n");
        await http.Response.Body.FlushAsync();
    }

    public static Task RefuseAsync(HttpContext http, int status, string code, string message = "No.", string? retryAfter = null)
    {
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return JsonAsync(http, status, new { error = new { message, type = code, code } });
    }

    public static Task JsonAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await _app.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // A call that never ends is what some tests are about.
        }

        await _app.DisposeAsync();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
