using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Feeds;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>Somebody was removed or got another role: this replica's sockets of that person close with 4403.</summary>
internal sealed class CloseSocketsOnStaffAccessChangedConsumer(TenantFeeds feeds) : IConsumer<StaffAccessChanged>
{
    public Task Consume(ConsumeContext<StaffAccessChanged> context)
    {
        var e = context.Message;
        feeds.CloseUser(e.TenantId, e.UserId, e.NotBefore, e.KeepSession);
        return Task.CompletedTask;
    }
}
