using LiveChat.AppHost.Commands;
using Xunit;

namespace LiveChat.AppHost.Tests.Commands;

public sealed class HomeFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-home-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Open_HeldByAnother_OneSentence()
    {
        using var held = HomeFolder.Open(folder);

        Assert.Contains("Another LiveChat runs", Assert.Throws<AppHostException>(() => HomeFolder.Open(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BelowAFile_OneSentence()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        Assert.Contains("can't be written", Assert.Throws<AppHostException>(() => HomeFolder.Open(Path.Combine(file, "data"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterRelease_ItsOwnAgain()
    {
        HomeFolder.Open(folder).Dispose();
        using var again = HomeFolder.Open(folder);

        Assert.Equal(folder, again.Path);
    }
}
