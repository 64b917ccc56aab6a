using System.Data.Common;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth.Tests.Stores;

/// <summary>Hands every command on and remembers its text: what a caller could measure from outside.</summary>
internal sealed class RecordingDatabase(ServiceDatabase inner) : ServiceDatabase
{
    public List<string> Commands { get; } = [];

    public override SqlDialect Dialect => inner.Dialect;

    public override Task<T> WriteAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        Commands.Add($"write {sql.Text}");
        return inner.WriteAsync(sql, read, cancellationToken);
    }

    public override Task<T> ReadAsync<T>(Sql sql, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        Commands.Add($"read {sql.Text}");
        return inner.ReadAsync(sql, read, cancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
