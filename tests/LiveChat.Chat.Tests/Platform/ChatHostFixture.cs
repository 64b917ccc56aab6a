namespace LiveChat.Chat.Tests.Platform;

/// <summary>One host for all tests of a class; each test has its own tenant.</summary>
public abstract class ChatHostFixture : IAsyncLifetime
{
    /// <summary>Short waits, so that 'pending', retries and time-outs come within a test.</summary>
    private protected static readonly (string, string)[] Options =
        [("ReplyWaitSeconds", "5"), ("TurnStuckSeconds", "7"), ("SweepSeconds", "0.2"), ("TurnAttempts", "2")];

    internal ChatHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<ChatHost> StartAsync();
}

/// <summary>SQLite, the in-memory bus and the memory twins.</summary>
public sealed class StandaloneChat : ChatHostFixture
{
    private protected override Task<ChatHost> StartAsync() => ChatHost.StartAsync(null, TestContext.Current.CancellationToken, Options);
}

/// <summary>Postgres, Redis and RabbitMQ.</summary>
public sealed class DistributedChat(ServersFixture servers) : ChatHostFixture
{
    private protected override Task<ChatHost> StartAsync() =>
        ChatHost.StartAsync(servers.Servers, TestContext.Current.CancellationToken, Options);
}
