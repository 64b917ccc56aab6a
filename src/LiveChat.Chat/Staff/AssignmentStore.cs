using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Staff;

/// <summary>Reads how much everybody has to do.</summary>
internal sealed class AssignmentStore(ChatDatabase chat)
{
    private const string Select = """
        select assignee_id, sum(case when status = 'open' and handled_by = 'people' then 1 else 0 end), max(assigned_at)
        from conversations where tenant_id = @tenant and assignee_id is not null group by assignee_id;
        """;

    public async Task<IReadOnlyDictionary<Guid, Load>> LoadsAsync(string tenantId, CancellationToken cancellationToken)
    {
        var loads = await chat.Database.ListAsync(new Sql(Select).With("tenant", tenantId),
            static r => (UserId: r.GetGuid(0), Load: new Load((int)r.GetInt64(1), r.TimeOrNull(2))), cancellationToken).ConfigureAwait(false);
        return loads.ToDictionary(l => l.UserId, l => l.Load);
    }
}
