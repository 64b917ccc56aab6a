using LiveChat.SafetyModeration.Matching;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Matching;

public sealed class PhraseMatcherTests
{
    private static PhraseHit? First(string phrase, string text) =>
        PhraseMatcher.Compile([phrase]).Find(text) is [var hit, ..] ? hit : null;

    [Theory]
    [InlineData("ass", "what an ass")]
    [InlineData("ass", "ASS!")]
    [InlineData("ass", "(ass)")]
    [InlineData("ass", "my ass's view")]
    [InlineData("kill yourself", "go kill   yourself now")]
    [InlineData("kill yourself", "Kill-yourself")]
    [InlineData("kill yourself", "kill\n\tyourself")]
    [InlineData("café", "the cafe")]
    [InlineData("cafe", "the CAFÉ")]
    [InlineData("cafe", "the cafe\u0301")]
    [InlineData("straße", "STRASSE")]
    [InlineData("naïve", "naive")]
    [InlineData("file", "a ﬁle")]
    [InlineData("c4", "buy c4 here")]
    [InlineData("100", "number 100.")]
    [InlineData("🖕", "you 🖕🏽 there")]
    [InlineData("idiot*", "you idiots")]
    [InlineData("*bank", "the Sparbank")]
    public void Find_PlainText_Hits(string phrase, string text) => Assert.NotNull(First(phrase, text));

    [Theory]
    [InlineData("сука", "вот сука!")] // Russian
    [InlineData("сука", "вот СУКА")]
    [InlineData("μαλάκας", "είσαι ΜΑΛΑΚΑΣ")] // Greek, final sigma
    [InlineData("كلب", "يا كَلْب!")] // Arabic, vowel signs and tatweel
    [InlineData("كلب", "كـلـب")]
    [InlineData("傻瓜", "你是傻瓜吗")] // Chinese, no spaces
    [InlineData("ばか", "お前はばかだ")] // Japanese
    [InlineData("バカ", "ﾊﾞｶ")] // half-width kana
    [InlineData("바보", "너는 바보야")] // Korean, particle behind
    [InlineData("바보", "\u1107\u1161\u1107\u1169야")] // conjoining jamo
    [InlineData("ไอ้บ้า", "แกมันไอ้บ้าจริง")] // Thai
    [InlineData("कमीना", "तू कमीना है")] // Hindi
    public void Find_OtherScripts_Hits(string phrase, string text) => Assert.NotNull(First(phrase, text));

    [Theory]
    [InlineData("ass", "please assess the class and pass the grass")]
    [InlineData("ass", "assassin, bass, cassette")]
    [InlineData("ass", "as soon as possible, as is")]
    [InlineData("ass", "the as s")]
    [InlineData("god", "that is good")]
    [InlineData("lose", "too loose")]
    [InlineData("hell", "hello, shell, he'll be there")]
    [InlineData("cunt", "Scunthorpe")]
    [InlineData("ass", "order 455, model A55, size 5")]
    [InlineData("shit", "5417")]
    [InlineData("100", "1000 and 1100 and 0100")]
    [InlineData("ca", "c4")]
    [InlineData("cop", "мелкий сор в углу")] // honest Russian that looks Latin
    [InlineData("сор", "a cop")]
    [InlineData("कम", "कमी")] // a vowel sign makes another word
    [InlineData("バカ", "ハカ")] // voicing makes another word
    [InlineData("가", "각")] // no cut through a syllable
    [InlineData("바보", "개바보")]
    [InlineData("kill", "skilled, kilt, kil")]
    [InlineData("kill yourself", "killer, be yourself")]
    [InlineData("anal", "analysis, canal")]
    [InlineData("as", "straß")] // no cut through one character
    public void Find_NearMiss_HitsNothing(string phrase, string text) => Assert.Null(First(phrase, text));

    [Theory]
    [InlineData("shit", "sh\u200Bit")] // zero-width space
    [InlineData("shit", "sh\u00ADit")] // soft hyphen
    [InlineData("shit", "s\u2060h\uFEFFi\u200Dt")]
    [InlineData("shit", "s\u0001hit")]
    [InlineData("shit", "ѕhіt")] // Cyrillic dze and i
    [InlineData("shit", "ｓｈｉｔ")] // full width
    [InlineData("shit", "𝓼𝓱𝓲𝓽")] // mathematical script
    [InlineData("shit", "ⓢⓗⓘⓣ")]
    [InlineData("shit", "🅂🄷🄸🅃")]
    [InlineData("shit", "🅢🅗🅘🅣")]
    [InlineData("shit", "ꜱʜɪᴛ")]
    [InlineData("shit", "s̶h̷i̴t̸")] // struck through
    [InlineData("shit", "5h1t")]
    [InlineData("shit", "$h!t")]
    [InlineData("shit", "sh1t!!!")]
    [InlineData("ass", "a$$")]
    [InlineData("ass", "a$s")]
    [InlineData("ass", "@$$")]
    [InlineData("ass", "4ss")]
    [InlineData("kill", "k1ll")]
    [InlineData("kill", "ki11")]
    [InlineData("kill", "k|ll")]
    [InlineData("kill", "kiII")]
    [InlineData("shit", "s h i t")]
    [InlineData("shit", "s.h.i.t")]
    [InlineData("shit", "s - h - i - t")]
    [InlineData("shit", "s\nh\ni\nt")]
    [InlineData("shit", "this is s h i t really")]
    [InlineData("shit you", "s h i t   y o u")]
    [InlineData("shit you", "s h i t y o u")]
    [InlineData("shit", "i s h i t y o u")]
    [InlineData("ass", "what an a s s")]
    [InlineData("shit", "sh-it")]
    [InlineData("shit", "sh*it")]
    [InlineData("shit", "shiiiiit")]
    [InlineData("shit", "sshhiitt")]
    [InlineData("ass", "asssssss")]
    [InlineData("ass", "aaaasss")]
    [InlineData("kill yourself", "k1ll-yours3lf")]
    [InlineData("сука", "cyкa")] // Latin letters in a Russian word
    [InlineData("kill yourself", "kill🔪yourself")]
    public void Find_Evasion_Hits(string phrase, string text) => Assert.NotNull(First(phrase, text));

