using LiveChat.Chat.Conversations;
using LiveChat.Chat.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>When conversations that fell silent end.</summary>
public abstract partial class ChatSuite
{
    [Theory]
    [InlineData("Hello!", 23, 25)]
    [InlineData("human", 7 * 24 - 1, 7 * 24 + 1)]
    public async Task SilentConversation_ClosesAfterADay_OrAWeekWithPeople_AndAsksForARating(string message, int openAfterHours, int closedAfterHours)
    {
        var visitor = Host.Visitor(Host.Admit(), key: s_key);
        var id = Guid.Parse((await visitor.SayAsync(message, _ct)).Text("conversationId")!);
        Assert.Equal("open", await AfterSilenceAsync(visitor, id, openAfterHours));
        Assert.False(await AsksRatingAsync(visitor));
        Assert.Equal("closed", await AfterSilenceAsync(visitor, id, closedAfterHours));
        Assert.True(await AsksRatingAsync(visitor));
    }

    [Theory]
    [InlineData("Hello!", 1, 3)]
    [InlineData("human", 23, 25)]
    public async Task SilentConversation_ClosesWhenItsTenantWants(string message, int openAfterHours, int closedAfterHours)
    {
        var tenant = Host.Admit();
        await SetSafetyAsync(tenant, facts => facts with { AssistantHours = 2, PeopleDays = 1 });
        var visitor = Host.Visitor(tenant, key: s_key);
        var id = Guid.Parse((await visitor.SayAsync(message, _ct)).Text("conversationId")!);
        Assert.Equal("open", await AfterSilenceAsync(visitor, id, openAfterHours));
        Assert.Equal("closed", await AfterSilenceAsync(visitor, id, closedAfterHours));
    }

    private async Task<string?> AfterSilenceAsync(Visitor visitor, Guid id, int hours)
    {
        await Host.Database.WriteAsync(new Sql("update conversations set updated_at = @then where id = @id;")
            .With("then", DateTimeOffset.UtcNow.AddHours(-hours)).With("id", id), _ct);
        await Host.Services.GetServices<IHostedService>().OfType<IdleCloser>().Single().SweepAsync(_ct);
        return (await visitor.MessagesAsync(_ct))["conversation"].GetProperty("status").GetString();
    }
}
