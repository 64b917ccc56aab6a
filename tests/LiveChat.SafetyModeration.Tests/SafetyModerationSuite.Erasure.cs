using System.Net;
using LiveChat.Contracts;
using LiveChat.SafetyModeration.Tests.Hosting;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

/// <summary>What is left here when the operator erased a tenant, or staff a visitor.</summary>
public abstract partial class SafetyModerationSuite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ServiceDatabase Database => host.Services.GetRequiredService<SafetyModerationDatabase>().Database;

    [Fact]
    public async Task Erasure_OfATenant_LeavesNothingOfItAndKeepsAnother()
    {
        var (goes, stays) = (SafetyHost.NewTenant(), SafetyHost.NewTenant());
        foreach (var filled in (string[])[goes, stays]) await FillAsync(filled);
        var tables = await TenantTablesAsync();
        var before = await RowsAsync(stays, tables);
        // Otherwise a table that nobody thought of here would look erased.
        Assert.Empty(before.Where(table => table.Value == 0).Select(table => table.Key));

        // Twice, as the bus may bring it.
        for (var i = 0; i < 2; i++) await host.PublishAsync(new TenantAccessChanged(Erased(goes)));

        await EventuallyAsync(async () => (await RowsAsync(goes, tables)).Values.All(rows => rows == 0));
        Assert.Equal(before, await RowsAsync(stays, tables));
    }

    [Fact]
    public async Task Erasure_OfAVisitor_TakesTheirHeldRepliesOnly()
    {
        var (mine, others) = (await HeldAsync(), await HeldAsync());
        await host.PublishAsync(new VisitorErased(tenant, Guid.NewGuid(), [mine.ConversationId]));
        await EventuallyAsync(async () => (await SendAsync(HttpMethod.Get, $"reviews/{mine.ReviewId}")).Status == HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"reviews/{others.ReviewId}")).Status);
    }

    /// <summary>Settings of its own and a held reply.</summary>
    private async Task FillAsync(string filled)
    {
        var read = await host.Http.SendAsync(host.Request(HttpMethod.Get, $"/api/tenants/{filled}/safety", filled), Ct);
        var put = host.Request(HttpMethod.Put, $"/api/tenants/{filled}/safety", filled);
        put.Content = new StringContent(await read.Content.ReadAsStringAsync(Ct), null, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await host.Http.SendAsync(put, Ct)).StatusCode);
        var held = host.Chat.Hold(DateTimeOffset.UtcNow.AddMinutes(10));
        await host.PublishAsync(new HeldRepliesChanged(filled, "request-1", [held]));
        await host.Verdicts.WaitAsync<ReviewOpened>(held.ReviewId);
    }

    private Task<List<string>> TenantTablesAsync() => Database.ListAsync(
        new Sql(Database.Dialect.IsPostgres
            ? "select table_name from information_schema.columns where column_name = 'tenant_id' and table_schema = current_schema() order by table_name"
            : "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'tenant_id' where m.type = 'table' order by m.name"),
        reader => reader.GetString(0), Ct);

    private async Task<Dictionary<string, long>> RowsAsync(string of, IEnumerable<string> tables)
    {
        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
            rows[table] = await Database.FirstAsync(new Sql($"select count(*) from {table} where tenant_id = @tenant").With("tenant", of), r => r.GetInt64(0), Ct);
        return rows;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(50, limit.Token);
    }

    private static TenantAccess Erased(string of) => new(
        of, 1_000_000, "", TenantStatus.Erased, [], true, false, [], TenantLimits.Default,
        new WidgetSettingsView("", null, "#000000", "right", "light", null, null, null, null, [], null, "en"));
}
