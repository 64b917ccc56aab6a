using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>In every process: takes a saved change in at once instead of within 3 s.</summary>
internal sealed class RefreshSafetySettingsConsumer(TenantScreens screens) : IConsumer<SafetySettingsChanged>
{
    public Task Consume(ConsumeContext<SafetySettingsChanged> context) => screens.RefreshAsync(context.CancellationToken);
}
