using System.Text.Json.Nodes;
using LiveChat.AppHost.Seeding;
using Xunit;

namespace LiveChat.AppHost.Tests.Seeding;

public sealed class DemoFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-demofile-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Open_FirstTime_RandomSecretsForOwnerOnly()
    {
        var demo = DemoFile.Open(folder);

        var other = DemoFile.Open(Directory.CreateDirectory(Path.Combine(folder, "other")).FullName);
        Assert.NotEqual(demo.Values.Staff.Password, other.Values.Staff.Password);
        Assert.NotEqual(demo.Values.OperatorKey, other.Values.OperatorKey);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(demo.Path));
    }

    [Fact]
    public void Open_Again_TheSameSecrets()
    {
        var first = DemoFile.Open(folder);
        first.Save(first.Values with { Seeded = true, WidgetToken = "t" });

        Assert.Equal(first.Values, DemoFile.Open(folder).Values);
    }

    [Fact]
    public void Save_Written_HasTheMembersThatScriptsRead()
    {
        var demo = DemoFile.Open(folder);
        demo.Save(demo.Values with { GatewayUrl = "http://127.0.0.1:1", WidgetToken = "t" });

        var json = JsonNode.Parse(File.ReadAllText(demo.Path))!;
        Assert.Equal("http://127.0.0.1:1", (string?)json["gatewayUrl"]);
        Assert.Equal("demo-shop", (string?)json["tenantId"]);
        Assert.Equal("t", (string?)json["widgetToken"]);
        Assert.NotNull(json["staff"]!["email"]);
        Assert.NotNull(json["staff"]!["password"]);
        Assert.NotNull(json["operatorKey"]);
    }

    [Fact]
    public void Open_BrokenFile_SaysWhatToDo()
    {
        File.WriteAllText(Path.Combine(folder, "demo.json"), "{");

        Assert.Contains("delete the folder", Assert.Throws<AppHostException>(() => DemoFile.Open(folder)).Message, StringComparison.Ordinal);
    }
}
