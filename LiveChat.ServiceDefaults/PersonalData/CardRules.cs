namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>Payment card numbers: an issuer's prefix with one of its lengths, and Luhn's check digit. Pure.</summary>
internal static class CardRules
{
    public static IEnumerable<(int Start, int End)> Find(ScanText text)
    {
        foreach (var run in text.Runs)
        {
            if (run.Digits.Length < 13)
                continue;
            // "4111 1111 1111 1111 12/27 123": the number begins at a group and ends at one.
            for (var g = 0; g < run.Groups.Count; g++)
            {
                var from = run.Groups[g];
                for (var next = g + 1; next <= run.Groups.Count; next++)
                {
                    var to = next < run.Groups.Count ? run.Groups[next] : run.Digits.Length;
                    if (to - from > 19)
                        break;
                    if (!IsCard(run.Digits.AsSpan(from, to - from)))
                        continue;
                    yield return (run.Places[from], run.Places[to - 1] + 1);
                    g = next - 1;
                    break;
                }
            }
        }
    }

    internal static bool IsCard(ReadOnlySpan<char> digits) => HasIssuer(digits) && Luhn(digits) && digits.ContainsAnyExcept(digits[0]);

    internal static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                d = d > 4 ? d * 2 - 9 : d * 2;
            sum += d;
        }

        return sum % 10 == 0;
    }

    private static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        if (digits.Length is < 13 or > 19)
            return false;
        var four = int.Parse(digits[..4], provider: System.Globalization.CultureInfo.InvariantCulture);
        var length = digits.Length;
        return (four / 100) switch
        {
            >= 40 and <= 49 => length is 13 or 16 or 19, // Visa
            >= 51 and <= 55 => length == 16, // Mastercard
            >= 22 and <= 27 => length == 16 && four is >= 2221 and <= 2720,
            34 or 37 => length == 15, // American Express
            30 or 36 or 38 or 39 => length is 14 or 16, // Diners
            35 => length == 16 && four is >= 3528 and <= 3589, // JCB
            60 or 64 or 65 => length is 16 or 19 && four is 6011 or (>= 6440 and <= 6599), // Discover
            62 => length is >= 16 and <= 19, // UnionPay
            50 or (>= 56 and <= 58) or 63 or 67 => length is 16 or 18 or 19, // Maestro
            _ => false,
        };
    }
}
