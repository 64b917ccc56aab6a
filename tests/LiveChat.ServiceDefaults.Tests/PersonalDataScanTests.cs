using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.ServiceDefaults.Tests;

public sealed class PersonalDataScanTests
{
    private const string Card = "4111 1111 1111 1111";

    [Theory]
    [InlineData("", "")]
    [InlineData("Grüße 🙂 ", " 👩‍👩‍👧 merci")] // joined by invisible characters, which move what follows
    [InlineData("\u200B\u00AD\u2060", "\u200B.")]
    [InlineData("𝐀𝐁 ", " 𝟏")] // digits of two units
    [InlineData("\uD83D ", " \uDE42")] // halves
    [InlineData("１２ ", "　全角")]
    public void Find_WhateverStandsAround_GivesThePlaceInTheOriginal(string before, string after)
    {
        foreach (var card in new[] { Card, "４１１１ １１１１ １１１１ １１１１", "4111\u20111111\u20111111\u20111111", "41\u200B11 1111 1111 1111", "𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏" })
        {
            var text = before + "x " + card + " y" + after;
            var found = Assert.Single(PersonalDataScan.Find(text, [PersonalDataKinds.PaymentCards]));
            Assert.Equal(card, text.Substring(found.Start, found.Length));
            Assert.Equal(before + "x [payment card] y" + after, PersonalDataScan.Mask(text, [PersonalDataKinds.PaymentCards]));
        }
    }

    [Fact]
    public void Find_AnyUnicode_NeverThrowsAndStaysInTheText()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 60).Select(_ => random.Next(4) switch
            {
                0 => ((char)random.Next(0x10000)).ToString(),
                1 => char.ConvertFromUtf32(random.Next(0x10000, 0x10FFFF)),
                2 => ((char)random.Next('0', ':')).ToString(),
                _ => ((char)random.Next(' ', 127)).ToString(),
            }));
            foreach (var found in PersonalDataScan.Find(text, [.. PersonalDataKinds.All]))
                Assert.True(found.Start >= 0 && found.Length > 0 && found.Start + found.Length <= text.Length);
            PersonalDataScan.Mask(text, [.. PersonalDataKinds.All]);
        }
    }

    [Fact]
    public void Find_NothingThere_CopiesNothing()
    {
        var text = string.Concat(Enumerable.Repeat("Haben Sie schöne Möbel für 5 Räume? ", 100));
        string[] kinds = [.. PersonalDataKinds.All];
        PersonalDataScan.Find(text, kinds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            PersonalDataScan.Find(text, kinds);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 2000);
    }
}
