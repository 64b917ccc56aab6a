using LiveChat.AppHost.Servers;
using Xunit;

namespace LiveChat.AppHost.Tests.Servers;

public sealed class ConnectionStringsTests
{
    private static readonly Dictionary<string, string> All =
        ConnectionStrings.Databases.ToDictionary(n => $"ConnectionStrings__{n}", n => $"Host={n}");

    [Fact]
    public void GivenDatabases_None_Null() => Assert.Null(ConnectionStrings.GivenDatabases(_ => null));

    [Fact]
    public void GivenDatabases_All_EachItsOwn() =>
        Assert.Equal("Host=chat", ConnectionStrings.GivenDatabases(All.GetValueOrDefault)!["chat"]);

    [Fact]
    public void GivenDatabases_Some_NamesWhatIsMissing()
    {
        var some = All.Where(s => s.Key != "ConnectionStrings__chat").ToDictionary();

        var refused = Assert.Throws<AppHostException>(() => ConnectionStrings.GivenDatabases(some.GetValueOrDefault));

        Assert.Contains("ConnectionStrings__chat too", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GivenServer_PostgresOfItsOwn_GoesBeforeChats()
    {
        var strings = new Dictionary<string, string>(All) { ["ConnectionStrings__postgres"] = "Host=server" };

        Assert.Equal("Host=server", ConnectionStrings.GivenServer(ServerKinds.Postgres, strings.GetValueOrDefault));
        Assert.Equal("Host=chat", ConnectionStrings.GivenServer(ServerKinds.Postgres, All.GetValueOrDefault));
        Assert.Null(ConnectionStrings.GivenServer(ServerKinds.Redis, All.GetValueOrDefault));
    }
}
