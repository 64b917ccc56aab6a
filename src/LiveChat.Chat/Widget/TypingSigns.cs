using System.Collections.Concurrent;
using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Widget;

/// <summary>Who types in which conversation, as far as hints told this process. Forgotten after some seconds by itself.</summary>
internal sealed class TypingSigns(IHints hints, ConversationWaiters waiters, TimeProvider clock) : IHostedService, IDisposable
{
    private static readonly TimeSpan s_lasts = TimeSpan.FromSeconds(6);
    private readonly ConcurrentDictionary<Guid, TypingHint> _agents = new();
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = hints.Subscribe(TypingHint.Channel, OnHint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The agent who types, or null.</summary>
    public TypingHint? Agent(Guid conversationId)
    {
        if (!_agents.TryGetValue(conversationId, out var hint)) return null;
        if (hint.Typing && hint.Until > clock.GetUtcNow()) return hint;
        _agents.TryRemove(new KeyValuePair<Guid, TypingHint>(conversationId, hint));
        return null;
    }

    /// <summary>Tells staff that the visitor types, or stopped.</summary>
    public void Visitor(Conversation conversation, bool typing) => hints.Publish(TypingHint.Channel, JsonSerializer.Serialize(
        new TypingHint(conversation.TenantId, conversation.Id, AuthorTypes.Visitor, null, conversation.View.Visitor.Name, typing,
            clock.GetUtcNow() + (typing ? s_lasts : TimeSpan.Zero)), JsonDefaults.Options));

    public void Dispose() => _subscription?.Dispose();

    private void OnHint(string payload)
    {
        TypingHint? hint;
        try
        {
            hint = JsonSerializer.Deserialize<TypingHint>(payload, JsonDefaults.Options);
        }
        catch (JsonException)
        {
            return; // another version's form
        }

        if (hint is not { AuthorType: AuthorTypes.Agent }) return;
        if (hint.Typing) _agents[hint.ConversationId] = hint;
        else _agents.TryRemove(hint.ConversationId, out _);
        waiters.PulseHere(hint.ConversationId);
    }
}
