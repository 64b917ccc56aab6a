using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>In every process: takes changed opening hours in at once instead of within 3 s.</summary>
internal sealed class KeepTenantHoursConsumer(TenantHours hours) : IConsumer<OpeningHoursChanged>
{
    public Task Consume(ConsumeContext<OpeningHoursChanged> context)
    {
        hours.Apply(context.Message.Hours);
        return Task.CompletedTask;
    }
}
