using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Erasure;

/// <summary>What is left here when the operator erased a tenant, or staff a visitor.</summary>
public abstract class ErasureSuite(RoutingHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ServiceDatabase Database => host.Services.GetRequiredKeyedService<ServiceDatabase>(AssistantRoutingModule.Name);

    [Fact]
    public async Task Tenant_Erased_NothingOfItIsLeftAndAnotherStays()
    {
        var (goes, stays) = (await FilledAsync(), await FilledAsync());
        var tables = await TenantTablesAsync();
        var before = await RowsAsync(stays, tables);
        // Otherwise a table that nobody thought of here would look erased.
        Assert.Empty(before.Where(table => table.Value == 0).Select(table => table.Key));
        Assert.Empty((await RowsAsync(goes, tables)).Where(table => table.Value == 0).Select(table => table.Key));

        // Twice, as the bus may bring it.
        for (var i = 0; i < 2; i++) await host.PublishAsync(new TenantAccessChanged(Erased(goes)));

        await UntilAsync(async () => (await RowsAsync(goes, tables)).Values.All(rows => rows == 0));
        Assert.Equal(before, await RowsAsync(stays, tables));
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, stays, "assistants")).Status);
    }

    [Fact]
    public async Task Tenant_Suspended_KeepsEverything()
    {
        var (suspended, erased) = (await FilledAsync(), await FilledAsync());
        var tables = await TenantTablesAsync();
        var before = await RowsAsync(suspended, tables);
        await host.PublishAsync(new TenantAccessChanged(Erased(suspended) with { Status = TenantStatus.Suspended }));
        // The second one's end says that the first was heard.
        await host.PublishAsync(new TenantAccessChanged(Erased(erased)));
        await UntilAsync(async () => (await RowsAsync(erased, tables)).Values.All(rows => rows == 0));
        Assert.Equal(before, await RowsAsync(suspended, tables));
    }

    [Fact]
    public async Task Visitor_Erased_QuestionsAndDraftsGoAndOthersStay()
    {
        var (tenant, _) = await host.NewShopAsync();
        var (mine, others) = (await AskAsync(tenant, "Do you repair grand pianos?"), await AskAsync(tenant, "May I bring my parrot?"));
        await host.PublishAsync(new VisitorErased(tenant, Guid.NewGuid(), [mine]));
        await UntilAsync(async () => await CountAsync("draft", mine) + await CountAsync("unanswered", mine) == 0);
        Assert.Equal((1, 1), (await CountAsync("draft", others), await CountAsync("unanswered", others)));
    }

    /// <summary>A shop with something in every table.</summary>
    private async Task<string> FilledAsync()
    {
        var (tenant, _) = await host.NewShopAsync();
        await DoneAsync(host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new[] { new { name = "bills", keywords = new[] { "bill" }, target = "people" } } }));
        var article = (await host.SendAsync(HttpMethod.Get, tenant, "knowledge?limit=1")).Json!["items"]![0]!["id"];
        await DoneAsync(host.SendAsync(HttpMethod.Put, tenant, $"knowledge/{article}", new { title = "Changed", text = "Another text." }));
        await AskAsync(tenant, "Do you repair grand pianos?");
        await DoneAsync(host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai", model = "gpt-4o-mini", apiKey = "sk-test-0123456789-wxyz" }));
        await host.Services.GetRequiredService<LiveChat.AssistantRouting.Costs.CostStore>().AddAsync(
            tenant, [new("2026-11-23", Guid.Empty, "gpt-4o-mini", "", 1, 10, 2, 0)], Ct);
        await host.Services.GetRequiredService<LiveChat.AssistantRouting.Judgements.JudgementStore>().ClaimAsync(tenant, Guid.NewGuid(), "serious", Ct);
        return tenant;
    }

    private static async Task DoneAsync(Task<Answer> sending) => Assert.Equal(HttpStatusCode.OK, (await sending).Status);

    /// <summary>Asks what no article answers, in a conversation of its own.</summary>
    private async Task<Guid> AskAsync(string tenant, string question)
    {
        var screened = Turns.Screened(tenant, question);
        await host.PublishAsync(screened);
        await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        return screened.Turn.ConversationId;
    }

    private Task<List<string>> TenantTablesAsync() => Database.ListAsync(
        new Sql(Database.Dialect.IsPostgres
            ? "select table_name from information_schema.columns where column_name = 'tenant_id' and table_schema = current_schema() order by table_name"
            : "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'tenant_id' where m.type = 'table' order by m.name"),
        reader => reader.GetString(0), Ct);

    private async Task<Dictionary<string, long>> RowsAsync(string tenant, IEnumerable<string> tables)
    {
        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
            rows[table] = await Database.FirstAsync(new Sql($"select count(*) from {table} where tenant_id = @tenant").With("tenant", tenant), r => r.GetInt64(0), Ct);
        return rows;
    }

    private Task<long> CountAsync(string table, Guid conversation) => Database.FirstAsync(
        new Sql($"select count(*) from {table} where conversation_id = @conversation").With("conversation", conversation), r => r.GetInt64(0), Ct);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(50, limit.Token);
    }

    private static TenantAccess Erased(string tenant) => new(
        tenant, 1_000_000, "", TenantStatus.Erased, [], true, false, [], TenantLimits.Default,
        new WidgetSettingsView("", null, "#000000", "right", "light", null, null, null, null, [], null, "en"));
}

public sealed class StandaloneErasureTests(StandaloneRoutingHost host) : ErasureSuite(host);

public sealed class DistributedErasureTests(DistributedRoutingHost host) : ErasureSuite(host);
