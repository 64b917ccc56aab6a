using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatOptions = Microsoft.Extensions.AI.ChatOptions;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>
/// Makes the client of a tenant's provider: the official libraries behind <see cref="IChatClient"/>, without retries,
/// timeouts or logs of their own (the pipeline has those), all over one guarded connection pool.
/// </summary>
internal sealed class ChatClients(OutboundGuard guard, TimeProvider clock) : IDisposable
{
    private readonly SocketsHttpHandler _handler = guard.CreateHandler();

    public IChatClient Create(string kind, string? baseUrl, string model, string? key)
    {
        var http = new HttpClient(new ProviderDoor(_handler, kind, key, clock), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var address = baseUrl ?? ProviderKinds.DefaultBaseUrl(kind)!;
        if (kind == ProviderKinds.Anthropic)
        {
            // Base addresses are often written with the version that the library adds itself.
            if (address.EndsWith("/v1", StringComparison.Ordinal)) address = address[..^3];
            var client = new AnthropicClient
            {
                HttpClient = http,
                BaseUrl = address,
                ApiKey = ProviderDoor.Placeholder,
                AuthToken = null,
                MaxRetries = 0,
                Timeout = TimeSpan.FromMinutes(10),
                OpenTelemetry = false,
            };
            return client.AsIChatClient(model);
        }

        // Azure speaks OpenAI's own interface under this path, whatever the resource.
        if (kind == ProviderKinds.Azure && !address.EndsWith("/openai/v1", StringComparison.Ordinal)) address += "/openai/v1";
        return new ChatClient(model, new ApiKeyCredential(ProviderDoor.Placeholder), new OpenAIClientOptions
        {
            Endpoint = new Uri(address),
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        }).AsIChatClient();
    }

    /// <summary>What goes with a question. Other servers than OpenAI's know the limit by its older name.</summary>
    public static ChatOptions Options(string kind, string model, double? temperature, int mostTokens, IList<AITool>? tools)
    {
        var options = new ChatOptions { ModelId = model, Temperature = (float?)temperature, Tools = tools };
        if (kind != ProviderKinds.Compatible)
        {
            options.MaxOutputTokens = mostTokens;
            return options;
        }

        options.RawRepresentationFactory = _ =>
        {
            var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // The only way to a member that the library does not name any more.
            raw.Patch.Set("$.max_tokens"u8, mostTokens);
#pragma warning restore SCME0001
            return raw;
        };
        return options;
    }

    /// <summary>An event in a stream by which the provider says that it can't go on, after it had begun well.</summary>
    public static bool IsErrorEvent(Exception e) => e is Anthropic.Exceptions.AnthropicSseException && ProviderException.Within(e) is null;

    public void Dispose() => _handler.Dispose();
}
