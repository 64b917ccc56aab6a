using System.Security.Cryptography;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Tests.Tokens;

public sealed class SecretBoxTests
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Seal_OpenedForTheSamePurpose_GivesTheText()
    {
        var box = new SecretBox([_key]);
        var text = "geheim 🔑";
        Assert.Equal(text, box.Open(box.Seal(text, "a"), "a"));
        Assert.NotEqual(box.Seal(text, "a"), box.Seal(text, "a"));
    }

    [Fact]
    public void Open_AnotherPurposeOrChangedText_Throws()
    {
        var box = new SecretBox([_key]);
        var sealedText = box.Seal("text", "row 1");
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealedText, "row 2"));
        // Not the last character: two of its bits say nothing.
        var other = sealedText[^2] == 'A' ? 'B' : 'A';
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealedText[..^2] + other + sealedText[^1], "row 1"));
    }

    [Fact]
    public void Rotation_NewKeyBeforeTheOld_OpensBothAndMarksTheOldStale()
    {
        var old = new SecretBox([_key]);
        var sealedText = old.Seal("text", "p");
        var rotated = new SecretBox([RandomNumberGenerator.GetBytes(32), _key]);
        Assert.Equal("text", rotated.Open(sealedText, "p"));
        Assert.True(rotated.IsStale(sealedText));
        Assert.False(rotated.IsStale(rotated.Seal("text", "p")));
        Assert.Throws<CryptographicException>(() => old.Open(rotated.Seal("text", "p"), "p"));
    }
}
