using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>
/// National identity, tax and insurance numbers: US, DE, ES, FR, IT, GB, NL, PL, CH, SE, BR. By checksum where there is one; a
/// form that an order number may have too counts only next to a word that names it. Pure.
/// </summary>
internal static partial class NationalIdRules
{
    private const int FewestDigits = 6; // a British number's
    private const int LongestBefore = 6; // an Italian code's letters
    private const int LongestBehind = 3; // a separator, a letter, and what must not go on

    public static IEnumerable<(int Start, int End)> Find(string text)
    {
        var done = 0;
        for (var at = NextDigit(text, 0); at >= 0;)
        {
            // No id has more than one sign or letter between two digits, so each lies around one cluster of digits.
            var (end, digits) = ClusterEnd(text, at);
            if (digits >= FewestDigits)
            {
                var from = Math.Max(done, at - LongestBefore);
                while (NextCandidate(text, from, end) is { Length: > 0 } match)
                {
                    var found = text.Substring(match.Index, match.Length);
                    from = done = match.Index + match.Length;
                    if (IsId(found, text, match.Index))
                        yield return (match.Index, from);
                }
            }

            at = NextDigit(text, end);
        }
    }

    private static int NextDigit(string text, int from) =>
        text.AsSpan(from).IndexOfAny(ScanText.Digits) is var next and >= 0 ? from + next : -1;

    private static (int End, int Digits) ClusterEnd(string text, int start)
    {
        var (end, digits) = (start, 0);
        for (var at = start; at < text.Length && at <= end + 1; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            (end, digits) = (at + 1, digits + 1);
        }

        return (end, digits);
    }

    private static (int Index, int Length) NextCandidate(string text, int from, int clusterEnd)
    {
        foreach (var match in Candidate().EnumerateMatches(text.AsSpan(0, Math.Min(text.Length, clusterEnd + LongestBehind)), from))
            return (match.Index, match.Length);
        return default;
    }

    private static bool IsId(string value, string text, int start)
    {
        var compact = string.Concat(value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (compact.All(char.IsAsciiDigit))
        {
            return compact.Length switch
            {
                9 => (value.Length == 11 && value[3] == '-' && value[6] == '-' && IsSsn(compact)) || (IsBsn(compact) && Named(text, start, "bsn", "burgerservice", "sofi"))
                    || (IsSsn(compact) && Named(text, start, "ssn", "social security")),
                10 => value.Length == 11 && value[6] is '-' && IsDay(compact.AsSpan(2, 4)) && CardRules.Luhn(compact),
                11 => IsCpf(compact) && (value.Contains('.', StringComparison.Ordinal) || Named(text, start, "cpf"))
                    || IsPesel(compact) && Named(text, start, "pesel", "dowód", "numer")
                    || IsTaxId(compact) && (value.Contains(' ', StringComparison.Ordinal) || Named(text, start, "steuer", "idnr", "id-nr", "tax id", "identifikationsnummer", "tin")),
                12 => value.Length == 13 && value[8] == '-' && IsDay(compact.AsSpan(4, 4)) && CardRules.Luhn(compact.AsSpan(2)),
                13 => compact.StartsWith("756", StringComparison.Ordinal) && Ean(compact),
                15 => IsNir(compact),
                _ => false,
            };
        }

        return compact.Length switch
        {
            9 when char.IsAsciiLetter(compact[8]) && compact[..8].All(char.IsAsciiDigit) || compact[0] is 'X' or 'Y' or 'Z' => IsDni(compact),
            9 => Nino().IsMatch(compact) && (value.Contains(' ', StringComparison.Ordinal) || Named(text, start, "ni number", "national insurance", "nino")),
            16 => IsFiscalCode(compact),
            _ => false,
        };
    }

    private static bool Named(string text, int start, params ReadOnlySpan<string> names)
    {
        var before = text.AsSpan(Math.Max(0, start - 32), Math.Min(32, start));
        foreach (var name in names)
        {
            if (before.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsSsn(string d) =>
        d[0] != '9' && d[..3] is not ("000" or "666") && d[3..5] != "00" && d[5..] != "0000";

    private static bool IsBsn(string d) => Weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0 && d.AsSpan().ContainsAnyExcept('0');

    private static bool IsPesel(string d) => IsDay([(char)('0' + (d[2] - '0') % 2), d[3], d[4], d[5]])
        && (10 - Weighted(d, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10 == d[10] - '0';

    private static bool IsCpf(string d) => d.AsSpan().ContainsAnyExcept(d[0])
        && Check(Weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2])) == d[9] - '0' && Check(Weighted(d, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == d[10] - '0';

    private static int Check(int sum) => sum % 11 < 2 ? 0 : 11 - sum % 11;

    // ISO 7064, MOD 11,10; of the first ten digits one stands twice or three times.
    private static bool IsTaxId(string d)
    {
        var product = 10;
        for (var i = 0; i < 10; i++)
        {
            var sum = (d[i] - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        var most = d[..10].GroupBy(c => c).Max(g => g.Count());
        return d[0] != '0' && most is 2 or 3 && (11 - product) % 10 == d[10] - '0';
    }

    private static bool Ean(string d) =>
        (10 - Weighted(d, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10 == d[12] - '0';

    private static bool IsNir(string d) => d[0] is '1' or '2' && d[3..5] is var month && int.Parse(month, CultureInfo.InvariantCulture) is (>= 1 and <= 12) or (>= 20 and <= 42) or >= 50
        && 97 - long.Parse(d[..13], CultureInfo.InvariantCulture) % 97 == long.Parse(d[13..], CultureInfo.InvariantCulture);

    private static bool IsDni(string id)
    {
        var digits = id[0] switch { 'X' => "0" + id[1..8], 'Y' => "1" + id[1..8], 'Z' => "2" + id[1..8], _ => id[..8] };
        return digits.All(char.IsAsciiDigit) && id[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[int.Parse(digits, CultureInfo.InvariantCulture) % 23];
    }

    private static bool IsFiscalCode(string code)
    {
        if (!FiscalCode().IsMatch(code))
            return false;
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A';
            sum += i % 2 == 0 ? OddValue(value) : value;
        }

        return code[15] - 'A' == sum % 26;
    }

    // Values of the odd places, by the decree that defines the code.
    private static int OddValue(int value) => value switch
    {
        0 => 1,
        1 => 0,
        2 => 5,
        3 => 7,
        4 => 9,
        5 => 13,
        6 => 15,
        7 => 17,
        8 => 19,
        9 => 21,
        10 => 2,
        11 => 4,
        12 => 18,
        13 => 20,
        14 => 11,
        15 => 3,
        16 => 6,
        17 => 8,
        18 => 12,
        19 => 14,
        20 => 16,
        21 => 10,
        22 => 22,
        23 => 25,
        24 => 24,
        _ => 23,
    };

    private static bool IsDay(ReadOnlySpan<char> monthDay) =>
        int.Parse(monthDay[..2], provider: CultureInfo.InvariantCulture) is >= 1 and <= 12
        && int.Parse(monthDay[2..], provider: CultureInfo.InvariantCulture) is >= 1 and <= 31;

    private static int Weighted(string digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:\d{3}-\d{2}-\d{4}|756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2} \d{3} \d{3} \d{3}|\d{8}-\d{4}|\d{6}-\d{4}" +
        @"|[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}|\d{9}|\d{11}|\d{8}[- ]?[A-Za-z]|[XYZxyz][- ]?\d{7}[- ]?[A-Za-z]" +
        @"|[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]|[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z])(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"\A(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Nino();

    [GeneratedRegex(@"\A[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex FiscalCode();
}
