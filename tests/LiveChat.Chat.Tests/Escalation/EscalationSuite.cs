using LiveChat.Chat.Escalation;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Escalation;

/// <summary>What escalation rules count and do, on both engines.</summary>
public abstract class EscalationSuite : StoreSuite
{
    [Fact]
    public async Task Apply_DeliveredManyTimesAtOnce_IsDoneOnceAndToldOnce()
    {
        var accepted = await AcceptAsync("Hello!");
        var store = new EscalationStore(Chat, Clock);
        var rule = Rule(tags: ["urgent"], serious: true);
        var before = await CountOutboxAsync();
        var done = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.ApplyAsync(TurnOf(accepted), rule, Ct), Ct)));
        Assert.Single(done, d => d);
        Assert.Equal(before + 2, await CountOutboxAsync());
        var conversation = (await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct))!.View;
        Assert.Equal(["urgent"], conversation.Tags);
        Assert.True(conversation.SeriousMode);
        Assert.False(await store.ApplyAsync(TurnOf(accepted, attempt: 2), rule, Ct));
    }

    [Fact]
    public async Task Apply_SeveralRulesAtOnce_KeepsEveryTag()
    {
        var accepted = await AcceptAsync("Hello!");
        var store = new EscalationStore(Chat, Clock);
        await Actions.TagAsync(Agent(), accepted.Conversation.Id, ["own"], Ct);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => store.ApplyAsync(TurnOf(accepted), Rule(tags: [$"t{i}"]), Ct), Ct)));
        Assert.Equal(["own", "t0", "t1", "t2", "t3"], (await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct))!.View.Tags.Order());
    }

    [Fact]
    public async Task Apply_SameRuleForALaterMessage_MailsNobodyAgain()
    {
        var store = new EscalationStore(Chat, Clock);
        var rule = Rule(emails: ["team@shop.example"]);
        var first = await AcceptAsync("One");
        await store.ApplyAsync(TurnOf(first), rule, Ct);
        await Turns.EndAsync(Ending(first), Ct);
        await store.ApplyAsync(TurnOf(await AcceptAsync("Two")), rule, Ct);
        var told = await Chat.Database.ListAsync(new Sql("select payload from outbox where type like '%ConversationEscalated%' order by created_at, id;"),
            static r => System.Text.Json.JsonSerializer.Deserialize<ConversationEscalated>(r.GetString(0), JsonDefaults.Options)!, Ct);
        Assert.Equal([1, 0], told.Where(e => e.TenantId == Tenant).Select(e => e.Emails.Count));
    }

    [Fact]
    public async Task Apply_OfAnotherTenant_DoesNothing()
    {
        var accepted = await AcceptAsync("Hello!");
        Assert.False(await new EscalationStore(Chat, Clock).ApplyAsync(TurnOf(accepted) with { TenantId = "other" }, Rule(tags: ["x"]), Ct));
        Assert.Empty((await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct))!.View.Tags);
    }

    [Fact]
    public async Task Counts_GrowOncePerTurnAndTravelWithTheNext()
    {
        var first = await AcceptAsync("Bad");
        var stopped = TurnRules.ForStopped(new VisitorMessageStopped(TurnOf(first),
            new ScreeningVerdict(ScreeningActions.Fallback, "blockedKeywords", "bad", null, false) { Warning = true }, []), Texts.VisitorTexts.For("en"), Clock.GetUtcNow());
        await Turns.EndAsync(stopped, Ct);
        await Turns.EndAsync(stopped, Ct);
        Assert.Equal((1, 0), await CountsAsync(first));

        await Turns.EndAsync(Unknown(await AcceptAsync("Two")), Ct);
        var third = await AcceptAsync("Three");
        var started = await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByTurn(third.TurnId!.Value), Ct);
        Assert.Equal((1, 1), (started!.Message.Warnings, started.Message.Unanswered));

        await Holds.HoldAsync(Unknown(third) with { Status = TurnStatus.Held, ShownText = "Wait", Hold = new HoldTerms(600, "handover", true, [], null, null) }, Ct);
        Assert.Equal((1, 2), await CountsAsync(first));
        await Turns.EndAsync(Ending(await AcceptAsync("Four")), Ct);
        Assert.Equal((1, 0), await CountsAsync(first));
    }

    // Else 'ok' after a colleague gave the conversation back would agree to what the assistant offered before.
    [Fact]
    public async Task Unanswered_EndsWithAColleague_WhoTookOver()
    {
        var first = await AcceptAsync("One");
        await Turns.EndAsync(Unknown(first), Ct);
        Assert.Equal((0, 1), await CountsAsync(first));
        await Actions.TakeOverAsync(Agent(), first.Conversation.Id, false, Ct);
        Assert.Equal((0, 0), await CountsAsync(first));
    }

    private TurnEnding Unknown(Accepted accepted) => Ending(accepted) is var ending ? ending with { Reply = ending.Reply! with { Known = false } } : null!;

    private async Task<(int, int)> CountsAsync(Accepted accepted)
    {
        var conversation = await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct);
        return (conversation!.Warnings, conversation.Unanswered);
    }

    private static FiredRule Rule(string[]? tags = null, bool serious = false, string[]? emails = null) =>
        new(Guid.NewGuid(), "Rule", ["keywords"], tags ?? [], serious, false, true, true, emails ?? []);
}

public sealed class SqliteEscalationTests : EscalationSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresEscalationTests(ServersFixture fixture) : EscalationSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
