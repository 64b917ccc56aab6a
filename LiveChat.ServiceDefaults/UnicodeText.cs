using System.Text;

namespace LiveChat.ServiceDefaults;

/// <summary>Normalisation for texts from outside, which may hold anything.</summary>
public static class UnicodeText
{
    /// <summary>
    /// As <see cref="string.Normalize(NormalizationForm)"/>, which throws at a lone surrogate and at U+FFFE: here both are
    /// read as U+FFFD.
    /// </summary>
    public static string NormalizeAny(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text)) return text;
        if (IsRefused(text)) text = Replace(text);
        return text.Normalize(form);
    }

    /// <summary>The first <paramref name="units"/> UTF-16 units of a text, one fewer where the cut would go through a pair:
    /// a half of a pair is no text, and databases refuse it.</summary>
    public static string CutUnits(string text, int units)
    {
        if (text.Length <= units) return text;
        return units > 0 && char.IsSurrogatePair(text[units - 1], text[units]) ? text[..(units - 1)] : text[..units];
    }

    private static bool IsRefused(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE') return true;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }

    private static string Replace(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) builder.Append(rune.Value == 0xFFFE ? "\uFFFD" : rune.ToString());
        return builder.ToString();
    }
}
