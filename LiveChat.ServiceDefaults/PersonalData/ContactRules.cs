namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>E-mail addresses and phone numbers, by their form. Pure.</summary>
internal static class ContactRules
{
    private static readonly string[] s_callWords =
    [
        "phone", "tel", "call", "mobile", "cell", "whatsapp", "number is", "telefon", "handy", "ruf", "nummer", "téléphone", "portable", "numéro",
        "appel", "teléfono", "móvil", "llam", "telefono", "cellulare", "chiam", "telefone", "celular", "telefoon", "bel ", "komórk", "телефон", "電話",
    ];

    public static IEnumerable<(int Start, int End)> FindEmails(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at;
            while (start > 0 && at - start < 64 && IsLocal(text[start - 1]))
                start--;
            while (start < at && text[start] is '.' or '-' or '\'')
                start++;
            var end = at + 1;
            while (end < text.Length && end - at < 255 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
                end++;
            while (end > at && text[end - 1] is '.' or '-')
                end--;
            var domain = text.AsSpan(at + 1, Math.Max(0, end - at - 1));
            var dot = domain.LastIndexOf('.');
            if (start == at || dot <= 0 || domain.Length - dot < 3 || domain.IndexOf("..", StringComparison.Ordinal) >= 0 || !char.IsLetter(domain[dot + 1]))
                continue;
            yield return (start, end);
            at = end - 1;
        }
    }

    public static IEnumerable<(int Start, int End)> FindPhones(ScanText text)
    {
        foreach (var run in text.Runs)
        {
            var (first, last) = (run.Places[0], run.Places[^1]);
            if (run.Digits.Length is < 7 or > 15 || (first > 0 && char.IsLetter(text.Text[first - 1])) || IsDate(run))
                continue;
            var start = first;
            if (start > 0 && text.Text[start - 1] == '(')
                start--;
            var international = start > 0 && text.Text[start - 1] == '+';
            if (international)
                start--;
            international |= run.Digits.StartsWith("00", StringComparison.Ordinal) && run.Digits.Length >= 10;
            if (international || IsGrouped(run, text.Text, start) || IsAnnounced(text.Text, start))
                yield return (start, last + 1);
        }
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'';

    // "030 1234 5678", "(555) 123-4567", "06 12 34 56 78": grouped, and as a national number begins.
    private static bool IsGrouped(DigitRun run, string text, int start)
    {
        if (run.Digits.Length < 9 || run.Groups.Count < 2)
            return false;
        if (run.Digits[0] == '0')
            return run.Groups.Count > 1 && run.Groups[1] <= 6;
        var american = run.Groups.Count == 3 && run.Digits.Length == 10 && run.Groups[1] == 3 && run.Groups[2] == 6;
        return american && run.Digits[0] >= '2' && (text[start] == '(' || text.IndexOf('-', start, run.Places[^1] - start) > 0);
    }

    private static bool IsAnnounced(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 24), Math.Min(24, start));
        foreach (var word in s_callWords)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // "05.11.2026 14", "2026-11-22 10": a date, whatever follows it.
    private static bool IsDate(DigitRun run)
    {
        if (run.Groups.Count < 3)
            return false;
        var (a, b, c) = (run.Groups[1], run.Groups[2] - run.Groups[1], (run.Groups.Count > 3 ? run.Groups[3] : run.Digits.Length) - run.Groups[2]);
        var (x, y) = (Number(run, 0, a), Number(run, run.Groups[1], b));
        return (a == 4 && b <= 2 && c <= 2 && x is >= 1900 and <= 2100)
            || (a <= 2 && b <= 2 && c == 4 && x <= 31 && y <= 31 && Number(run, run.Groups[2], 4) is >= 1900 and <= 2100);
    }

    private static int Number(DigitRun run, int from, int length) =>
        int.Parse(run.Digits.AsSpan(from, Math.Min(length, 6)), provider: System.Globalization.CultureInfo.InvariantCulture);
}
