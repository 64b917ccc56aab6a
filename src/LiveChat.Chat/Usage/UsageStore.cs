using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Usage;

/// <summary>A saved figure of a month.</summary>
internal sealed record SavedUsage(string Period, string Name, long Used, DateTimeOffset? WarnedAt);

/// <summary>Months' figures in the database: rebuilt from the rows, saved for the history.</summary>
internal sealed class UsageStore(ChatDatabase chat)
{
    private const string CountRows =
        """
        select (select count(*) from conversations where tenant_id = @tenant and created_at >= @from and created_at < @to and counted),
          (select count(*) from turns where tenant_id = @tenant and created_at >= @from and created_at < @to and status = 'answered');
        """;

    private const string SaveFigure =
        """
        insert into usage (tenant_id, period, name, used, updated_at) values (@tenant, @period, @name, @used, @now)
          on conflict (tenant_id, period, name) do update set used = excluded.used, updated_at = excluded.updated_at;
        """;

    private const string NoteWarning =
        """
        insert into usage (tenant_id, period, name, used, warned_at, updated_at) values (@tenant, @period, @name, @used, @now, @now)
          on conflict (tenant_id, period, name) do update set warned_at = excluded.warned_at;
        """;

    /// <summary>What the rows say of the month that <paramref name="now"/> is in.</summary>
    public Task<MonthFigures> CountMonthAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = UsageKeys.MonthStart(now);
        return chat.Database.FirstAsync(
            new Sql(CountRows).With("tenant", tenantId).With("from", from).With("to", from.AddMonths(1)),
            static r => new MonthFigures(r.GetInt64(0), r.GetInt64(1)), cancellationToken);
    }

    public Task SaveAsync(string tenantId, string name, long used, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(SaveFigure).With("tenant", tenantId).With("period", UsageKeys.Period(now)).With("name", name)
            .With("used", used).With("now", now), cancellationToken);

    public Task NoteWarningAsync(string tenantId, string name, long used, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(NoteWarning).With("tenant", tenantId).With("period", UsageKeys.Period(now)).With("name", name)
            .With("used", used).With("now", now), cancellationToken);

    /// <summary>The last 24 months, newest first.</summary>
    public Task<List<SavedUsage>> HistoryAsync(string tenantId, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(
            new Sql("select period, name, used, warned_at from usage where tenant_id = @tenant order by period desc, name limit 48;")
                .With("tenant", tenantId),
            static r => new SavedUsage(r.GetString(0), r.GetString(1), r.GetInt64(2), r.TimeOrNull(3)), cancellationToken);
}
