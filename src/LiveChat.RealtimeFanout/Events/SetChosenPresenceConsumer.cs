using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Feeds;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>Somebody set their state: this replica's sockets of that person take it.</summary>
internal sealed class SetChosenPresenceConsumer(TenantFeeds feeds) : IConsumer<PresenceChosen>
{
    public Task Consume(ConsumeContext<PresenceChosen> context)
    {
        feeds.ChoosePresence(context.Message);
        return Task.CompletedTask;
    }
}
