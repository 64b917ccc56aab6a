using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Samples;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Tests.Conversations;

/// <summary>What staff read and do, on both engines.</summary>
public abstract class StaffSuite : StoreSuite
{
    [Fact]
    public async Task Idle_ClosedOnceAndOnlyIfNobodyWroteMeanwhile()
    {
        var accepted = await AcceptAsync("Hello!");
        await Turns.EndAsync(Ending(accepted), Ct);
        var store = new IdleStore(Chat, Clock);
        Clock.Advance(TimeSpan.FromHours(25));
        var idle = Assert.Single(await store.FindAsync(Clock.GetUtcNow().AddHours(-24), (DateTimeOffset.UnixEpoch, Guid.Empty), 100, Ct), i => i.TenantId == Tenant);
        Assert.False(await store.CloseAsync(idle, Clock.GetUtcNow().AddHours(-26), Ct));
        var closed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => store.CloseAsync(idle, Clock.GetUtcNow().AddHours(-24), Ct), Ct)));
        Assert.Single(closed, c => c);
        Assert.Equal("closed", (await Conversations.FindAsync(Tenant, idle.Id, Ct))!.View.Status);
        var line = (await Messages.HistoryAsync(idle.Id, 50, null, Ct)).Items[^1];
        Assert.Equal(("closed_idle", "system"), (line.Event!.Name, line.Author.Type));
    }

    [Fact]
    public async Task Idle_WhileATurnRuns_StaysOpen_AndWhatIsHeldIsWithdrawn()
    {
        var accepted = await AcceptAsync("Hello!");
        var store = new IdleStore(Chat, Clock);
        Clock.Advance(TimeSpan.FromHours(25));
        var idle = new IdleConversation(accepted.Conversation.Id, Tenant, false, DateTimeOffset.UnixEpoch);
        Assert.False(await store.CloseAsync(idle, Clock.GetUtcNow(), Ct));
        var held = await Holds.HoldAsync(Ending(accepted, ScreeningActions.Hold), Ct);
        Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await store.CloseAsync(idle, Clock.GetUtcNow().AddHours(-24), Ct));
        Assert.Equal(ReviewStatuses.Withdrawn, (await Settles.FindAsync(Tenant, held!.ReviewId, Ct))!.Held.Status);
    }

    [Fact]
    public async Task History_NewestFirst_PageByPage_IsTheOtherWayRound_WithNothingTwice()
    {
        var id = (await AcceptAsync("Hello!")).Conversation.Id;
        // Several within one millisecond: the id decides.
        for (var line = 0; line < 7; line++)
            await Agents.WriteAsync(Agent(), id, $"Line {line}", note: true, null, Ct);
        var whole = (await Messages.HistoryAsync(id, 50, null, Ct)).Items.Select(line => line.Id).ToList();

        var backwards = new List<Guid>();
        (long, Guid)? after = null;
        PageOf<MessageView> page;
        do
        {
            page = await Messages.HistoryAsync(id, 3, after, Ct, newestFirst: true);
            backwards.AddRange(page.Items.Select(line => line.Id));
            after = (page.Items[^1].CreatedAt.ToUnixTimeMilliseconds(), page.Items[^1].Id);
        }
        while (page.NextCursor is not null);

        Assert.True(whole.Count >= 8);
        Assert.Equal(whole, Enumerable.Reverse(backwards));
    }

    [Fact]
    public async Task Write_Answer_TakesOverAndEndsTheTurn()
    {
        var accepted = await AcceptAsync("Hello!");
        var ann = Agent();
        var written = await Agents.WriteAsync(ann, accepted.Conversation.Id, "I'm here", false, "a-1", Ct);
        Assert.Equal((true, 2), (written!.Inserted, written.Message.Seq));
        Assert.Equal(("people", ann.UserId, 0), (written.Conversation.View.HandledBy, written.Conversation.View.AssigneeId, written.Conversation.View.Unread));
        Assert.Equal(TurnStatus.HandedOff, (await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct))!.Status);
        var again = await Agents.WriteAsync(ann, accepted.Conversation.Id, "I'm here", false, "a-1", Ct);
        Assert.Equal((false, written.Message.Id), (again!.Inserted, again.Message.Id));
    }

    [Fact]
    public async Task Write_VisitorAndAgentUseOneClientMessageId_BothAreStored()
    {
        var accepted = await AcceptAsync("Hello!", client: "same");
        var written = await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "Hi", false, "same", Ct);
        Assert.True(written!.Inserted);
    }

    [Fact]
    public async Task Write_Note_StaysWithStaff()
    {
        var accepted = await AcceptAsync("Hello!");
        var written = await Agents.WriteAsync(Agent(), accepted.Conversation.Id, "secret", true, null, Ct);
        Assert.Equal((null, "note"), (written!.Message.Seq, written.Message.Kind));
        Assert.Equal(("assistant", "Hello!"), (written.Conversation.View.HandledBy, written.Conversation.View.LastMessage!.Text));
        Assert.Single(await Messages.VisibleAsync(accepted.Conversation.Id, 0, 10, Ct));
        Assert.Equal(2, (await Messages.HistoryAsync(accepted.Conversation.Id, 10, null, Ct)).Items.Count);
        Assert.Equal(TurnStatus.Running, (await Turns.FindOutcomeAsync(accepted.TurnId!.Value, Ct))!.Status);
    }

    [Fact]
    public async Task Write_OtherTenantsConversation_FindsNothing()
    {
        var accepted = await AcceptAsync("Hello!");
        var stranger = Agent() with { TenantId = "other" };
        Assert.Null(await Agents.WriteAsync(stranger, accepted.Conversation.Id, "Hi", false, null, Ct));
        Assert.Null(await Actions.CloseAsync(stranger, accepted.Conversation.Id, Ct));
        Assert.Null(await Conversations.FindAsync("other", accepted.Conversation.Id, Ct));
        Assert.Equal(1, await CountAsync("messages"));
    }

    [Fact]
    public async Task TakeOver_ByTwoAtOnce_OneGetsIt()
    {
        var accepted = await AcceptAsync("Hello!");
        var (ann, bob) = (Agent("Ann"), Agent("Bob"));
        var results = await Task.WhenAll(
            Task.Run(() => Actions.TakeOverAsync(ann, accepted.Conversation.Id, false, Ct), Ct),
            Task.Run(() => Actions.TakeOverAsync(bob, accepted.Conversation.Id, false, Ct), Ct));
        var winner = Assert.Single(results, r => r!.Changed);
        Assert.All(results, r => Assert.Equal(winner!.Conversation.View.AssigneeId, r!.Conversation.View.AssigneeId));
        var forced = await Actions.TakeOverAsync(winner!.Conversation.View.AssigneeId == ann.UserId ? bob : ann, accepted.Conversation.Id, true, Ct);
        Assert.True(forced!.Changed);
    }

    [Fact]
    public async Task Actions_RunInTurn_EachChangeOnceAndAscendTheVersion()
    {
        var id = (await AcceptAsync("Hello!")).Conversation.Id;
        var ann = Agent();
        long version = 1;
        async Task ChangesAsync(Func<Task<ActionResult?>> act, Action<ConversationView> check)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1)); // lines sort by time, then id
            var done = await act();
            Assert.True(done!.Changed);
            check(done.Conversation.View);
            Assert.Equal(++version, done.Conversation.View.Version);
            Assert.False((await act())!.Changed);
        }

        await ChangesAsync(() => Actions.TakeOverAsync(ann, id, false, Ct), v => Assert.Equal("Ann", v.AssigneeName));
        await ChangesAsync(() => Actions.ReleaseAsync(ann, id, false, Ct), v => Assert.Equal(("assistant", null), (v.HandledBy, v.AssigneeId)));
        await ChangesAsync(() => Actions.AssignAsync(ann, id, ann.UserId, "Ann", Ct), v => Assert.Equal(ann.UserId, v.AssigneeId));
        await ChangesAsync(() => Actions.TagAsync(ann, id, ["vip", "50%_off"], Ct), v => Assert.Equal(["vip", "50%_off"], v.Tags));
        await ChangesAsync(() => Actions.MarkReadAsync(ann, id, 1, Ct), v => Assert.Equal(0, v.Unread));
        await ChangesAsync(() => Actions.CloseAsync(ann, id, Ct), v => Assert.Equal("closed", v.Status));
        await ChangesAsync(() => Actions.ReopenAsync(ann, id, Ct), v => Assert.Equal("open", v.Status));
        Assert.Equal(3, (await Actions.RateAsync(ann, id, 3, "ok", Ct))!.Conversation.View.Rating);
        var names = (await Messages.HistoryAsync(id, 50, null, Ct)).Items.Where(m => m.Kind == "event").Select(m => m.Event!.Name);
        Assert.Equal(["taken_over", "released", "assigned", "closed", "reopened"], names);
    }

    [Fact]
    public async Task List_FiltersSearchAndPages()
    {
        for (var i = 0; i < 5; i++)
        {
            await AcceptAsync($"Where is order {i}? Café", key: $"k{i}", visitor: new VisitorFields($"Visitor {i}", null, null, null, null));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var none = ConversationFilter.None;
        var first = await Conversations.ListAsync(Tenant, none, 2, null, Ct);
        Assert.Equal(["Where is order 4? Café", "Where is order 3? Café"], first.Items.Select(c => c.LastMessage!.Text));
        var last = first.Items[^1];
        var second = await Conversations.ListAsync(Tenant, none, 10, (last.UpdatedAt.ToUnixTimeMilliseconds(), last.Id), Ct);
        Assert.Equal(3, second.Items.Count);
        Assert.Null(second.NextCursor);
        Assert.Single((await Conversations.ListAsync(Tenant, none with { Query = "ORDER 3" }, 10, null, Ct)).Items);
        Assert.Equal(5, (await Conversations.ListAsync(Tenant, none with { Query = "cafe" }, 10, null, Ct)).Items.Count);
        Assert.Empty((await Conversations.ListAsync(Tenant, none with { Query = "100%" }, 10, null, Ct)).Items);
        Assert.Single((await Conversations.ListAsync(Tenant, none with { Query = "visitor 2" }, 10, null, Ct)).Items);
        await Actions.TagAsync(Agent(), last.Id, ["a_b"], Ct);
        Assert.Single((await Conversations.ListAsync(Tenant, none with { Tag = "A_b" }, 10, null, Ct)).Items);
        Assert.Empty((await Conversations.ListAsync(Tenant, none with { Tag = "axb" }, 10, null, Ct)).Items);
        Assert.Empty((await Conversations.ListAsync(Tenant, none with { Status = "closed" }, 10, null, Ct)).Items);
        Assert.Equal(2, (await Conversations.ListAsync(Tenant, none with { From = Clock.GetUtcNow() - TimeSpan.FromSeconds(2) }, 10, null, Ct)).Items.Count);
    }

    [Fact]
    public async Task History_Pages_InOrder()
    {
        var id = (await AcceptAsync("m0")).Conversation.Id;
        for (var i = 1; i < 5; i++) await AcceptAsync($"m{i}");
        var first = await Messages.HistoryAsync(id, 3, null, Ct);
        var last = first.Items[^1];
        var rest = await Messages.HistoryAsync(id, 3, (last.CreatedAt.ToUnixTimeMilliseconds(), last.Id), Ct);
        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], [.. first.Items.Concat(rest.Items).Select(m => m.Text).Order()]);
        Assert.NotNull(first.NextCursor);
    }

    [Fact]
    public async Task Erase_Visitor_LeavesNothingOfIt()
    {
        var accepted = await AcceptAsync("Hello!");
        await Turns.EndAsync(Ending(accepted), Ct);
        await AcceptAsync("Other", key: "other");
        Assert.True(await Visitors.EraseAsync(Tenant, accepted.Conversation.View.Visitor.Id, Ct));
        Assert.Equal((1, 1, 1, 1), (await CountAsync("conversations"), await CountAsync("visitors"), await CountAsync("messages"), await CountAsync("turns")));
        Assert.False(await Visitors.EraseAsync(Tenant, accepted.Conversation.View.Visitor.Id, Ct));
    }

    [Fact]
    public async Task Samples_ImportedTwice_AreThereOnceAndGoByTag()
    {
        var at = Clock.GetUtcNow() - TimeSpan.FromHours(5);
        var sample = new SampleConversation("sample-01", new SampleVisitor("Orla", "orla@mail.example"), at, "open", "people", ["sample"], "en-IE", "/demo",
            [new("visitor", "Orla", "Hi", at), new("assistant", "Ada", "Hello", at), new("visitor", "Orla", "A person please", at.AddMinutes(3))]);
        var store = new SampleStore(Chat);
        Assert.True(await store.ImportAsync(Tenant, sample, Ct));
        Assert.False(await store.ImportAsync(Tenant, sample, Ct));
        await AcceptAsync("Real");
        var view = (await Conversations.ListAsync(Tenant, ConversationFilter.None with { Tag = "sample" }, 10, null, Ct)).Items.Single();
        Assert.Equal(("Orla", 1, at.AddMinutes(3)), (view.Visitor.Name, view.Unread, view.WaitingSince));
        Assert.Equal(3, (await Messages.HistoryAsync(view.Id, 10, null, Ct)).Items.Count);
        Assert.Equal(1, await store.DeleteTaggedAsync(Tenant, "sample", Ct));
        Assert.Equal((1, 1, 1), (await CountAsync("conversations"), await CountAsync("visitors"), await CountAsync("messages")));
    }
}

public sealed class SqliteStaffTests : StaffSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresStaffTests(ServersFixture fixture) : StaffSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
