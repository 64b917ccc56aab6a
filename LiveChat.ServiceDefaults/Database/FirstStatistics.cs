using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Has Postgres count a table as soon as it holds some rows. Plans that were made while it was empty stay until then, and
/// Postgres itself comes by once a minute: on a young platform that is a minute in which an accept may read a whole
/// conversation to find one line (D28).
/// </summary>
internal sealed partial class FirstStatistics(string name, ServiceDatabase database, TimeProvider clock, ILogger<FirstStatistics> logger)
    : PeriodicWork(TimeSpan.FromSeconds(5), clock, logger)
{
    // As many as Postgres waits for itself, before a table that grew is counted anew (autovacuum_analyze_threshold).
    private const int Rows = 50;

    protected override string Work => $"Looking for tables of {name} without statistics";

    protected override Task RoundAsync(CancellationToken cancellationToken) => CountNewTablesAsync(cancellationToken);

    /// <summary>Names of the tables that were never counted until now.</summary>
    internal async Task<List<string>> CountNewTablesAsync(CancellationToken cancellationToken)
    {
        var tables = await database.ListAsync(new Sql(
            """
            select quote_ident(relname) from pg_stat_user_tables
            where schemaname = current_schema() and n_live_tup >= @rows and last_analyze is null and last_autoanalyze is null
            """).With("rows", Rows), static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        foreach (var table in tables)
        {
            await database.WriteAsync(new Sql($"analyze {table}"), cancellationToken).ConfigureAwait(false);
            LogCounted(logger, name, table);
        }

        return tables;
    }

    [LoggerMessage(1103, LogLevel.Debug, "Database {Name}: first statistics of {Table}")]
    private static partial void LogCounted(ILogger logger, string name, string table);
}
