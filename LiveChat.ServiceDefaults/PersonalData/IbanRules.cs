using System.Collections.Frozen;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>IBANs: a country with its length, and the check modulo 97. Pure.</summary>
internal static class IbanRules
{
    // The registry's lengths (SWIFT IBAN registry).
    private static readonly FrozenDictionary<string, int> s_lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 " +
        "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 " +
        "MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 " +
        "SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], System.Globalization.CultureInfo.InvariantCulture));

    public static IEnumerable<(int Start, int End)> Find(string text)
    {
        for (var i = 0; i + 14 < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i]) || !char.IsAsciiLetter(text[i + 1]) || !char.IsAsciiDigit(text[i + 2])
                || (i > 0 && char.IsLetterOrDigit(text[i - 1])) || EndOf(text, i) is not { } end)
                continue;
            yield return (i, end);
            i = end - 1;
        }
    }

    private static int? EndOf(string text, int start)
    {
        if (!s_lengths.TryGetValue(text.Substring(start, 2).ToUpperInvariant(), out var length))
            return null;
        Span<char> iban = stackalloc char[34];
        var (count, at) = (0, start);
        for (; at < text.Length && count < length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
                iban[count++] = char.ToUpperInvariant(text[at]);
            else if (text[at] is not (' ' or '-' or '.') || (at > start && text[at - 1] is ' ' or '-' or '.'))
                break;
        }

        return count == length && (at == text.Length || !char.IsLetterOrDigit(text[at])) && Checks(iban[..length]) ? at : null;
    }

    private static bool Checks(ReadOnlySpan<char> iban)
    {
        var rest = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var c = iban[(i + 4) % iban.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }

        return rest == 1;
    }
}
