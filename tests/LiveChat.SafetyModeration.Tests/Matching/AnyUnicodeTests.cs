using System.Text;
using LiveChat.SafetyModeration.Matching;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Matching;

/// <summary>Properties that hold for every string, well-formed or not.</summary>
public sealed class AnyUnicodeTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Seeds =
        ["\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\0", "ß", "ﷺ", "각", "\u1100\u1161\u11A8", "e\u0301", "ǅ", "İ", "🇮🇹", "👨‍👩‍👧", "5h1t", "f u c k", "a$$", "kiII", "ａ", "ﾊﾞ", "\u0345", "ͅ", "ᾳ"];

    [Fact]
    public void Normalize_EveryScalarValue_IsIdempotent()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var once = TextReading.Normalize(new Rune(value).ToString());
            Assert.True(once == TextReading.Normalize(once), $"U+{value:X4} -> {Escape(once)}");
        }
    }

    [Fact]
    public void Normalize_RandomStrings_IsIdempotentAndWellFormed()
    {
        ForRandomStrings((text, seed) =>
        {
            var once = TextReading.Normalize(text);
            Assert.True(once == TextReading.Normalize(once), $"seed {seed}: {Escape(text)}");
            Assert.DoesNotContain(once.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
        });
    }

    [Fact]
    public void Find_RandomStrings_NeverThrowsAndStaysInTheText()
    {
        var matcher = PhraseMatcher.Compile([.. Seeds, "shit", "fuck you", "kill yourself", "сука", "바보", "傻瓜"]);
        ForRandomStrings((text, seed) =>
        {
            foreach (var hit in matcher.Find(text))
                Assert.True(hit.Start >= 0 && hit.Length > 0 && hit.Start + hit.Length <= text.Length, $"seed {seed}: {Escape(text)}");
        });
    }

    [Fact]
    public void Find_RandomPhraseBetweenSpaces_IsFound()
    {
        ForRandomStrings((phrase, seed) =>
        {
            if (!Pattern.IsEmpty(phrase))
                Assert.True(PhraseMatcher.Compile([phrase]).Find($"x {phrase} y").Count > 0, $"seed {seed}: {Escape(phrase)}");
        }, Rounds / 20);
    }

    private static void ForRandomStrings(Action<string, int> check, int rounds = Rounds)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 24); length > 0; length--)
            {
                switch (random.Next(8))
                {
                    case 0: text.Append((char)random.Next(0x10000)); break; // any code unit, broken pairs too
                    case 1: text.Append(Seeds[random.Next(Seeds.Length)]); break;
                    case 2: text.Append(new Rune(random.Next(0x10000, 0x110000)).ToString()); break;
                    case 3: text.Append((char)random.Next(0x300, 0x600)); break;
                    case 4: text.Append(' '); break;
                    default: text.Append((char)random.Next(' ', 0x7F)); break;
                }
            }

            check(text.ToString(), seed);
        }
    }

    private static string Escape(string text) => string.Concat(text.Select(unit => $"\\u{(int)unit:X4}"));
}
