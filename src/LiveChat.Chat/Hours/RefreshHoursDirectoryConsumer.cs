using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Hours;

/// <summary>Opening hours changed: takes them into this process's directory.</summary>
internal sealed class RefreshHoursDirectoryConsumer(HoursDirectory hours) : IConsumer<OpeningHoursChanged>
{
    public Task Consume(ConsumeContext<OpeningHoursChanged> context)
    {
        hours.Apply(context.Message.Hours);
        return Task.CompletedTask;
    }
}
