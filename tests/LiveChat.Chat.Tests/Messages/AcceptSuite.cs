using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Messages;

/// <summary>The accept command, on both engines, races included.</summary>
public abstract class AcceptSuite : StoreSuite
{
    [Fact]
    public async Task Accept_FirstMessage_BeginsConversationVisitorAndRunningTurn()
    {
        var accepted = await AcceptAsync("Hello!", visitor: new VisitorFields("Ann", "ann@example.com", null, null, new Dictionary<string, string> { ["plan"] = "pro" }));
        Assert.True(accepted is { Inserted: true, First: true, TurnRuns: true, Attempt: 1 });
        var view = accepted.Conversation.View;
        Assert.Equal((1, 1, "open", "assistant"), (view.Version, view.Unread, view.Status, view.HandledBy));
        Assert.Equal(("Hello!", "visitor"), (view.LastMessage!.Text, view.LastMessage.AuthorType));
        Assert.Equal(("Ann", "ann@example.com", "pro"), (view.Visitor.Name, view.Visitor.Email, view.Visitor.Attributes["plan"]));
        Assert.Equal(2, await CountOutboxAsync());
    }

    [Fact]
    public async Task Accept_SameClientMessageId_FindsTheFirstAndStoresNothing()
    {
        var first = await AcceptAsync("Hello!", client: "c-1");
        var again = await AcceptAsync("Hello!", client: "c-1");
        Assert.False(again.Inserted);
        Assert.Equal((first.Message!.Id, first.Message.Seq, first.TurnId), (again.Message!.Id, again.Message.Seq, again.TurnId));
        Assert.Equal((1, 1), (await CountAsync("messages"), await CountAsync("turns")));
    }

