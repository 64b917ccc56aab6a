using System.Text;
using LiveChat.AssistantRouting.Tests.Hosting;
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
        ForRandomStrings(text =>
        {
            var once = TextReading.Normalize(text);
            Assert.True(once == TextReading.Normalize(once), Escape(text));
            Assert.DoesNotContain(once.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
        });
    }

    [Fact]
    public void Find_RandomStrings_NeverThrowsAndStaysInTheText()
    {
        var matcher = PhraseMatcher.Compile([.. Seeds, "shit", "fuck you", "kill yourself", "сука", "바보", "傻瓜"]);
        ForRandomStrings(text =>
        {
            foreach (var hit in matcher.Find(text))
                Assert.True(hit.Start >= 0 && hit.Length > 0 && hit.Start + hit.Length <= text.Length, Escape(text));
        });
    }

    [Fact]
    public void Find_RandomPhraseBetweenSpaces_IsFound()
    {
        ForRandomStrings(phrase =>
        {
            if (!Pattern.IsEmpty(phrase))
                Assert.True(PhraseMatcher.Compile([phrase]).Find($"x {phrase} y").Count > 0, Escape(phrase));
        }, Rounds / 20);
    }

    private static void ForRandomStrings(Action<string> check, int rounds = Rounds) => RandomTexts.ForEach(rounds, 24, Seeds, check);

    private static string Escape(string text) => RandomTexts.Escape(text);
}
