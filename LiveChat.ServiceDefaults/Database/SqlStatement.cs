using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// A command's text taken apart once: its statements, each with the parameters that it uses. Npgsql would parse and copy
/// the whole text at every execution, and SQLite's driver would look every parameter up in every statement; for the
/// accept's dozen statements either costs as much as running them.
/// </summary>
/// <param name="Text">One statement with <c>$1, $2 ...</c> instead of names.</param>
/// <param name="Named">The same with its names.</param>
/// <param name="Parameters">The name behind each number.</param>
internal sealed record SqlStatement(string Text, string Named, string[] Parameters)
{
    /// <summary>A select, or a write that returns rows.</summary>
    public bool HasRows { get; } = Text.StartsWith("select", StringComparison.OrdinalIgnoreCase)
        || Text.StartsWith("with", StringComparison.OrdinalIgnoreCase)
        || Text.StartsWith("pragma", StringComparison.OrdinalIgnoreCase)
        || Text.Contains("returning", StringComparison.OrdinalIgnoreCase);

    // Texts are constants of the stores, or put together from a bounded set of filters; the limit only guards against a mistake.
    private const int Limit = 2048;

    private static readonly ConcurrentDictionary<string, SqlStatement[]> s_known = new(StringComparer.Ordinal);

    /// <summary>The statements of a text.</summary>
    public static SqlStatement[] Of(string text)
    {
        if (s_known.TryGetValue(text, out var known)) return known;
        var statements = Split(text);
        if (s_known.Count < Limit) s_known[text] = statements;
        return statements;
    }

    private static SqlStatement[] Split(string text)
    {
        var statements = new List<SqlStatement>();
        var statement = new StringBuilder();
        var named = new StringBuilder();
        var parameters = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\'' or '"':
                    // A doubled quote inside closes and opens again, which comes to the same.
                    var end = text.IndexOf(c, i + 1);
                    end = end < 0 ? text.Length - 1 : end;
                    statement.Append(text, i, end - i + 1);
                    named.Append(text, i, end - i + 1);
                    i = end;
                    break;
                case '-' when i + 1 < text.Length && text[i + 1] == '-':
                    var line = text.IndexOf('\n', i);
                    i = line < 0 ? text.Length : line;
                    statement.Append('\n');
                    named.Append('\n');
                    break;
                case ';':
                    Finish();
                    break;
                case '@' when i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '_'):
                    var from = ++i;
                    while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_')) i++;
                    statement.Append('$').Append(Number(text[from..i]).ToString(CultureInfo.InvariantCulture));
                    named.Append('@').Append(text, from, i - from);
                    i--;
                    break;
                default:
                    statement.Append(c);
                    named.Append(c);
                    break;
            }
        }

        Finish();
        return [.. statements];

        int Number(string name)
        {
            var index = parameters.IndexOf(name);
            if (index >= 0) return index + 1;
            parameters.Add(name);
            return parameters.Count;
        }

        void Finish()
        {
            var sql = statement.ToString().Trim();
            if (sql.Length > 0) statements.Add(new SqlStatement(sql, named.ToString().Trim(), [.. parameters]));
            statement.Clear();
            named.Clear();
            parameters.Clear();
        }
    }
}
