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
        return db.WriteAsync(
            new Sql("").Audit(
                e.TenantId, entry,
                """
                exists (select 1 from tenant where id = @au_tenant and status <> 'erased')
                  and not exists (select 1 from audit_entry where id = @au_id)
                """),
            context.CancellationToken);
    }
}
