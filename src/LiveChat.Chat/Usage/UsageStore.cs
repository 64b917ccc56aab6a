using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Usage;

/// <summary>A saved figure of a month.</summary>
internal sealed record SavedUsage(string Period, string Name, long Used, DateTimeOffset? WarnedAt);

/// <summary>Months' figures in the database: rebuilt from the rows, saved for the history.</summary>
internal sealed class UsageStore(ChatDatabase chat)
{
    // Saved figures count too: an erased visitor's conversations are gone from the rows, but were used.
    private const string CountRows =
        """
        select (select count(*) from conversations where tenant_id = @tenant and created_at >= @from and created_at < @to and counted
            and created_at < @until),
          (select count(*) from turns where tenant_id = @tenant and created_at >= @from and created_at < @to and status = 'answered'
            and ended_at < @until),
          (select used from usage where tenant_id = @tenant and period = @period and name = 'conversations'),
          (select used from usage where tenant_id = @tenant and period = @period and name = 'aiReplies');
        """;

    private const string SaveFigure =
        """
        insert into usage (tenant_id, period, name, used, updated_at) values (@tenant, @period, @name, @used, @now)
          on conflict (tenant_id, period, name) do update set used = excluded.used, updated_at = excluded.updated_at;
        """;

    private const string NoteWarning =
        """
        insert into usage (tenant_id, period, name, used, updated_at) values (@tenant, @period, @name, @used, @now)
          on conflict (tenant_id, period, name) do nothing;
        update usage set warned_at = @now, warned_percent = @percent, warned_limit = @limit, used = case when used < @used then @used else used end
          where tenant_id = @tenant and period = @period and name = @name
            and (warned_percent < @percent or warned_limit is distinct from @limit);
        """;

    private const string JustWarned =
        "exists (select 1 from usage where tenant_id = @tenant and period = @period and name = @name and warned_at = @now "
        + "and warned_percent = @percent and warned_limit = @limit)";

    /// <summary>What the rows, and the saved figures, say of the month that <paramref name="now"/> is in.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="now">In the month.</param>
    /// <param name="until">Rows that are older alone; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<MonthFigures> CountMonthAsync(string tenantId, DateTimeOffset now, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var from = UsageKeys.MonthStart(now);
        return chat.Database.FirstAsync(
            new Sql(CountRows).With("tenant", tenantId).With("from", from).With("to", from.AddMonths(1))
                .With("until", until ?? now.AddDays(1)).With("period", UsageKeys.Period(now)),
            static r => new MonthFigures(Math.Max(r.GetInt64(0), r.LongOrNull(2) ?? 0), Math.Max(r.GetInt64(1), r.LongOrNull(3) ?? 0)), cancellationToken);
    }

    public Task SaveAsync(string tenantId, string name, long used, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(SaveFigure).With("tenant", tenantId).With("period", UsageKeys.Period(now)).With("name", name)
            .With("used", used).With("now", now), cancellationToken);

    /// <summary>Warns once for each percent of a limit: the mark and the event are one command.</summary>
    /// <param name="id">Of the event: the same for the same warning, so that racing replicas leave one.</param>
    public async Task WarnAsync(UsageWarned warning, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = chat.Outbox.Row(warning, null) with { Id = id };
        var written = await chat.Database.WriteAsync(new Sql(NoteWarning).With("tenant", warning.TenantId).With("period", UsageKeys.Period(now))
            .With("name", warning.Name).With("used", warning.Used).With("limit", warning.Limit).With("percent", warning.Percent).With("now", now)
            .Insert(row, JustWarned).Append("select 1 from outbox where id = @row;").With("row", id), static r => r.ReadAsync(), cancellationToken)
            .ConfigureAwait(false);
        if (written) chat.Outbox.Publish(row);
    }

    /// <summary>The last 24 months, newest first.</summary>
    public Task<List<SavedUsage>> HistoryAsync(string tenantId, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(
            new Sql("select period, name, used, warned_at from usage where tenant_id = @tenant order by period desc, name limit 48;")
                .With("tenant", tenantId),
            static r => new SavedUsage(r.GetString(0), r.GetString(1), r.GetInt64(2), r.TimeOrNull(3)), cancellationToken);
}
