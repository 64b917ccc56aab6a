using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Tests.Conversations;

/// <summary>Visitors who wait: what staff are told, and when an unread answer is mailed.</summary>
public abstract class WaitingSuite : StoreSuite
{
    private static readonly VisitorFields s_ann = VisitorFields.None with { Email = "ann@mail.example" };

    [Fact]
    public async Task UnreadAnswer_IsMailedAfterFiveMinutes_OncePerBurst()
    {
        var accepted = await AcceptAsync("Hello!", visitor: s_ann, handledBy: HandledBy.People);
        await AnswerAsync(accepted, "It ships tomorrow.");
        Clock.Advance(TimeSpan.FromMinutes(4));
        await AnswerAsync(accepted, "By noon.");
        Assert.Equal(0, await MailsAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        // Replicas, and processes that start anew.
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sweeper().SweepAsync(Ct)));
        Assert.Equal(1, rounds.Sum(r => r.Asked));
        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await MailsAsync());

        // More answers in that hour wait for its end; then they are a burst of their own.
        await AnswerAsync(accepted, "Here is the number.");
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await MailsAsync());
        Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await MailsAsync());
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await MailsAsync());
    }

    [Fact]
    public async Task UnreadAnswer_ReadOrWrittenAfterMeanwhile_IsNotMailed()
    {
        var read = await AcceptAsync("Hello!", "read", visitor: s_ann, handledBy: HandledBy.People);
        var line = await AnswerAsync(read, "Yes.");
        await Visitors.MarkReadAsync(read.Conversation.Id, line, Ct);
        var wrote = await AcceptAsync("Hello!", "wrote", visitor: s_ann, handledBy: HandledBy.People);
        await AnswerAsync(wrote, "Yes.");
        await AcceptAsync("Thanks", "wrote", handledBy: HandledBy.People);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await MailsAsync());
        // The next unread one is.
        await AnswerAsync(read, "And no.");
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await MailsAsync());
    }

    [Fact]
    public async Task UnreadAnswer_WithoutAnAddress_OrOfANote_OrToABannedVisitor_IsNotMailed()
    {
        await AnswerAsync(await AcceptAsync("Hello!", "nobody", handledBy: HandledBy.People), "Yes.");
        var note = await AcceptAsync("Hello!", "note", visitor: s_ann, handledBy: HandledBy.People);
        await Agents.WriteAsync(Agent(), note.Conversation.Id, "for us", true, null, Ct);
        var banned = await AcceptAsync("Hello!", "banned", visitor: s_ann, handledBy: HandledBy.People);
        await AnswerAsync(banned, "Yes.");
        await Visitors.BanAsync(Tenant, banned.Conversation.View.Visitor.Id, true, Ct);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await MailsAsync());
    }

    [Fact]
    public async Task UnreadAnswer_EventHasTheAddress_TheOutboxHasNot_AndReadMeanwhileThereIsNone()
    {
        var accepted = await AcceptAsync("Hello!", visitor: s_ann, handledBy: HandledBy.People);
        var line = await AnswerAsync(accepted, "Yes.");
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await MailsAsync());
        var rows = await Chat.Database.ListAsync(new Sql("select payload from outbox where type like '%AnswerUnread%';"), static r => r.GetString(0), Ct);
        var key = Assert.Single(rows, row => row.Contains(accepted.Conversation.Id.ToString("N"), StringComparison.Ordinal))[4..];
        Assert.DoesNotContain(rows, row => row.Contains("mail.example", StringComparison.Ordinal));
        var loader = new UnreadAnswerLoader(Chat);
        var e = (await loader.LoadAsync(key, Ct))!;
        Assert.Equal(("ann@mail.example", "Ann", "en", accepted.Conversation.Id), (e.Email, e.AgentName, e.Locale, e.ConversationId));
        Assert.Equal(e.MailId, (await loader.LoadAsync(key, Ct))!.MailId);
        await Visitors.MarkReadAsync(accepted.Conversation.Id, line, Ct);
        Assert.Null(await loader.LoadAsync(key, Ct));
    }

    [Fact]
    public async Task Wait_IsToldOnce_AndAnewWhenAnotherBegins()
    {
        var accepted = await AcceptAsync("Hello!", handledBy: HandledBy.People);
        Assert.Equal(0, (await Sweeper().SweepAsync(Ct)).Told);
        Clock.Advance(TimeSpan.FromMinutes(2));
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sweeper().SweepAsync(Ct)));
        Assert.Equal(1, rounds.Sum(r => r.Told));
        var key = (await Chat.Database.ListAsync(new Sql("select payload from outbox where type like '%VisitorWaits%';"), static r => r.GetString(0), Ct))
            .Single(row => row.Contains(accepted.Conversation.Id.ToString("N"), StringComparison.Ordinal))[4..];
        var nobodyThere = true;
        var loader = new WaitingVisitorLoader(Chat, _ => ValueTask.FromResult(nobodyThere));
        var waits = (await loader.LoadAsync(key, Ct))!;
        Assert.Equal((Clock.GetUtcNow() - TimeSpan.FromMinutes(2), true), (waits.Since, waits.NobodyThere));
        nobodyThere = false;
        Assert.False((await loader.LoadAsync(key, Ct))!.NobodyThere);
        await AnswerAsync(accepted, "I'm here.");
        Assert.Null(await loader.LoadAsync(key, Ct));
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, (await Sweeper().SweepAsync(Ct)).Told);
        await AcceptAsync("And this?", handledBy: HandledBy.People);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await Sweeper().SweepAsync(Ct)).Told);
    }

    private async Task<int> MailsAsync() => (await Sweeper().SweepAsync(Ct)).Asked;

    private async Task<long> AnswerAsync(Accepted to, string text) =>
        (await Agents.WriteAsync(Agent(), to.Conversation.Id, text, false, null, Ct))!.Message.Seq!.Value;

    private WaitingSweeper Sweeper() => new(
        new WaitingVisitorStore(Chat), new UnreadAnswerStore(Chat, Clock), Clock, Options.Create(new ChatOptions()), NullLogger<WaitingSweeper>.Instance);
}

public sealed class SqliteWaitingTests : WaitingSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresWaitingTests(ServersFixture fixture) : WaitingSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
