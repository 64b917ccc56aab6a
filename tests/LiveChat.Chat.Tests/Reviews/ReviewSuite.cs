using LiveChat.Chat.Messages;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Reviews;

/// <summary>Held replies and who decides them, on both engines.</summary>
public abstract class ReviewSuite : StoreSuite
{
    [Fact]
    public async Task Approve_SendsTheReplyInTheWaitingLinesPlace()
    {
        var (accepted, held) = await HoldAsync("Checked answer");
        var settled = await SettleAsync(held, ReviewStatuses.Approved);
        Assert.True(settled!.Won);
        Assert.Equal((ReviewStatuses.Approved, "sent", "Ann"), (settled.Held.Status, settled.Held.Outcome, settled.Held.DecidedBy));
        var lines = await Messages.VisibleAsync(accepted.Conversation.Id, 0, 10, Ct);
        Assert.Equal([(1L, "Hello!"), (3L, "Checked answer")], lines.Select(l => (l.Seq!.Value, l.Text)));
        Assert.Equal(held.Waiting.Id, lines[1].Replaces);
        var outcome = await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct);
        Assert.Equal((TurnStatus.Answered, "Checked answer", null), (outcome!.Status, outcome.Line!.Text, outcome.ShownText));
        var conversation = await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct);
        Assert.Equal((0, "Checked answer"), (conversation!.View.HeldReviews, conversation.View.LastMessage!.Text));
        var trail = await new TrailStore(Chat).ByMessageAsync(Tenant, accepted.Conversation.Id, accepted.Message!.Id, Ct);
        Assert.Equal(("review", "approved", "sent, by Ann"), (trail!.Steps[^1].Step, trail.Steps[^1].Outcome, trail.Steps[^1].Detail));
    }

    [Fact]
    public async Task Edit_SendsTheOtherText()
    {
        var (accepted, held) = await HoldAsync("Wrong");
        Assert.True((await SettleAsync(held, ReviewStatuses.Edited, text: "Right"))!.Won);
        Assert.Equal("Right", (await Messages.VisibleAsync(accepted.Conversation.Id, 2, 10, Ct)).Single().Text);
        var second = await SettleAsync(held, ReviewStatuses.Approved, user: "Bob");
        Assert.Equal((false, ReviewStatuses.Edited, "Ann"), (second!.Won, second.Held.Status, second.Held.DecidedBy));
    }

    [Fact]
    public async Task Settle_SameMarkAgain_IsStillTheFirst()
    {
        var (_, held) = await HoldAsync("Reply");
        var mark = Guid.CreateVersion7();
        Assert.True((await SettleAsync(held, ReviewStatuses.Approved, mark: mark))!.Won);
        Assert.True((await SettleAsync(held, ReviewStatuses.Approved, mark: mark))!.Won);
    }

    [Theory]
    [InlineData("handover", "people", TurnStatus.HandedOff)]
    [InlineData("fallback", "assistant", TurnStatus.Blocked)]
    public async Task Reject_NeverShowsTheReply(string then, string handledBy, string turnStatus)
    {
        var (accepted, held) = await HoldAsync("Bad reply");
        await SettleAsync(held, ReviewStatuses.Rejected, then: then, reason: "no");
        var lines = await Messages.VisibleAsync(accepted.Conversation.Id, 1, 10, Ct);
        Assert.Equal(("system", held.Waiting.Id), (lines.Single().Author.Type, lines.Single().Replaces));
        var conversation = await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct);
        Assert.Equal((handledBy, 0), (conversation!.View.HandledBy, conversation.View.HeldReviews));
        Assert.Equal((turnStatus, "review_rejected"), await TurnAsync(accepted));
        var all = await Messages.HistoryAsync(accepted.Conversation.Id, 50, null, Ct);
        Assert.Equal("withdrawn", Assert.Single(all.Items, m => m.Text == "Bad reply").Status);
    }

    [Fact]
    public async Task Reject_Again_StartsTheNextAttemptWithGuidance()
    {
        var (accepted, held) = await HoldAsync("Bad reply");
        await SettleAsync(held, ReviewStatuses.Rejected, then: "again", guidance: "be kind");
        Assert.Equal(TurnStatus.Running, (await TurnAsync(accepted)).Status);
        var started = await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByTurn(accepted.TurnId!.Value), Ct);
        Assert.Equal((2, "be kind", "Hello!"), (started!.Turn.Attempt, started.Message.Guidance, started.Message.Text));
        // The old attempt's verdict, delivered again, holds nothing.
        Assert.Null(await Holds.HoldAsync(Ending(accepted, ScreeningActions.Hold), Ct));
        Assert.NotNull(await Holds.HoldAsync(Ending(accepted, ScreeningActions.Hold, attempt: 2), Ct));
    }

    [Fact]
    public async Task Reject_AgainWhileTheNextTurnRuns_Queues()
    {
        var (accepted, held) = await HoldAsync("Bad reply");
        var second = await AcceptAsync("And?");
        await SettleAsync(held, ReviewStatuses.Rejected, then: "again", guidance: "be kind");
        Assert.Equal(TurnStatus.Queued, (await TurnAsync(accepted)).Status);
        await Turns.EndAsync(Ending(second), Ct);
        var started = await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByTurn(accepted.TurnId!.Value), Ct);
        Assert.Equal((2, "be kind"), (started!.Turn.Attempt, started.Message.Guidance));
    }

    [Fact]
    public async Task TakeOver_WithdrawsWhatIsHeld()
    {
        var (accepted, held) = await HoldAsync("Reply");
        Assert.True((await Actions.TakeOverAsync(Agent("Bob"), accepted.Conversation.Id, false, Ct))!.Changed);
        var late = await SettleAsync(held, ReviewStatuses.Approved);
        Assert.Equal((false, ReviewStatuses.Withdrawn, "Bob"), (late!.Won, late.Held.Status, late.Held.DecidedBy));
        Assert.Equal("Hello!", (await Messages.VisibleAsync(accepted.Conversation.Id, 0, 10, Ct)).Single().Text);
        Assert.Equal(0, (await Conversations.FindAsync(Tenant, accepted.Conversation.Id, Ct))!.View.HeldReviews);
        var told = await new HeldRepliesLoader(Chat).LoadAsync(HeldRepliesLoader.ByReview(held.ReviewId, "request-1"), Ct);
        Assert.Equal(ReviewStatuses.Withdrawn, Assert.Single(told!.Replies).Status);
    }

    [Fact]
    public async Task AgentAnswers_WithdrawsWhatIsHeld_ANoteDoesNot()
    {
        var (accepted, held) = await HoldAsync("Reply");
        await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "A note", true, null, Ct);
        Assert.Equal(ReviewStatuses.Pending, (await Settles.FindAsync(Tenant, held.ReviewId, Ct))!.Held.Status);
        await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "I'm here", false, null, Ct);
        Assert.Equal(ReviewStatuses.Withdrawn, (await Settles.FindAsync(Tenant, held.ReviewId, Ct))!.Held.Status);
    }

    [Fact]
    public async Task Due_IsFoundWhenItsTimeIsUp_OfThisTenantOnly()
    {
        var (_, held) = await HoldAsync("Reply");
        Assert.DoesNotContain(await Settles.DueAsync(Clock.GetUtcNow(), Ct), d => d.ReviewId == held.ReviewId);
        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains(await Settles.DueAsync(Clock.GetUtcNow(), Ct), d => d.ReviewId == held.ReviewId);
        Assert.Null(await Settles.FindAsync("another-tenant", held.ReviewId, Ct));
    }

    /// <summary>Two colleagues, a take-over and the time limit at once, 1,000 times: one wins, and what the visitor sees is its doing.</summary>
    [Fact]
    public async Task Race_TwoStaffATakeOverAndATimeOut_OneWinsEveryTime()
    {
        var wins = new Dictionary<string, int>();
        for (var round = 0; round < 1000; round++)
        {
            var (accepted, held) = await HoldAsync("Reply", $"k{round}");
            var id = accepted.Conversation.Id;
            Task<Settled?>[] decisions =
            [
                Task.Run(() => SettleAsync(held, ReviewStatuses.Approved), Ct),
                Task.Run(() => SettleAsync(held, ReviewStatuses.Rejected, user: "Bob", then: "fallback"), Ct),
                Task.Run(() => SettleAsync(held, ReviewStatuses.Expired, user: null), Ct),
            ];
            var takeOver = Task.Run(() => Actions.TakeOverAsync(Agent("Cleo"), id, false, Ct), Ct);
            var settled = await Task.WhenAll(decisions);
            Assert.True((await takeOver)!.Changed);

            var final = (await Settles.FindAsync(Tenant, held.ReviewId, Ct))!.Held;
            Assert.Equal(final.Status == ReviewStatuses.Withdrawn ? 0 : 1, settled.Count(s => s!.Won));
            Assert.All(settled.Where(s => s!.Won), s => Assert.Equal(final.Status, s!.Held.Status));
            var lines = await Messages.VisibleAsync(id, 1, 10, Ct);
            Assert.Equal(final.Status == ReviewStatuses.Approved, lines.Exists(l => l.Author.Type == "assistant"));
            Assert.DoesNotContain(lines, l => l.Event?.Name == "held");
            Assert.Equal(0, (await Conversations.FindAsync(Tenant, id, Ct))!.View.HeldReviews);
            wins[final.Status] = wins.GetValueOrDefault(final.Status) + 1;
        }

        Assert.True(wins.Count >= 2, "Nothing raced: " + string.Join(", ", wins));
    }

    private async Task<(Accepted Accepted, Held Held)> HoldAsync(string text, string key = "k")
    {
        var accepted = await AcceptAsync("Hello!", key);
        return (accepted, (await Holds.HoldAsync(Ending(accepted, ScreeningActions.Hold, text), Ct))!);
    }

    private async Task<Settled?> SettleAsync(
        Held held, string status, string? user = "Ann", string? text = null, string? then = null, string? reason = null,
        string? guidance = null, Guid? mark = null)
    {
        var state = await Settles.FindAsync(Tenant, held.ReviewId, Ct);
        var decision = new Decision(mark ?? Guid.CreateVersion7(), status, user is null ? null : Guid.CreateVersion7(), user, text, reason,
            then, guidance, RequestIds.New());
        return await Settles.SettleAsync(state!, SettleRules.Settle(state!, decision, VisitorTexts.For("en"), Clock.GetUtcNow()), Ct);
    }

    private Task<(string Status, string? Cause)> TurnAsync(Accepted accepted) => Chat.Database.FirstAsync(
        new Sql("select status, cause from turns where id = @id;").With("id", accepted.TurnId!.Value), static r => (r.GetString(0), r.StringOrNull(1)), Ct);
}

public sealed class SqliteReviewTests : ReviewSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresReviewTests(ServersFixture fixture) : ReviewSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
