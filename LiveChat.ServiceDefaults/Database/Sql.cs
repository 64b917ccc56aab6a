using System.Data;
using System.Text;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// One command: a text of one or more statements in the subset that Postgres and SQLite share, and its parameters.
/// The text must not depend on values, so that both engines can keep it prepared.
/// </summary>
public sealed class Sql(string text)
{
    private static readonly OutboxSlot[] s_slots = [.. Enumerable.Range(0, 16).Select(n => new OutboxSlot(
        $"ob{n}_id", $"ob{n}_type", $"ob{n}_payload", $"ob{n}_req", $"ob{n}_trace", $"ob{n}_lease", $"ob{n}_at"))];

    private readonly List<Parameter> _parameters = new(16);
    private StringBuilder? _appended;
    private int _outboxRows;

    /// <summary>The whole text, outbox inserts included.</summary>
    public string Text => _appended is null ? text : text + _appended;

    public Sql With(string name, Guid value) => Add(name, DbType.Guid, value);
    public Sql With(string name, Guid? value) => Add(name, DbType.Guid, value);
    public Sql With(string name, string? value) => Add(name, DbType.String, value);
    public Sql With(string name, int value) => Add(name, DbType.Int32, value);
    public Sql With(string name, int? value) => Add(name, DbType.Int32, value);
    public Sql With(string name, long value) => Add(name, DbType.Int64, value);
    public Sql With(string name, long? value) => Add(name, DbType.Int64, value);
    public Sql With(string name, bool value) => Add(name, DbType.Boolean, value);
    public Sql With(string name, bool? value) => Add(name, DbType.Boolean, value);
    public Sql With(string name, double value) => Add(name, DbType.Double, value);
    public Sql With(string name, byte[]? value) => Add(name, DbType.Binary, value);

    /// <summary>Stored as <c>bigint</c>, Unix milliseconds.</summary>
    public Sql With(string name, DateTimeOffset value) => Add(name, DbType.Int64, value.ToUnixTimeMilliseconds());

    /// <summary>Stored as <c>bigint</c>, Unix milliseconds.</summary>
    public Sql With(string name, DateTimeOffset? value) => Add(name, DbType.Int64, value?.ToUnixTimeMilliseconds());

    /// <summary>Appends statements, for a command that is put together from constant parts.</summary>
    public Sql Append(string statements)
    {
        (_appended ??= new StringBuilder()).Append('\n').Append(statements);
        return this;
    }

    /// <summary>Appends the insert of an outbox row, born leased to this process.</summary>
    /// <param name="row">From <see cref="Outbox.Row{T}"/> or <see cref="Outbox.Reference{T}"/>.</param>
    /// <param name="where">A condition over this command's parameters and the tables as they are by then; null for always.</param>
    public Sql Insert(OutboxRow row, string? where = null) => Insert(row, row.LeasedUntil, where);

    /// <summary>
    /// The statement of <see cref="Insert(OutboxRow, string?)"/>, for a command whose whole text is put together once; its
    /// values come by <see cref="WithRow"/>.
    /// </summary>
    /// <param name="slot">0 for the command's first row, 1 for its second.</param>
    /// <param name="where">As for <see cref="Insert(OutboxRow, string?)"/>.</param>
    public static string InsertText(int slot, string? where)
    {
        var p = s_slots[slot];
        return "insert into outbox (id, type, payload, request_id, trace_parent, leased_until, attempts, created_at) " +
            $"select @{p.Id}, @{p.Type}, @{p.Payload}, @{p.Request}, @{p.Trace}, @{p.Lease}, 0, @{p.At} where {where ?? "1 = 1"} on conflict (id) do nothing;";
    }

    /// <summary>Values of the next <see cref="InsertText"/>, in the order of their slots.</summary>
    public Sql WithRow(OutboxRow row) => Bind(row, row.LeasedUntil);

    private Sql Insert(OutboxRow row, long leasedUntil, string? where) => Append(InsertText(_outboxRows, where)).Bind(row, leasedUntil);

    private Sql Bind(OutboxRow row, long leasedUntil)
    {
        var p = s_slots[_outboxRows++];
        return With(p.Id, row.Id).With(p.Type, row.Type).With(p.Payload, row.Payload).With(p.Request, row.RequestId)
            .With(p.Trace, row.TraceParent).With(p.Lease, leasedUntil).With(p.At, row.CreatedAt);
    }

    private Sql Add(string name, DbType type, object? value)
    {
        _parameters.Add(new Parameter(name, type, value));
        return this;
    }

    /// <param name="place">Where the last command of this text had it; nearly always right, and mended when not.</param>
    internal object? Value(string name, ref int place, out DbType type)
    {
        if ((uint)place >= (uint)_parameters.Count || _parameters[place].Name != name) place = Place(name);
        type = _parameters[place].Type;
        return _parameters[place].Value;
    }

    internal object? Value(string name, out DbType type)
    {
        var place = 0;
        return Value(name, ref place, out type);
    }

    private int Place(string name)
    {
        for (var i = 0; i < _parameters.Count; i++)
            if (_parameters[i].Name == name) return i;
        throw new InvalidOperationException($"The command's text names @{name}, which has no value.");
    }

    private sealed record OutboxSlot(string Id, string Type, string Payload, string Request, string Trace, string Lease, string At);

    private readonly record struct Parameter(string Name, DbType Type, object? Value);
}
