using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Doctor;

/// <summary>A turn that got no answer for a technical cause.</summary>
internal sealed record FailedTurn(string Status, string? Cause, string RequestId, DateTimeOffset At);

/// <param name="Answered">Turns that ended with a reply.</param>
/// <param name="Stuck">Turns that run for more than three minutes: longer than the sweeper lets any.</param>
/// <param name="LastFailure">Null where a turn was answered since.</param>
internal sealed record LastDay(long Answered, long Stuck, DateTimeOffset? LastAnsweredAt, FailedTurn? LastFailure);

/// <summary>What became of a tenant's turns in the last day.</summary>
internal sealed class DoctorFactsStore(ChatDatabase chat)
{
    private static readonly TimeSpan s_stuckAfter = TimeSpan.FromMinutes(3);

    // Not an answer, and not what a visitor, a rule or safety wanted.
    private const string Technical =
        """
        (t.status = 'failed' or t.cause like 'provider%' or t.cause in ('assistant_not_configured', 'bulkhead_full', 'circuit_open',
          'draft_failed', 'no_progress', 'timeout', 'turn_timeout'))
        """;

    public Task<LastDay> LastDayAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) => chat.Database.ReadAsync(
        new Sql($"""
            select count(*) filter (where t.status = 'answered'), max(t.ended_at) filter (where t.status = 'answered'),
                count(*) filter (where t.status = 'running' and t.started_at < @stuck)
              from turns t where t.tenant_id = @tenant and t.created_at > @since;
            select t.status, t.cause, t.request_id, coalesce(t.ended_at, t.created_at) from turns t
              where t.tenant_id = @tenant and t.created_at > @since and {Technical}
                and not exists (select 1 from turns n where n.tenant_id = @tenant and n.created_at > t.created_at and n.status = 'answered')
              order by t.created_at desc limit 1;
            """).With("tenant", tenantId).With("since", now - TimeSpan.FromDays(1)).With("stuck", now - s_stuckAfter),
        async reader =>
        {
            await reader.ReadAsync().ConfigureAwait(false);
            var (answered, last, stuck) = (reader.GetInt64(0), reader.TimeOrNull(1), reader.GetInt64(2));
            FailedTurn? failure = null;
            if (await reader.NextResultAsync().ConfigureAwait(false) && await reader.ReadAsync().ConfigureAwait(false))
                failure = new FailedTurn(reader.GetString(0), reader.StringOrNull(1), reader.GetString(2), reader.Time(3));
            return new LastDay(answered, stuck, last, failure);
        }, cancellationToken);
}