    [Theory]
    [InlineData("shit", "oh  s\u200Bhit!", 4, 5)]
    [InlineData("shit", "🙂 s.h.i.t 🙂", 3, 7)]
    [InlineData("shit", "x 𝓼𝓱𝓲𝓽", 2, 8)]
    [InlineData("kill yourself", "go KILL, yourself", 3, 14)]
    [InlineData("ass", "a aaasss b", 2, 6)]
    public void Find_Hit_GivesTheSpanInTheOriginal(string phrase, string text, int start, int length)
    {
        var hit = First(phrase, text);
        Assert.Equal((start, length), (hit!.Value.Start, hit.Value.Length));
    }

    [Fact]
    public void Find_ManyPhrases_ReportsEachOnce()
    {
        var matcher = PhraseMatcher.Compile(["red", "blue", "blue sky", "sky", "ski"]);
        Assert.Equal([0, 1, 2, 3], matcher.Find("red blue sky, red again, blue").Select(hit => hit.Phrase).Order());
    }

    [Fact]
    public void Find_NestedPhrases_FindsTheShorterOnesToo()
    {
        var matcher = PhraseMatcher.Compile(["he said she", "said", "she", "she said he"]);
        Assert.Equal([0, 1, 2], matcher.Find("he said she").Select(hit => hit.Phrase).Order());
    }

    [Fact]
    public void Find_RepeatedMildPhrase_DoesNotHideAnother()
    {
        var matcher = PhraseMatcher.Compile(["mild", "bad"]);
        Assert.Contains(matcher.Find(string.Concat(Enumerable.Repeat("mild ", 700)) + "bad"), hit => hit.Phrase == 1);
    }

    [Fact]
    public void Find_EmptyListOrText_HitsNothing()
    {
        Assert.Empty(PhraseMatcher.Compile([]).Find("anything"));
        Assert.Empty(PhraseMatcher.Compile(["a"]).Find(""));
        Assert.Empty(PhraseMatcher.Compile(["...", "\u200B", ""]).Find("... \u200B"));
    }

    [Fact]
    public void Find_TenThousandPhrases_FindsTheOneThatIsThere()
    {
        var phrases = Enumerable.Range(0, 10_000).Select(i => $"word{i:x} tail{i * 7:x}").ToList();
        var text = string.Join(' ', Enumerable.Range(0, 600).Select(i => $"word{i:x}")) + " and word270f tail1116a1 end";
        phrases[42] = "word270f tail1116a1";
        Assert.Equal([42], PhraseMatcher.Compile(phrases).Find(text).Select(hit => hit.Phrase));
    }

    [Fact]
    public void Find_TwoMatchersByTurns_EachSeesTheTextItWasGiven()
    {
        var (first, second) = (PhraseMatcher.Compile(["shit"]), PhraseMatcher.Compile(["kill"]));
        string[] texts = ["sh1t and more of it", "k1ll", "nothing", "shit, ki11"];
        foreach (var text in texts.Concat(texts.Reverse()))
        {
            Assert.Equal(text.Contains("sh", StringComparison.Ordinal), first.Find(text).Count > 0);
            Assert.Equal(text.StartsWith('k') || text.Contains("ki", StringComparison.Ordinal), second.Find(text).Count > 0);
        }
    }

    [Theory]
    [InlineData("nothing to see in these words. ")]
    [InlineData("0rder |tem5 f.o.r 1 fr1end @nd w o r l d ")]
    [InlineData("Где моя посылка, заказ не пришёл. ")]
    public void Find_TextWithoutAHit_AllocatesNothing(string words)
    {
        var matcher = PhraseMatcher.Compile(Enumerable.Range(0, 500).Select(i => $"phrase{i}x of{i % 7}"));
        var text = string.Concat(Enumerable.Repeat(words, 100));
        string[] texts = [text, new string(text)];
        foreach (var warm in texts)
            Assert.Empty(matcher.Find(warm));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            matcher.Find(texts[i % 2]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Find_PhrasesOfManyScripts_AreFoundThoughTheirSymbolsAreRare()
    {
        // More different symbols than the automaton keeps bits for.
        var rare = Enumerable.Range(0x4E00, 400).Select(c => $"{(char)c}{(char)(c + 400)}").ToList();
        var matcher = PhraseMatcher.Compile(["plain", .. rare]);
        for (var i = 0; i < rare.Count; i += 37)
            Assert.Equal([i + 1], matcher.Find($"前{rare[i]}后 and some").Select(hit => hit.Phrase));
        Assert.Equal([0], matcher.Find("a plain one").Select(hit => hit.Phrase));
    }
}
