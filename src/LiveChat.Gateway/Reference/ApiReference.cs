using System.Text.Json.Nodes;
using LiveChat.ServiceDefaults;

namespace LiveChat.Gateway.Reference;

/// <summary>
/// The platform's OpenAPI document, put together from what each process says about itself. One request in one process, one per
/// service otherwise; kept for five minutes, or ten seconds while a service is missing.
/// </summary>
internal sealed partial class ApiReference(
    InternalClients clients, ProcessTopology topology, TimeProvider clock, ILogger<ApiReference> logger) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private (byte[] Json, DateTimeOffset Until)? _kept;

    /// <summary>The document as JSON.</summary>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && kept.Until > clock.GetUtcNow())
            return kept.Json;
        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_kept is { } made && made.Until > clock.GetUtcNow())
                return made.Json;
            var (json, whole) = await MakeAsync(cancellationToken);
            _kept = (json, clock.GetUtcNow() + (whole ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(10)));
            return json;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();

    private async Task<(byte[] Json, bool Whole)> MakeAsync(CancellationToken cancellationToken)
    {
        // A process that hosts several services describes them in one document.
        string[] asked = topology.Services.Count == ProcessTopology.AllServices.Count
            ? ["gateway"]
            : [.. ProcessTopology.AllServices.Where(service => service != "gateway")];
        var documents = new List<JsonObject>();
        foreach (var service in asked)
        {
            try
            {
                var text = await clients.For(service).GetStringAsync(ApiDocument.Path, cancellationToken);
                documents.Add(JsonNode.Parse(text)!.AsObject());
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogMissing(logger, service, exception.Message);
            }
        }
        return (ApiMerge.Merge(documents), documents.Count == asked.Length);
    }

    [LoggerMessage(6101, LogLevel.Warning, "The API reference goes without {Service} for now ({Reason})")]
    private static partial void LogMissing(ILogger logger, string service, string reason);
}
