using System.Data.Common;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Analytics;

/// <summary>Figures of a period by quarters of an hour: small enough to add up, whatever the time zone. A demo's samples are none.</summary>
internal sealed class AnalyticsStore(ChatDatabase chat)
{
    private const string Read =
        """
        select c.created_at / 900000, count(*),
            cast(sum(case when c.handled_by = 'assistant' and t.answered = 1 and coalesce(t.handed, 0) = 0 then 1 else 0 end) as bigint),
            cast(sum(case when c.handled_by = 'people' or t.handed = 1 then 1 else 0 end) as bigint),
            count(c.first_at), cast(coalesce(sum(c.first_at - c.created_at), 0) as bigint)
          from (select n.id, n.created_at, n.handled_by,
              (select min(m.created_at) from messages m where m.conversation_id = n.id and m.author_type in ('assistant', 'agent')
                and m.kind = 'message' and m.status = 'sent') as first_at
            from conversations n where n.tenant_id = @tenant and n.created_at >= @from and n.created_at < @to and n.sample = false) c
          left join (select conversation_id, max(case when status = 'answered' then 1 else 0 end) as answered,
              max(case when status = 'handed_off' then 1 else 0 end) as handed
            from turns where tenant_id = @tenant and created_at >= @from group by conversation_id) t on t.conversation_id = c.id
          group by c.created_at / 900000;

        select created_at / 900000, count(*) from turns
          where tenant_id = @tenant and created_at >= @from and created_at < @to and status = 'blocked' group by created_at / 900000;

        select created_at / 900000, count(*) from held_replies
          where tenant_id = @tenant and created_at >= @from and created_at < @to group by created_at / 900000;
        """;

    public Task<Dictionary<long, Figures>> ReadAsync(string tenantId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        chat.Database.ReadAsync(new Sql(Read).With("tenant", tenantId).With("from", from).With("to", to), async reader =>
        {
            var slots = new Dictionary<long, Figures>();
            while (await reader.ReadAsync().ConfigureAwait(false))
                slots[reader.GetInt64(0)] = new Figures(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), 0, 0);
            await AddAsync(slots, reader, static count => new Figures(0, 0, 0, 0, 0, 0, count)).ConfigureAwait(false);
            await AddAsync(slots, reader, static count => new Figures(0, 0, 0, 0, 0, count, 0)).ConfigureAwait(false);
            return slots;
        }, cancellationToken);

    private static async Task AddAsync(Dictionary<long, Figures> slots, DbDataReader reader, Func<long, Figures> of)
    {
        await reader.NextResultAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
            slots[reader.GetInt64(0)] = slots.GetValueOrDefault(reader.GetInt64(0)) + of(reader.GetInt64(1));
    }
}
