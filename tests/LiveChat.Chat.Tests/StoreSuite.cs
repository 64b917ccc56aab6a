using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Turns;
using LiveChat.Chat.Visitors;
using Microsoft.Data.Sqlite;

namespace LiveChat.Chat.Tests;

/// <summary>A migrated database of one engine, and chat's stores over it. Each test makes its own tenant.</summary>
public abstract class StoreSuite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-chat-").FullName;

    internal CancellationToken Ct { get; } = TestContext.Current.CancellationToken;

    internal string Tenant { get; } = "t-" + Guid.NewGuid().ToString("N")[..12];

    internal SettableClock Clock { get; } = new();

    internal ChatDatabase Chat { get; private set; } = null!;

    internal AcceptStore Accepts { get; private set; } = null!;

    internal TurnStore Turns { get; private set; } = null!;

    internal HoldStore Holds { get; private set; } = null!;

    internal SettleStore Settles { get; private set; } = null!;

    internal ConversationStore Conversations { get; private set; } = null!;

    internal ConversationActionStore Actions { get; private set; } = null!;

    internal AgentMessageStore Agents { get; private set; } = null!;

    internal MessageStore Messages { get; private set; } = null!;

    internal VisitorStore Visitors { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await OpenAsync(_folder);
        Migrations.Apply(database, typeof(ChatModule).Assembly);
        Chat = new ChatDatabase(database, new Outbox(ChatDatabase.Name, Clock));
        Accepts = new AcceptStore(Chat);
        Turns = new TurnStore(Chat, Clock);
        Holds = new HoldStore(Chat, Clock);
        Settles = new SettleStore(Chat, Clock);
        var keys = new SessionKeySource(Chat);
        await keys.StartAsync(Ct);
        Conversations = new ConversationStore(Chat, keys);
        Actions = new ConversationActionStore(Chat, Clock);
        Agents = new AgentMessageStore(Chat, Clock);
        Messages = new MessageStore(Chat);
        Visitors = new VisitorStore(Chat, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await Chat.Database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal abstract Task<ServiceDatabase> OpenAsync(string folder);

    /// <summary>A message by key, as the intake makes it.</summary>
    internal AcceptCommand Command(string text, string key = "k", string? client = null, VisitorFields? visitor = null,
        string handledBy = HandledBy.Assistant)
    {
        var now = Clock.GetUtcNow();
        var post = new VisitorPost("s1", text, client, null, null, visitor ?? VisitorFields.None, null, "en");
        return new AcceptCommand(Tenant, post, SessionKeys.Hash(Tenant, "s1", Key(key)), Guid.CreateVersion7(now), Guid.CreateVersion7(now),
            Guid.CreateVersion7(now), Guid.CreateVersion7(now), null, handledBy, true, null, "desktop", RequestIds.New(), now,
            now - TimeSpan.FromHours(24));
    }

    internal static string Key(string name) => name.PadRight(43, '_');

    internal async Task<Accepted> AcceptAsync(string text, string key = "k", string? client = null, VisitorFields? visitor = null,
        string handledBy = HandledBy.Assistant) => (await Accepts.AcceptAsync(Command(text, key, client, visitor, handledBy), Ct))!;

    internal TurnRef TurnOf(Accepted accepted, int attempt = 1) => new(
        Tenant, accepted.Conversation.Id, accepted.TurnId!.Value, accepted.Message!.Id, attempt, accepted.Message.RequestId);

    internal static DraftedReply Draft(string text) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "Ada", text, [new MessageSource("Shipping", "/help")], ["Thanks"], "builtin", 0, true);

    internal TurnEnding Ending(Accepted accepted, string action = ScreeningActions.Allow, string text = "Reply", int attempt = 1) =>
        TurnRules.ForReply(
            new ReplyScreened(TurnOf(accepted, attempt), Draft(text), new ScreeningVerdict(action, action == ScreeningActions.Allow ? null : "blockedKeywords", null, null, false), []),
            Texts.VisitorTexts.For("en"), Clock.GetUtcNow());

    internal Actor Agent(string name = "Ann") => new(Tenant, Guid.CreateVersion7(), name, RequestIds.New());

    internal Task<long> CountAsync(string table) => Chat.Database.FirstAsync(
        new Sql($"select count(*) from {table} where tenant_id = @tenant;").With("tenant", Tenant), static r => r.GetInt64(0), Ct);

    internal Task<long> CountOutboxAsync() => Chat.Database.FirstAsync(new Sql("select count(*) from outbox;"), static r => r.GetInt64(0), Ct);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class SettableClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
