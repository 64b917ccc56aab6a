using Microsoft.Extensions.Configuration;

namespace LiveChat.ServiceDefaults.Tests;

public sealed class ProcessTopologyTests
{
    private static readonly string[] s_all = [.. ProcessTopology.AllServices];

    [Fact]
    public void Decide_NothingConfigured_RunsEmbedded() =>
        Assert.True(ProcessTopology.Decide(Settings(), s_all).Standalone);

    [Fact]
    public void Decide_EverythingConfigured_RunsDistributed() =>
        Assert.True(ProcessTopology.Decide(
            Settings("widgetauth", "chat", "assistantrouting", "safetymoderation", "redis", "rabbitmq"), s_all).Distributed);

    [Fact]
    public void Decide_HalfConfigured_NamesWhatIsMissing()
    {
        var error = Assert.Throws<StartupException>(() => ProcessTopology.Decide(Settings("chat", "redis"), ["chat"]));
        Assert.Contains("ConnectionStrings__rabbitmq", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectionStrings__redis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OneServiceWithoutAnything_IsRefused() =>
        Assert.Throws<StartupException>(() => ProcessTopology.Decide(Settings(), ["chat"]));

    [Fact]
    public void Decide_DataFolderIsAFile_SaysSo()
    {
        var file = Path.GetTempFileName();
        try
        {
            var settings = Settings();
            settings["LiveChat:DataDirectory"] = file;
            var error = Assert.Throws<StartupException>(() => ProcessTopology.Decide(settings, s_all));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains("--data", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IConfigurationRoot Settings(params string[] connectionStrings)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection().Build();
        settings["LiveChat:DataDirectory"] = Path.GetTempPath();
        foreach (var name in connectionStrings) settings[$"ConnectionStrings:{name}"] = "Host=127.0.0.1";
        return settings;
    }
}
