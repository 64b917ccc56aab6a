using System.Globalization;
using System.Text;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// What one character folds to: compatibility decomposition (NFKD, which gives every NFKC-equal text the same result),
/// lower case, diacritics dropped, invisible characters dropped. A pure function of the character, so it is kept in
/// tables of 256 that are made when first touched: a text in any language costs one array read per character.
/// </summary>
internal static class RuneFolding
{
    internal readonly record struct Entry(int Symbol, GlyphKind Kind, GlyphShapes Shapes, Entry[]? Rest = null);

    private static readonly Entry[]?[] Pages = new Entry[]?[0x110000 >> 8];

    /// <summary>The first page, for the loop over a text: most characters of most texts.</summary>
    public static Entry[] Latin { get; } = MakePage(0);

    public static ref readonly Entry Of(int scalar)
    {
        var page = Volatile.Read(ref Pages[scalar >> 8]) ?? MakePage(scalar >> 8);
        return ref page[scalar & 0xFF];
    }

    // Two threads may make the same page; the results are equal, so the loser's is dropped without harm.
    private static Entry[] MakePage(int number)
    {
        var page = new Entry[256];
        for (var i = 0; i < page.Length; i++)
            page[i] = Rune.TryCreate((number << 8) | i, out var rune) ? Fold(rune) : new Entry(0, GlyphKind.Punctuation, GlyphShapes.None);
        Volatile.Write(ref Pages[number], page);
        return page;
    }

    private static Entry Fold(Rune rune)
    {
        // Two rounds are enough for Unicode 16; the bound only guards against a future cycle.
        var text = rune.ToString();
        for (var round = 0; round < 4; round++)
        {
            var next = FoldOnce(text);
            if (next == text)
                break;
            text = next;
        }

        var parts = new List<Entry>();
        foreach (var part in text.EnumerateRunes())
        {
            var kind = KindOf(part);
            var shapes = LetterShapes.Of(part.Value, kind);
            parts.Add(new Entry(part.Value, kind, rune.Value == 'I' ? shapes | GlyphShapes.CapitalI : shapes));
        }

        return parts.Count switch
        {
            0 => new Entry(0, GlyphKind.Dropped, GlyphShapes.None),
            1 => parts[0],
            _ => parts[0] with { Rest = [.. parts.Skip(1)] },
        };
    }

    private static string FoldOnce(string text)
    {
        var folded = new StringBuilder();
        // U+FFFE is the one scalar value that Normalize refuses.
        var decomposed = text == "\uFFFE" ? text : text.Normalize(NormalizationForm.FormKD);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (IsInvisible(lower) || IsDiacritic(lower))
                continue;
            if (Spelled(lower.Value) is { } spelled)
                folded.Append(spelled);
            else if (Rune.GetUnicodeCategory(lower) == UnicodeCategory.DecimalDigitNumber)
                folded.Append((char)('0' + (int)Rune.GetNumericValue(lower)));
            else
                folded.Append(lower.ToString());
        }

        return folded.ToString();
    }

    private static GlyphKind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when rune == Rune.ReplacementChar => GlyphKind.Punctuation, // as a broken code unit reads
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => GlyphKind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => GlyphKind.Digit,
        UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol => GlyphKind.Symbol,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Control => GlyphKind.Space,
        _ => GlyphKind.Punctuation,
    };

    private static bool IsInvisible(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\v' or '\f' or '\r' or 0x85 => false,
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or 0x2800 => true,
        >= 0x180B and <= 0x180F or >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF => true, // variation selectors
        >= 0x1F3FB and <= 0x1F3FF => true, // skin tones
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control,
    };

    // Marks that only decorate a letter. Those of Indic and South-East Asian scripts, and the Japanese voicing marks,
    // make another word and stay.
    private static bool IsDiacritic(Rune rune) => rune.Value switch
    {
        >= 0x0300 and <= 0x036F or >= 0x0483 and <= 0x0489 or >= 0x0591 and <= 0x05BD or 0x05BF or 0x05C1 or 0x05C2
            or 0x05C4 or 0x05C5 or 0x05C7 or >= 0x0610 and <= 0x061A or 0x0640 or >= 0x064B and <= 0x065F or 0x0670
            or >= 0x06D6 and <= 0x06DC or >= 0x06DF and <= 0x06E4 or 0x06E7 or 0x06E8 or >= 0x06EA and <= 0x06ED
            or >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF or >= 0x20D0 and <= 0x20FF or >= 0xFE20 and <= 0xFE2F => true,
        _ => false,
    };

    // Latin letters that Unicode does not decompose, written as people type them without the key for it.
    private static string? Spelled(int scalar) => scalar switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' or 'ᴅ' => "d",
        'ł' or 'ʟ' => "l",
        'ħ' or 'ʜ' => "h",
        'ı' or 'ɪ' or 'ɩ' => "i",
        'ŧ' or 'ᴛ' => "t",
        'þ' => "th",
        'ŋ' or 'ɴ' => "n",
        'ſ' or 'ꜱ' => "s",
        'ɑ' or 'ᴀ' => "a",
        'ɡ' or 'ɢ' => "g",
        'ʙ' or 'ƀ' => "b",
        'ᴄ' => "c",
        'ᴇ' or 'ɛ' => "e",
        'ꜰ' or 'ƒ' => "f",
        'ᴊ' or 'ȷ' => "j",
        'ᴋ' => "k",
        'ᴍ' => "m",
        'ᴏ' or 'ɔ' => "o",
        'ᴘ' => "p",
        'ʀ' => "r",
        'ᴜ' => "u",
        'ᴠ' or 'ʋ' => "v",
        'ᴡ' => "w",
        'ʏ' => "y",
        'ᴢ' or 'ƶ' => "z",
        'ς' => "σ", // the Greek final sigma is the same letter
        _ => null,
    };
}
