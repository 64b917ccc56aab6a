using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.RealtimeFanout.Presence;

/// <summary>
/// Who types, both ways, over the lossy hints: agents' frames go to chat (and so to the visitor) and to the dashboards of
/// all replicas; chat's word on visitors goes to the dashboards. Nothing is stored, a lost sign is no loss.
/// </summary>
internal sealed partial class TypingSigns(
    IHints hints, IOptions<RealtimeFanoutOptions> options, TimeProvider clock, ILogger<TypingSigns> logger)
{
    /// <summary>An agent types, or stopped.</summary>
    public void Say(StaffIdentity who, Guid conversationId, bool typing)
    {
        var now = clock.GetUtcNow();
        var until = typing ? now + options.Value.TypingLife : now;
        var hint = new TypingHint(who.TenantId, conversationId, "agent", who.UserId, who.Name, typing, until);
        hints.Publish(TypingHint.Channel, JsonSerializer.Serialize(hint, JsonDefaults.Options));
    }

    /// <summary>Shows every sign to the dashboards of its tenant here, the agents' own included.</summary>
    public IDisposable ShowIn(TenantFeeds feeds) => hints.Subscribe(TypingHint.Channel, payload =>
    {
        try
        {
            var hint = JsonSerializer.Deserialize<TypingHint>(payload, JsonDefaults.Options)!;
            feeds.Find(hint.TenantId)?.Broadcast(ServerFrames.Typing(clock.GetUtcNow(), hint));
        }
        catch (JsonException e)
        {
            LogUnreadable(e.Message);
        }
    });

    [LoggerMessage(7301, LogLevel.Warning, "A typing hint could not be read ({Reason})")]
    private partial void LogUnreadable(string reason);
}