    [Fact]
    public async Task Accept_SixtyFourRacingDuplicates_StoreOneMessageAndOneTurn()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => AcceptAsync("Hello!", client: "c-1"), Ct)));
        Assert.Single(all, a => a.Inserted);
        Assert.Single(all.Select(a => a.Message!.Id).Distinct());
        Assert.All(all, a => Assert.Equal(1, a.Message!.Seq));
        Assert.Equal((1, 1, 1, 1), (await CountAsync("conversations"), await CountAsync("visitors"), await CountAsync("messages"), await CountAsync("turns")));
        Assert.Equal(2, await CountOutboxAsync());
    }

    [Fact]
    public async Task Accept_ManyMessagesAtOnce_NumbersThemWithoutGapsAndRunsOneTurn()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => AcceptAsync($"m{i}", client: $"c-{i}"), Ct)));
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long?)n), all.Select(a => a.Message!.Seq).Order());
        var first = Assert.Single(all, a => a.TurnRuns);
        Assert.Equal(1, first.Message!.Seq);
        Assert.Equal(39, all.Count(a => a.Message!.Turn!.Status == TurnStatus.Queued));
        Assert.Single(all, a => a.First);
        var stored = await Conversations.FindAsync(Tenant, first.Conversation.Id, Ct);
        Assert.Equal((40, 40, 40), (stored!.LastSeq, stored.View.Version, stored.View.Unread));
    }

    [Fact]
    public async Task Accept_QueuedTurns_StartInOrderOneByOne()
    {
        var all = new List<Accepted>();
        for (var i = 0; i < 4; i++) all.Add(await AcceptAsync($"m{i}"));
        foreach (var accepted in all)
        {
            var before = await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct);
            Assert.Equal(TurnStatus.Running, before!.Status);
            Assert.NotNull(await Turns.EndAsync(Ending(accepted), Ct));
        }

        var lines = await Messages.VisibleAsync(all[0].Conversation.Id, 0, 100, Ct);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], lines.Select(l => l.Seq!.Value));
    }

    [Fact]
    public async Task Accept_ByIdAndSession_OpensOnlyThatSession()
    {
        var first = await AcceptAsync("Hello!");
        var right = Command("More") with { KeyHash = null, ConversationId = first.Conversation.Id };
        var wrong = right with { Post = right.Post with { SessionId = "other" }, MessageId = Guid.CreateVersion7(), TurnId = Guid.CreateVersion7() };
        Assert.Equal(2, (await Accepts.AcceptAsync(right, Ct))!.Message!.Seq);
        Assert.Null(await Accepts.AcceptAsync(wrong, Ct));
        Assert.Equal(2, await CountAsync("messages"));
    }

    [Fact]
    public async Task Accept_VerifiedVisitorByIds_IsNotOpened()
    {
        var first = await AcceptAsync("Hello!", client: "c-1");
        await Chat.Database.WriteAsync(new Sql("update visitors set verified = true where tenant_id = @t;").With("t", Tenant), Ct);
        var byId = Command("Hello!", client: "c-1") with { KeyHash = null, ConversationId = first.Conversation.Id };
        Assert.Null(await Accepts.AcceptAsync(byId, Ct));
        Assert.Equal(1, await CountAsync("messages"));
    }

    [Fact]
    public async Task Accept_ClosedWithinADay_Reopens()
    {
        var first = await AcceptAsync("Hello!");
        await Actions.CloseAsync(Agent(), first.Conversation.Id, Ct);
        Clock.Advance(TimeSpan.FromHours(23));
        var again = await AcceptAsync("Still there?");
        Assert.True(again is { Inserted: true, Conversation.View: { Status: "open", ClosedAt: null } });
        Assert.Equal(first.Conversation.Id, again.Conversation.Id);
    }

    [Fact]
    public async Task Accept_ClosedForLonger_StoresNothingAndSaysClosed()
    {
        var first = await AcceptAsync("Hello!");
        await Actions.CloseAsync(Agent(), first.Conversation.Id, Ct);
        Clock.Advance(TimeSpan.FromHours(25));
        var again = await AcceptAsync("Still there?");
        Assert.True(again is { Message: null, Conversation.Closed: true });
    }

    [Fact]
    public async Task Accept_BannedVisitor_StoresNothing()
    {
        var first = await AcceptAsync("Hello!");
        Assert.True(await Visitors.BanAsync(Tenant, first.Conversation.View.Visitor.Id, true, Ct));
        var again = await AcceptAsync("Again");
        Assert.True(again is { Message: null, Conversation.View.Visitor.Banned: true });
    }

    [Fact]
    public async Task Accept_WithPeople_HasNoTurnAndWaits()
    {
        var first = await AcceptAsync("Hello!", handledBy: HandledBy.People);
        Assert.True(first is { Inserted: true, TurnId: null });
        Assert.Equal(Clock.GetUtcNow(), first.Conversation.View.WaitingSince);
        Assert.Equal(1, await CountOutboxAsync());
    }

    [Fact]
    public async Task Accept_LaterVisitorData_FillsInAndKeepsTheRest()
    {
        await AcceptAsync("Hello!", visitor: new VisitorFields("Ann", null, null, null, null));
        await AcceptAsync("Mail", visitor: new VisitorFields(null, "ann@example.com", null, null, null));
        var third = await AcceptAsync("Nothing new");
        Assert.Equal(("Ann", "ann@example.com"), (third.Conversation.View.Visitor.Name, third.Conversation.View.Visitor.Email));
        var found = await Conversations.ListAsync(Tenant, ConversationFilter.None with { Query = "ANN@example" }, 10, null, Ct);
        Assert.Single(found.Items);
    }

    [Fact]
    public async Task Accept_LostBeforePublish_IsRebuiltByTheLoaders()
    {
        var accepted = await AcceptAsync("Hello!");
        var started = await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByTurn(accepted.TurnId!.Value), Ct);
        var byConversation = await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByConversation(accepted.Conversation.Id), Ct);
        var posted = await new PostedMessageLoader(Chat).LoadAsync(accepted.Message!.Id.ToString("D"), Ct);
        Assert.Equal(TurnOf(accepted), started!.Turn);
        Assert.Equal("Hello!", started.Message.Text);
        Assert.True(started.Message.First);
        Assert.Equal(started.Turn, byConversation!.Turn);
        Assert.True(posted is { NewConversation: true, Message.Seq: 1 });
        await Turns.EndAsync(Ending(accepted), Ct);
        Assert.Null(await new TurnStartLoader(Chat).LoadAsync(TurnStartLoader.ByTurn(accepted.TurnId.Value), Ct));
    }
}

public sealed class SqliteAcceptTests : AcceptSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresAcceptTests(ServersFixture fixture) : AcceptSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
