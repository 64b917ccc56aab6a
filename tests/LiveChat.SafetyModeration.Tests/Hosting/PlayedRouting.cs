using System.Collections.Concurrent;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveChat.SafetyModeration.Tests.Hosting;

/// <summary>Stands where assistant routing stands: a tenant's provider judges as the test says; others have none.</summary>
internal sealed class PlayedRouting
{
    /// <summary>By tenant: what the provider answers to a kind and a text.</summary>
    public ConcurrentDictionary<string, Func<string, string, Task<IResult>>> Providers { get; } = new();

    /// <summary>What was asked about, by tenant, in order.</summary>
    public ConcurrentQueue<(string TenantId, string Kind, Guid? Subject)> Subjects { get; } = new();

    public static IResult Says(bool confirms) => Results.Ok(new { confirms, model = "test-model", cause = (string?)null });

    public void Map(WebApplication app) => app.MapInternal(HttpMethods.Post, "/internal/assistantrouting/judge", (Body body) =>
    {
        Subjects.Enqueue((body.TenantId, body.Kind, body.Subject));
        return Providers.TryGetValue(body.TenantId, out var provider) ? provider(body.Kind, body.Text)
            : Task.FromResult(Results.Ok(new { confirms = (bool?)null, model = (string?)null, cause = (string?)null }));
    });

    internal sealed record Body(string TenantId, string Kind, string Text, Guid? Subject);
}
