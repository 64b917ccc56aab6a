using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.WidgetAuth.Audit;

/// <summary>What was changed in other services goes into the same audit; a change that comes twice is one entry.</summary>
internal sealed class RecordSettingsChangedConsumer([FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db) : IConsumer<SettingsChanged>
{
    public Task Consume(ConsumeContext<SettingsChanged> context)
    {
        var e = context.Message;
        var entry = new AuditEntry(e.ChangeId, e.At, e.ActorId, e.ActorName, e.Action, e.Target, e.Before, e.After, e.Address, e.RequestId);
        return db.WriteAsync(new Sql("").AuditOnce(e.TenantId, entry), context.CancellationToken);
    }
}
