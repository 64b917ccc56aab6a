using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// One open connection with its prepared statements. A command's statements are kept apart, each with only the parameters
/// it uses and with parameter objects that live as long as the statement. Not for two threads at once.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    // The stores' texts; a text above the limit is prepared, run and forgotten.
    private const int Limit = 256;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Prepared> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _plain = new(StringComparer.Ordinal);

    /// <param name="connectionString">Without pooling: this class is what the pool keeps.</param>
    /// <param name="pragmas">Set once.</param>
    public SqliteSession(string connectionString, string pragmas)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        Execute(pragmas);
    }

    /// <summary>Runs a text without parameters, such as <c>begin immediate</c>.</summary>
    public void Execute(string text)
    {
        if (!_plain.TryGetValue(text, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = text;
            _plain[text] = command;
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Runs the statements before the first that has rows; returns how many rows they wrote.</summary>
    public int RunWrites(Sql sql, out Command rows)
    {
        var text = sql.Text;
        if (!_prepared.TryGetValue(text, out var prepared))
        {
            prepared = new Prepared(_connection, SqlStatement.Of(text));
            if (_prepared.Count < Limit) _prepared[text] = prepared;
        }

        var written = 0;
        foreach (var write in prepared.Writes) written += Math.Max(0, write.Bind(sql).ExecuteNonQuery());
        rows = prepared.Rows;
        return written;
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Dispose();
        foreach (var command in _plain.Values) command.Dispose();
        _connection.Dispose();
    }

    /// <summary>One statement, or those from the first with rows to the end, which one reader walks.</summary>
    internal sealed class Command : IDisposable
    {
        private readonly SqliteCommand _command;
        private readonly SqliteParameter[] _parameters;
        private readonly string[] _names;
        private readonly int[] _places;

        public Command(SqliteConnection connection, ReadOnlySpan<SqlStatement> statements)
        {
            _command = connection.CreateCommand();
            var names = new List<string>();
            var texts = new List<string>();
            foreach (var statement in statements)
            {
                texts.Add(statement.Named);
                foreach (var name in statement.Parameters)
                    if (!names.Contains(name)) names.Add(name);
            }

            _command.CommandText = string.Join(";\n", texts);
            _names = [.. names];
            _places = new int[_names.Length];
            _parameters = new SqliteParameter[_names.Length];
            for (var i = 0; i < _names.Length; i++)
            {
                // With its '@': without it the driver tries every prefix, in every statement.
                _parameters[i] = new SqliteParameter { ParameterName = "@" + _names[i] };
                _command.Parameters.Add(_parameters[i]);
            }
        }

        public SqliteCommand Bind(Sql sql)
        {
            for (var i = 0; i < _names.Length; i++)
            {
                var value = sql.Value(_names[i], ref _places[i], out var type);
                if (_parameters[i].DbType != type) _parameters[i].DbType = type;
                _parameters[i].Value = value ?? DBNull.Value;
            }

            return _command;
        }

        public DbDataReader Read(Sql sql) => Bind(sql).ExecuteReader(CommandBehavior.Default);

        public void Dispose() => _command.Dispose();
    }

    private sealed class Prepared : IDisposable
    {
        public Prepared(SqliteConnection connection, SqlStatement[] statements)
        {
            var first = Array.FindIndex(statements, s => s.HasRows);
            // Without any statement that has rows the reader walks the last one: it needs something to walk.
            if (first < 0) first = Math.Max(0, statements.Length - 1);
            Writes = [.. statements[..first].Select(s => new Command(connection, [s]))];
            Rows = new Command(connection, statements.AsSpan(first));
        }

        public Command[] Writes { get; }

        public Command Rows { get; }

        public void Dispose()
        {
            foreach (var write in Writes) write.Dispose();
            Rows.Dispose();
        }
    }
}
