using LiveChat.Chat.Messages;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Staff;

/// <summary>What is measured between a hand-over and the first answer of people, on both engines.</summary>
public abstract class TypicalAnswerSuite : StoreSuite
{
    [Fact]
    public async Task HandOver_Online_IsMeasuredUntilTheFirstAnswer()
    {
        for (var n = 0; n < TypicalAnswerRules.Fewest; n++)
        {
            Assert.Null(await Times().FindAsync(Tenant, Ct));
            var accepted = await HandOverAsync($"k{n}", online: true);
            await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "for us", true, null, Ct);
            Clock.Advance(TimeSpan.FromMinutes(3));
            await AnswerAsync(accepted);
            Clock.Advance(TimeSpan.FromMinutes(40));
            await AnswerAsync(accepted); // the second says nothing about the wait
        }

        Assert.Equal(3, await Times().FindAsync(Tenant, Ct));
        Assert.Null(await Times().FindAsync("other-" + Tenant, Ct));
        Clock.Advance(TypicalAnswerRules.Window);
        Assert.Null(await Times().FindAsync(Tenant, Ct));
        // What is too old to count goes with the next hand-over.
        await HandOverAsync("last", online: true);
        Assert.Equal(1, await CountAsync("handovers"));
    }

    [Fact]
    public async Task HandOver_WhileNobodyIsOnline_IsNotMeasured()
    {
        for (var n = 0; n < TypicalAnswerRules.Fewest; n++)
        {
            var accepted = await HandOverAsync($"k{n}", online: false);
            Clock.Advance(TimeSpan.FromHours(9));
            await AnswerAsync(accepted);
        }

        Assert.Null(await Times().FindAsync(Tenant, Ct));
        Assert.Equal(0, await CountAsync("handovers"));
    }

    [Fact]
    public async Task HandOver_ByAReview_IsMeasuredToo_AndErasedWithItsVisitor()
    {
        var accepted = await AcceptAsync("Hello!");
        var held = (await Holds.HoldAsync(Ending(accepted, ScreeningActions.Hold, "Not yet"), Ct))!;
        var state = (await Settles.FindAsync(Tenant, held.ReviewId, Ct))!;
        var settlement = SettleRules.Settle(state, ReviewSettler.Expired("request-1", null), VisitorTexts.For("en"), Clock.GetUtcNow());
        settlement = settlement with { Online = true };
        Assert.True(settlement.HandsOver);
        Assert.True((await Settles.SettleAsync(state, settlement, Ct))!.Won);
        Assert.Equal(1, await CountAsync("handovers"));
        Assert.True(await Visitors.EraseAsync(Tenant, accepted.Conversation.View.Visitor.Id, Ct));
        Assert.Equal(0, await CountAsync("handovers"));
    }

    [Fact]
    public async Task Times_AreKeptForAMinute_AndReadAnewAfterAnAnswer()
    {
        var times = Times();
        Assert.Null(await times.FindAsync(Tenant, Ct));
        for (var n = 0; n < TypicalAnswerRules.Fewest; n++)
            await AnswerAsync(await HandOverAsync($"k{n}", online: true));
        Assert.Null(await times.FindAsync(Tenant, Ct));
        times.Answered(Tenant);
        Assert.Equal(1, await times.FindAsync(Tenant, Ct));
        await HandOverAsync("more", online: true);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await times.FindAsync(Tenant, Ct));
    }

    private TypicalAnswerTimes Times() => new(Chat, Clock);

    private async Task<Accepted> HandOverAsync(string key, bool online)
    {
        var accepted = await AcceptAsync("Help!", key);
        var ending = TurnRules.ForHandover(TurnOf(accepted), "visitor_asked", null, [], VisitorTexts.For("en"), Clock.GetUtcNow());
        Assert.NotNull(await Turns.EndAsync(ending with { Online = online }, Ct));
        return accepted;
    }

    private Task<AgentMessageResult?> AnswerAsync(Accepted to) => Agents.WriteAsync(Agent(), to.Conversation.Id, "Here I am.", false, null, Ct);
}

public sealed class SqliteTypicalAnswerTests : TypicalAnswerSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresTypicalAnswerTests(ServersFixture fixture) : TypicalAnswerSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
