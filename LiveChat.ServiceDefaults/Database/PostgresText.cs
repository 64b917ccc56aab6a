using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// A command's text taken apart once: its statements with <c>$1, $2 ...</c> instead of names. Npgsql would parse and copy
/// the whole text at every execution, which for the accept's dozen statements costs as much as sending them.
/// </summary>
/// <param name="Text">One statement, positional.</param>
/// <param name="Parameters">The name behind each number.</param>
internal sealed record PostgresStatement(string Text, string[] Parameters)
{
    // Texts are constants of the stores, or put together from a bounded set of filters; the limit only guards against a mistake.
    private const int Limit = 2048;

    private static readonly ConcurrentDictionary<string, PostgresStatement[]> s_known = new(StringComparer.Ordinal);

    /// <summary>The statements of a text.</summary>
    public static PostgresStatement[] Of(string text)
    {
        if (s_known.TryGetValue(text, out var known)) return known;
        var statements = Split(text);
        if (s_known.Count < Limit) s_known[text] = statements;
        return statements;
    }

    private static PostgresStatement[] Split(string text)
    {
        var statements = new List<PostgresStatement>();
        var statement = new StringBuilder();
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
                    i = end;
                    break;
                case '-' when i + 1 < text.Length && text[i + 1] == '-':
                    var line = text.IndexOf('\n', i);
                    i = line < 0 ? text.Length : line;
                    statement.Append('\n');
                    break;
                case ';':
                    Finish();
                    break;
                case '@' when i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '_'):
                    var from = ++i;
                    while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_')) i++;
                    statement.Append('$').Append(Number(text[from..i]).ToString(CultureInfo.InvariantCulture));
                    i--;
                    break;
                default:
                    statement.Append(c);
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
            if (sql.Length > 0) statements.Add(new PostgresStatement(sql, [.. parameters]));
            statement.Clear();
            parameters.Clear();
        }
    }
}
