using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Usage;

/// <summary>In one process the counters end with it, and the rows stay.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task FirstMessage_SentAgainAfterARestart_CountsItsConversationOnce()
    {
        var ct = TestContext.Current.CancellationToken;
        var key = new string('k', 43);
        var host = await ChatHost.StartAsync(null, ct);
        try
        {
            var tenant = host.Admit();
            var stored = await host.Visitor(tenant, key: key).SayAsync("Hello", ct, "c-1");

            // The answer got lost with the process, so the visitor sends it again.
            host = await host.RestartAsync(ct);
            var again = await host.Visitor(tenant, key: key).SayAsync("Hello", ct, "c-1");

            Assert.Equal((200, stored.Text("conversationId")), (again.Status, again.Text("conversationId")));
            var used = (await host.Staff(tenant).GetAsync("usage", ct))["items"].EnumerateArray()
                .ToDictionary(i => i.GetProperty("name").GetString()!, i => i.GetProperty("used").GetInt32());
            Assert.Equal((1, 1), (used["conversations"], used["aiReplies"]));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
