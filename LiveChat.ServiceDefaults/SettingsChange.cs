using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults;

/// <summary>Makes the <see cref="SettingsChanged"/> of a request. It belongs into the outbox of the command that makes the change.</summary>
public static class SettingsChange
{
    /// <param name="action">Noun and past verb, such as <c>safety.changed</c>.</param>
    /// <param name="target">The id of what was changed, or null where there is but one.</param>
    /// <param name="before">Null for something new. Staff read it: no secrets, or masked.</param>
    /// <param name="after">Null for something gone.</param>
    public static SettingsChanged Of(
        HttpContext context, string tenantId, DateTimeOffset now, string action, string? target, object? before, object? after) => new(
        Guid.CreateVersion7(now), tenantId, action, target, context.User.TryGetUserId(), context.User.DisplayName(), Json(before), Json(after),
        context.Connection.RemoteIpAddress?.ToString(), context.RequestId(), now);

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, JsonDefaults.Options);
}
