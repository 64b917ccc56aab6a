using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Erasure;

/// <summary>Deletes what this service keeps of an erased visitor or tenant. Harmless when repeated.</summary>
internal sealed class ErasureStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    /// <summary>Questions and drafts of these conversations. A question that others asked too goes as well: its wording is the visitor's.</summary>
    public async Task EraseConversationsAsync(string tenantId, IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        foreach (var conversation in conversations)
        {
            await database.WriteAsync(new Sql("""
                delete from unanswered where tenant_id = @tenant and conversation_id = @conversation;
                delete from draft where conversation_id = @conversation;
                """).With("tenant", tenantId).With("conversation", conversation), cancellationToken);
        }
    }

    /// <summary>Assistants, rules, keys, articles, questions and drafts.</summary>
    public Task EraseTenantAsync(string tenantId, CancellationToken cancellationToken) => database.WriteAsync(new Sql("""
        delete from unanswered where tenant_id = @tenant;
        delete from article_version where tenant_id = @tenant;
        delete from article where tenant_id = @tenant;
        delete from provider where tenant_id = @tenant;
        delete from provider_usage where tenant_id = @tenant;
        delete from routing where tenant_id = @tenant;
        delete from assistant where tenant_id = @tenant;
        delete from draft where tenant_id = @tenant;
        delete from judgement where tenant_id = @tenant;
        delete from tenant_state where tenant_id = @tenant;
        """).With("tenant", tenantId), cancellationToken);
}
