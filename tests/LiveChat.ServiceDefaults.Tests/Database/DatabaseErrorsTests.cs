using System.Net.Sockets;

namespace LiveChat.ServiceDefaults.Tests.Database;

/// <summary>Which failures are told as 'unavailable, try again' and which as a fault of ours.</summary>
public sealed class DatabaseErrorsTests
{
    public static TheoryData<Exception, bool> Failures => new()
    {
        { new HttpRequestException("refused"), true },
        { new SocketException((int)SocketError.NotConnected), true },
        { new Npgsql.NpgsqlException("broken off", new SocketException((int)SocketError.ConnectionReset)), true },
        { new InvalidOperationException("a fault"), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void IsTransient_ADependencyThatIsAway_AndNothingElse(Exception failure, bool transient) =>
        Assert.Equal(transient, DatabaseErrors.IsTransient(failure));
}
