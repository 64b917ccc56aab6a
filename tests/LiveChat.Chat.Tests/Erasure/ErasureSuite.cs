using LiveChat.Chat.Erasure;

namespace LiveChat.Chat.Tests.Erasure;

/// <summary>What erasing leaves behind, on both engines.</summary>
public abstract class ErasureSuite : StoreSuite
{
    [Fact]
    public async Task Visitor_GoesWhole_AndTheOthersAreTold()
    {
        var one = await AcceptAsync("mine", "k1");
        await AcceptAsync("another visitor's", "k2");
        await Chat.Database.WriteAsync(new Sql("delete from outbox;"), Ct);
        Assert.True(await Visitors.EraseAsync(Tenant, one.Conversation.View.Visitor.Id, Ct));
        foreach (var table in (string[])["visitors", "conversations", "messages", "turns"]) Assert.Equal(1, await CountAsync(table));
        var told = await Chat.Database.FirstAsync(new Sql("select type, payload from outbox;"), static r => (r.GetString(0), r.GetString(1)), Ct);
        Assert.StartsWith("LiveChat.Contracts.VisitorErased,", told.Item1);
        Assert.Contains(one.Conversation.Id.ToString(), told.Item2);
        Assert.False(await Visitors.EraseAsync(Tenant, one.Conversation.View.Visitor.Id, Ct));
    }

    [Fact]
    public async Task Tenant_GoesWhole_AndNobodyElse()
    {
        for (var i = 0; i < 205; i++) await AcceptAsync($"line {i}", $"k{i}");
        await new TenantEraser(Chat).EraseAsync("t-other", Ct);
        Assert.Equal(205, await CountAsync("conversations"));
        await new TenantEraser(Chat).EraseAsync(Tenant, Ct);
        foreach (var table in (string[])["visitors", "conversations", "messages", "turns", "usage", "canned"]) Assert.Equal(0, await CountAsync(table));
    }
}

public sealed class SqliteErasureTests : ErasureSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresErasureTests(ServersFixture fixture) : ErasureSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
