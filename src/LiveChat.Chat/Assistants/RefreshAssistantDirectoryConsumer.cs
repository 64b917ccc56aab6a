using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Assistants;

/// <summary>Takes changed facts into this process's <see cref="AssistantDirectory"/>.</summary>
internal sealed class RefreshAssistantDirectoryConsumer(AssistantDirectory directory) : IConsumer<AssistantFactsChanged>
{
    public Task Consume(ConsumeContext<AssistantFactsChanged> context)
    {
        directory.Apply(context.Message.Facts);
        return Task.CompletedTask;
    }
}
