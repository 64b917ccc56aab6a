using LiveChat.Chat.Conversations;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Waiting;

/// <summary>Visitors who wait for a person, and whether staff were told of it. Each wait is told once.</summary>
internal sealed class WaitingVisitorStore(ChatDatabase chat)
{
    private const string Waits = "waiting_since <= @before and status = 'open' and wait_told is distinct from waiting_since";

    private const string Told = "exists (select 1 from conversations where id = @id and wait_mark = @mark)";

    /// <summary>Waiting since before that moment, longest first, at most 64.</summary>
    public Task<List<Guid>> DueAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql($"select id from conversations where {Waits} order by waiting_since limit 64;").With("before", before),
            static r => r.GetGuid(0), cancellationToken);

    /// <summary>Tells staff, once however many replicas try. False: answered meanwhile, or told already.</summary>
    public async Task<bool> TellAsync(Guid id, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var request = RequestIds.New();
        var mark = Guid.CreateVersion7();
        var row = chat.Outbox.Reference<VisitorWaits>(Guid.CreateVersion7(), WaitingVisitorLoader.Key(id, mark, request), request);
        var sql = new Sql($"update conversations set wait_told = waiting_since, wait_mark = @mark where id = @id and {Waits};")
            .With("id", id).With("mark", mark).With("before", before).Insert(row, Told).Append($"select 1 where {Told};");
        if (!await chat.Database.WriteAsync(sql, static reader => reader.ReadAsync(), cancellationToken).ConfigureAwait(false)) return false;
        chat.Outbox.Publish(row);
        return true;
    }
}

/// <summary>Builds <see cref="VisitorWaits"/> when it is published.</summary>
/// <param name="chat">Where the conversations are.</param>
/// <param name="nobodyThere">Whether nobody is there of a tenant's people who should be.</param>
internal sealed class WaitingVisitorLoader(ChatDatabase chat, Func<string, ValueTask<bool>> nobodyThere) : IOutboxLoader<VisitorWaits>
{
    private static readonly string s_select =
        $"select {Conversation.Columns} from {Conversation.Tables} where c.id = @id and c.wait_mark = @mark and c.waiting_since = c.wait_told;";

    public static string Key(Guid conversationId, Guid mark, string requestId) => $"{conversationId:N}{mark:N}{requestId}";

    /// <summary>Null where the wait is over, or the visitor was erased.</summary>
    public async Task<VisitorWaits?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var waits = await chat.Database.FirstAsync(
            new Sql(s_select).With("id", Guid.ParseExact(key.AsSpan(0, 32), "N")).With("mark", Guid.ParseExact(key.AsSpan(32, 32), "N")), r =>
            {
                var conversation = Conversation.Read(r);
                return new VisitorWaits(conversation.TenantId, key[64..], conversation.View, conversation.View.WaitingSince!.Value);
            }, cancellationToken).ConfigureAwait(false);
        return waits is null ? null : waits with { NobodyThere = await nobodyThere(waits.TenantId).ConfigureAwait(false) };
    }
}
