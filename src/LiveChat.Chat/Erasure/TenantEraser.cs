using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Erasure;

/// <summary>Deletes everything of an erased tenant, some conversations at a time, so that no command holds others up.</summary>
internal sealed class TenantEraser(ChatDatabase chat)
{
    private const string Some = "(select s.id from conversations s where s.tenant_id = @tenant order by s.id limit 200)";

    private const string DeleteConversations =
        $"""
        delete from held_replies where conversation_id in {Some};
        delete from escalations where conversation_id in {Some};
        delete from handovers where conversation_id in {Some};
        delete from turns where conversation_id in {Some};
        delete from messages where conversation_id in {Some};
        delete from conversations where id in {Some};
        select count(*) from conversations where tenant_id = @tenant;
        """;

    private const string DeleteRest =
        """
        delete from visitors where tenant_id = @tenant;
        delete from canned where tenant_id = @tenant;
        delete from usage where tenant_id = @tenant;
        delete from opening_hours where tenant_id = @tenant;
        """;

    /// <summary>Harmless when repeated.</summary>
    public async Task EraseAsync(string tenantId, CancellationToken cancellationToken)
    {
        long left;
        do
        {
            left = await chat.Database.WriteAsync(new Sql(DeleteConversations).With("tenant", tenantId), static async reader =>
            {
                await reader.ReadAsync().ConfigureAwait(false);
                return reader.GetInt64(0);
            }, cancellationToken).ConfigureAwait(false);
        }
        while (left > 0);
        await chat.Database.WriteAsync(new Sql(DeleteRest).With("tenant", tenantId), cancellationToken).ConfigureAwait(false);
    }
}
