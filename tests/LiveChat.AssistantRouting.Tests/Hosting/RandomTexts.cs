using System.Text;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>Texts of any code units, well-formed or not: what a property must hold for that holds for every string.</summary>
internal static class RandomTexts
{
    /// <summary>Checks texts of pieces of every kind; a failure names the text as C# escapes, to be pasted into a test of its own.</summary>
    /// <param name="most">Pieces of the longest text.</param>
    /// <param name="seeds">Pieces that the code under test is likely to trip over.</param>
    public static void ForEach(int rounds, int most, IReadOnlyList<string> seeds, Action<string> check)
    {
        for (var round = 0; round < rounds; round++)
        {
            var text = Next(most, seeds);
            try
            {
                check(text);
            }
            catch (Exception e)
            {
                Assert.Fail($"{Escape(text)}: {e}");
            }
        }
    }

    public static string Escape(string text) => string.Concat(text.Select(unit => $"\\u{(int)unit:X4}"));

    private static string Next(int most, IReadOnlyList<string> seeds)
    {
        var random = Random.Shared;
        var text = new StringBuilder();
        for (var length = random.Next(1, most); length > 0; length--)
        {
            switch (random.Next(8))
            {
                case 0: text.Append((char)random.Next(0x10000)); break; // any code unit, broken pairs too
                case 1: text.Append(seeds[random.Next(seeds.Count)]); break;
                case 2: text.Append(new Rune(random.Next(0x10000, 0x110000)).ToString()); break;
                case 3: text.Append((char)random.Next(0x300, 0x600)); break;
                case 4: text.Append(' '); break;
                default: text.Append((char)random.Next(' ', 0x7F)); break;
            }
        }

        return text.ToString();
    }
}
