using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Safety;

/// <summary>In every process: reads a saved change at once instead of within 3 s.</summary>
internal sealed class RefreshSafetyDirectoryConsumer(SafetyDirectory directory) : IConsumer<SafetySettingsChanged>
{
    public Task Consume(ConsumeContext<SafetySettingsChanged> context) => directory.RefreshAsync(context.CancellationToken);
}
