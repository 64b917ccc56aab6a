using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>Asks the other services what only they know, over their management listeners. One that does not answer in time is a
/// finding, never a failed run.</summary>
internal sealed partial class DoctorNeighbours(InternalClients clients, ILogger<DoctorNeighbours> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task<GatewayFacts?> GatewayAsync(CancellationToken cancellationToken) =>
        AskAsync<GatewayFacts>("gateway", "/internal/gateway/widget-files", cancellationToken);

    public Task<ChatFacts?> ChatAsync(string tenantId, CancellationToken cancellationToken) =>
        AskAsync<ChatFacts>("chat", $"/internal/chat/doctor/{Uri.EscapeDataString(tenantId)}", cancellationToken);

    public Task<AssistantSetup?> AssistantsAsync(string tenantId, CancellationToken cancellationToken) =>
        AskAsync<AssistantSetup>("assistantrouting", $"/internal/assistantrouting/doctor/{Uri.EscapeDataString(tenantId)}", cancellationToken);

    public Task<SafetyFacts?> SafetyAsync(string tenantId, CancellationToken cancellationToken) =>
        AskAsync<SafetyFacts>("safetymoderation", $"/internal/safetymoderation/doctor/{Uri.EscapeDataString(tenantId)}", cancellationToken);

    private async Task<T?> AskAsync<T>(string service, string path, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await clients.For(service).GetFromJsonAsync<T>(path, JsonDefaults.Options, patience.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogSilent(logger, service, exception.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "The doctor could not ask {Service} ({Reason})")]
    private static partial void LogSilent(ILogger logger, string service, string reason);
}
