using LiveChat.Chat.Messages;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Turns;

/// <summary>How turns end, are withheld, retried and handed over, on both engines.</summary>
public abstract class TurnSuite : StoreSuite
{
    [Fact]
    public async Task End_Answered_GivesTheNextSeqAndTheReply()
    {
        var accepted = await AcceptAsync("Hello!");
        var ended = await Turns.EndAsync(Ending(accepted, text: "Hi Ann"), Ct);
        Assert.Equal((2, "Hi Ann", "Ada"), (ended!.Line.Seq, ended.Line.Text, ended.Line.Author.Name));
        Assert.Equal("Shipping", Assert.Single(ended.Line.Sources).Title);
        var outcome = await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct);
        Assert.Equal((TurnStatus.Answered, ended.Line.Id, "builtin"), (outcome!.Status, outcome.Line!.Id, outcome.Model));
        Assert.Equal("Hi Ann", ended.Conversation.View.LastMessage!.Text);
    }

    [Fact]
    public async Task End_DeliveredManyTimesAtOnce_ReleasesOneReply()
    {
        var accepted = await AcceptAsync("Hello!");
        var ended = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Turns.EndAsync(Ending(accepted), Ct), Ct)));
        Assert.Single(ended, e => e is not null);
        Assert.Equal(2, await CountAsync("messages"));
    }

    [Fact]
    public async Task End_OfAnOlderAttempt_IsIgnored()
    {
        var accepted = await AcceptAsync("Hello!");
        Clock.Advance(TimeSpan.FromSeconds(50));
        var sweeps = new TurnSweepStore(Chat);
        var stuck = Assert.Single(await sweeps.FindAsync(Clock.GetUtcNow() - TimeSpan.FromSeconds(40), Ct), s => s.Turn.TenantId == Tenant);
        var retried = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sweeps.RetryAsync(stuck, Clock.GetUtcNow(), Ct), Ct)));
        Assert.Single(retried, r => r);
        Assert.Null(await Turns.EndAsync(Ending(accepted, attempt: 1), Ct));
        Assert.NotNull(await Turns.EndAsync(Ending(accepted, attempt: 2), Ct));
    }

    [Fact]
    public async Task End_Held_HasNoSeqAndLetsTheNextTurnRun()
    {
        var first = await AcceptAsync("One");
        var second = await AcceptAsync("Two");
        var held = await Holds.HoldAsync(Ending(first, ScreeningActions.Hold, "Not yet"), Ct);
        Assert.Equal((3, "system", "held"), (held!.Waiting.Seq, held.Waiting.Author.Type, held.Waiting.Event!.Name));
        Assert.Equal((1, 3), (held.Conversation.View.HeldReviews, held.Conversation.LastSeq));
        Assert.Equal(TurnStatus.Running, (await Turns.FindOutcomeAsync(second.TurnId!.Value, Ct))!.Status);
        Assert.DoesNotContain(await Messages.VisibleAsync(first.Conversation.Id, 0, 10, Ct), m => m.Text == "Not yet");
        Assert.Null(await Holds.HoldAsync(Ending(first, ScreeningActions.Hold, "Not yet"), Ct));
    }

    [Fact]
    public async Task End_Handover_EndsTheQueueAndGivesItToPeople()
    {
        var first = await AcceptAsync("One");
        var second = await AcceptAsync("Two");
        var ended = await Turns.EndAsync(Ending(first, ScreeningActions.Handover), Ct);
        Assert.Equal(("people", Clock.GetUtcNow()), (ended!.Conversation.View.HandledBy, ended.Conversation.View.WaitingSince));
        Assert.Equal("handed_off", ended.Line.Event!.Name);
        var other = await Turns.FindOutcomeAsync(second.TurnId!.Value, Ct);
        Assert.Equal((TurnStatus.HandedOff, null), (other!.Status, other.ShownText));
        Assert.Null((await AcceptAsync("Three")).TurnId);
    }

    [Fact]
    public async Task End_EndVerdict_ClosesTheConversation()
    {
        var accepted = await AcceptAsync("Bad");
        var ended = await Turns.EndAsync(Ending(accepted, ScreeningActions.End), Ct);
        Assert.Equal("closed", ended!.Conversation.View.Status);
        Assert.Equal(TurnStatus.Blocked, (await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct))!.Status);
    }

    [Fact]
    public async Task TakeOver_WhileTheModelAnswers_WithholdsTheReplyAndKeepsItsTrail()
    {
        var accepted = await AcceptAsync("Hello!");
        var queued = await AcceptAsync("And?");
        var taken = await Actions.TakeOverAsync(Agent(), accepted.Conversation.Id, false, Ct);
        Assert.True(taken!.Changed);
        Assert.Null(await Turns.EndAsync(Ending(accepted), Ct));
        TrailStep[] trail = [new("assistantrouting", "draft", "answered", null, null, Clock.GetUtcNow(), 5)];
        Assert.Equal(1, await Turns.RecordWithheldAsync(TurnOf(accepted), trail, Ct));
        Assert.Equal(0, await Turns.RecordWithheldAsync(TurnOf(accepted), trail, Ct));
        var found = await new TrailStore(Chat).ByMessageAsync(Tenant, accepted.Conversation.Id, accepted.Message!.Id, Ct);
        Assert.Equal(("handed_off", "taken_over", "withheld"), (found!.Status, found.Cause, found.Steps[^1].Outcome));
        Assert.Equal(["draft", "take_over", "record"], found.Steps.Select(s => s.Step));
        Assert.Equal(TurnStatus.HandedOff, (await Turns.FindOutcomeAsync(queued.TurnId!.Value, Ct))!.Status);
        Assert.Equal(2, (await Messages.VisibleAsync(accepted.Conversation.Id, 0, 10, Ct)).Count);
    }

    [Theory]
    [InlineData("taken_over", "taken_over")]
    [InlineData("assigned", "taken_over")]
    [InlineData("answered", "taken_over")]
    [InlineData("closed", "closed")]
    public async Task StaffDeed_LeavesAStepInEveryTurnItEnds(string deed, string cause)
    {
        var running = await AcceptAsync("Hello!");
        var queued = await AcceptAsync("And?");
        var id = running.Conversation.Id;
        _ = deed switch
        {
            "taken_over" => (object?)await Actions.TakeOverAsync(Agent(), id, false, Ct),
            "assigned" => await Actions.AssignAsync(Agent(), id, Guid.CreateVersion7(), "Bob", Ct),
            "answered" => await Agents.WriteAsync(Agent(), id, "Hi", false, null, Ct),
            _ => await Actions.CloseAsync(Agent(), id, Ct),
        };
        foreach (var accepted in (Accepted[])[running, queued])
        {
            var trail = await new TrailStore(Chat).ByMessageAsync(Tenant, id, accepted.Message!.Id, Ct);
            Assert.Equal(["accept", "take_over"], trail!.Steps.Select(s => s.Step));
            Assert.Equal((deed, cause, "by Ann"), (trail.Steps[1].Outcome, trail.Steps[1].Cause, trail.Steps[1].Detail));
        }
    }

    [Fact]
    public async Task Note_LeavesNoStep()
    {
        var accepted = await AcceptAsync("Hello!");
        await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "for us", true, null, Ct);
        Assert.Single((await new TrailStore(Chat).ByMessageAsync(Tenant, accepted.Conversation.Id, accepted.Message!.Id, Ct))!.Steps);
    }

    [Fact]
    public async Task TakeOver_AndReplyAtOnce_EitherOrderLeavesOneEnd()
    {
        for (var round = 0; round < 20; round++)
        {
            var accepted = await AcceptAsync("Hello!", key: $"k{round}");
            var reply = Task.Run(() => Turns.EndAsync(Ending(accepted), Ct), Ct);
            var take = Task.Run(() => Actions.TakeOverAsync(Agent(), accepted.Conversation.Id, false, Ct), Ct);
            var ended = await reply;
            Assert.True((await take)!.Changed);
            var outcome = await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct);
            Assert.Equal(ended is null ? TurnStatus.HandedOff : TurnStatus.Answered, outcome!.Status);
        }
    }

    [Fact]
    public async Task Trail_ByRequest_TellsTheSteps()
    {
        var accepted = await AcceptAsync("Hello!");
        await Turns.EndAsync(Ending(accepted), Ct);
        var trail = await new TrailStore(Chat).ByRequestAsync(Tenant, accepted.Message!.RequestId, Ct);
        Assert.Equal(("answered", accepted.Message.Id), (trail!.Status, trail.MessageId));
        Assert.Equal("record", trail.Steps[^1].Step);
        var byReply = await new TrailStore(Chat).ByMessageAsync(Tenant, accepted.Conversation.Id, trail.ReplyId!.Value, Ct);
        Assert.Equal(trail.MessageId, byReply!.MessageId);
        Assert.Null(await new TrailStore(Chat).ByRequestAsync("another-tenant", accepted.Message.RequestId, Ct));
    }
}

public sealed class SqliteTurnTests : TurnSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresTurnTests(ServersFixture fixture) : TurnSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
