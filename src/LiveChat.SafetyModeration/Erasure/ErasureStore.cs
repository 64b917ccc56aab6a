using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Erasure;

/// <summary>Deletes what this service keeps of an erased visitor or tenant. Harmless when repeated.</summary>
internal sealed class ErasureStore(SafetyModerationDatabase database)
{
    public async Task EraseConversationsAsync(string tenantId, IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        foreach (var conversation in conversations)
        {
            await database.Database.WriteAsync(new Sql("delete from reviews where tenant_id = @tenant and conversation_id = @conversation;")
                .With("tenant", tenantId).With("conversation", conversation), cancellationToken);
        }
    }

    public Task EraseTenantAsync(string tenantId, CancellationToken cancellationToken) => database.Database.WriteAsync(new Sql("""
        delete from reviews where tenant_id = @tenant;
        delete from safety_settings where tenant_id = @tenant;
        """).With("tenant", tenantId), cancellationToken);
}
