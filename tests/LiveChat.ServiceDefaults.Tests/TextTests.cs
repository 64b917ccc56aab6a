using System.Text;
using System.Text.Json;

namespace LiveChat.ServiceDefaults.Tests;

/// <summary>Texts from outside, well-formed or not.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\uFB01", "fi")]
    [InlineData("\uFFFE", "\uFFFD")]
    [InlineData("𠮷\uFFFF", "𠮷\uFFFF")]
    public void NormalizeAny_WhatCannotBeNormalised_IsReplaced(string text, string normalised) =>
        Assert.Equal(normalised, UnicodeText.NormalizeAny(text, NormalizationForm.FormKC));

    // Not as rows above: an attribute's text is kept as UTF-8.
    [Fact]
    public void NormalizeAny_HalvesOfPairs_AreReplaced()
    {
        Assert.Equal("a\uFFFDb", UnicodeText.NormalizeAny("a\uD800b", NormalizationForm.FormKC));
        Assert.Equal("\uFFFD\uFFFD", UnicodeText.NormalizeAny("\uDC00\uD800", NormalizationForm.FormKC));
    }

    [Fact]
    public void NormalizeAny_EveryUnit_AloneAndAmongOthers_NeverThrows()
    {
        for (var unit = 0; unit <= 0xFFFF; unit++)
        {
            UnicodeText.NormalizeAny($"{(char)unit}", NormalizationForm.FormKD);
            UnicodeText.NormalizeAny($"é{(char)unit}\uD842", NormalizationForm.FormC);
        }
    }

    [Theory]
    [InlineData("a𠮷", 2, "a")]
    [InlineData("a𠮷", 3, "a𠮷")]
    [InlineData("𠮷𠮷", 2, "𠮷")]
    [InlineData("ab", 1, "a")]
    [InlineData("𠮷", 0, "")]
    public void CutUnits_NeverCutsAPair(string text, int units, string cut) => Assert.Equal(cut, UnicodeText.CutUnits(text, units));

    [Fact]
    public void JsonText_HalvesOfPairs_AreNoText()
    {
        using var json = JsonDocument.Parse("""{"\ud800":"x","a":"\ud800","b":"text","c":7,"d":"\ud842\udfb7"}""");
        var root = json.RootElement;
        Assert.Equal((null, "text", null, "𠮷"), (JsonText.Member(root, "a"), JsonText.Member(root, "b"), JsonText.Member(root, "c"), JsonText.Member(root, "d")));
        Assert.False(JsonText.TryMember(root, "missing", out _));
        Assert.False(JsonText.TryMember(root.GetProperty("c"), "x", out _));
        Assert.Null(JsonText.Of(default));
    }
}
