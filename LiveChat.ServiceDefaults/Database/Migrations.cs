using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Brings a module's schema up to date: ServiceDefaults' own scripts (the outbox), then the module's
/// <c>Schema/NNN_name[.postgres|.sqlite].sql</c>, each once, in order, under a lock when several replicas start together.
/// </summary>
public static class Migrations
{
    // Any constant: all upgraders of one database must agree on it.
    private const long LockKey = 4_711_202_601;

    /// <summary>Applies what is missing; throws when a script fails.</summary>
    public static void Apply(ServiceDatabase database, Assembly module)
    {
        switch (database)
        {
            case PostgresDatabase postgres:
                using (var connection = new NpgsqlConnection(postgres.ConnectionString))
                {
                    connection.Open();
                    Execute(connection, $"select pg_advisory_lock({LockKey})");
                    try
                    {
                        Run(DeployChanges.To.PostgresqlDatabase(postgres.ConnectionString), ".postgres", module);
                    }
                    finally
                    {
                        Execute(connection, $"select pg_advisory_unlock({LockKey})");
                    }
                }

                break;
            case SqliteDatabase sqlite:
                Run(DeployChanges.To.SqliteDatabase(sqlite.ConnectionString), ".sqlite", module);
                SqliteConnection.ClearAllPools();
                break;
        }
    }

    private static void Run(DbUp.Builder.UpgradeEngineBuilder builder, string dialect, Assembly module)
    {
        var result = builder
            .WithScripts(Scripts(typeof(Migrations).Assembly, dialect).Concat(Scripts(module, dialect)))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"Schema script {result.ErrorScript?.Name} failed.", result.Error);
    }

    private static IEnumerable<SqlScript> Scripts(Assembly assembly, string dialect)
    {
        var prefix = $"{assembly.GetName().Name}.Schema.";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (Resource: name, Name: name[prefix.Length..^4]))
            .Where(s => !s.Name.Contains('.', StringComparison.Ordinal) || s.Name.EndsWith(dialect, StringComparison.Ordinal))
            .Select(s => (s.Resource, Name: $"{assembly.GetName().Name}/{s.Name.Split('.')[0]}"))
            .OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => new SqlScript(s.Name, Text(assembly, s.Resource)))
            .ToList();
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
