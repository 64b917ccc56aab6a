using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Staff;
using LiveChat.WidgetAuth.Tenants;
using LiveChat.WidgetAuth.Widget;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Tests.Stores;

/// <summary>What the stores promise under races, on the engine that the subclass opens.</summary>
public abstract partial class StoreSuite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-widgetauth-").FullName;
    private readonly SecretBox _box = new([new byte[32]]);
    private ServiceDatabase _db = null!;
    private TenantDirectory _directory = null!;
    private TenantStore _tenants = null!;
    private SessionStore _sessions = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IOptions<WidgetAuthOptions> Settings => Options.Create(new WidgetAuthOptions());

    public async ValueTask InitializeAsync()
    {
        _db = await OpenAsync(_folder);
        Migrations.Apply(_db, typeof(WidgetAuthModule).Assembly);
        var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        _directory = new TenantDirectory(new InternalClients(clients), TimeProvider.System, NullLogger<TenantDirectory>.Instance);
        _tenants = new TenantStore(_db, new Outbox("widgetauth", TimeProvider.System), _directory, TimeProvider.System);
        _sessions = new SessionStore(_db, _box, TimeProvider.System, Settings);
    }

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _db.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal abstract Task<ServiceDatabase> OpenAsync(string folder);

    [Fact]
    public async Task Versions_ChangesAtOnce_AscendWithoutTwins()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => CreateAsync($"race-{i}")));
        var seen = new List<string>();
        var since = 0L;
        SnapshotPage<Contracts.TenantAccess> page;
        do
        {
            page = await _tenants.ChangedSinceAsync(since, 3, Ct);
            Assert.Equal(page.Items.Select(item => item.Version).Order(), page.Items.Select(item => item.Version));
            seen.AddRange(page.Items.Select(item => item.TenantId));
            since = page.Version;
        }
        while (page.More);
        Assert.Equal(10, seen.Distinct().Count());
        Assert.Equal(10, seen.Count);
    }

    [Fact]
    public async Task Create_SameIdAtOnce_HappensOnce()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("one-only")));
        Assert.Single(made, true);
        Assert.Equal(1, await CountAsync("select count(*) from audit_entry where action = 'tenant.created'"));
        Assert.Equal(1, await CountAsync("select count(*) from outbox"));
    }

    [Fact]
    public async Task Settings_StaleVersion_ChangesNothing()
    {
        await CreateAsync("stale");
        var tenant = await _tenants.GetAsync("stale", Ct);
        Assert.True(await _tenants.ReplaceSettingsAsync("stale", tenant.Settings with { Name = "A" }, tenant.SettingsVersion, Audit("a"), "r", Ct));
        Assert.False(await _tenants.ReplaceSettingsAsync("stale", tenant.Settings with { Name = "B" }, tenant.SettingsVersion, Audit("b"), "r", Ct));
        Assert.Equal("A", (await _tenants.GetAsync("stale", Ct)).Settings.Name);
        Assert.Equal(0, await CountAsync("select count(*) from audit_entry where action = 'b'"));
    }

    [Fact]
    public async Task Rotate_ManyAtOnce_OneRotatesAllGetTheSame()
    {
        var (_, token) = await _sessions.StartAsync(Guid.NewGuid(), "t", Ct);
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _sessions.RotateAsync(token, Ct)));
        Assert.Single(results, result => result.Outcome == RefreshOutcome.Rotated);
        Assert.All(results, result => Assert.Contains(result.Outcome, (RefreshOutcome[])[RefreshOutcome.Rotated, RefreshOutcome.Repeated]));
        Assert.Single(results.Select(result => result.RefreshToken).Distinct());
        var (outcome, _, _) = await _sessions.RotateAsync(results[0].RefreshToken!, Ct);
        Assert.Equal(RefreshOutcome.Rotated, outcome);
    }

    [Fact]
    public async Task Rotate_EndedSession_GivesNothing()
    {
        var (session, token) = await _sessions.StartAsync(Guid.NewGuid(), "t", Ct);
        await _sessions.EndAsync(session, Ct);
        Assert.Equal((RefreshOutcome.Ended, null), await OutcomeAsync(token));
        Assert.Equal((RefreshOutcome.Unknown, null), await OutcomeAsync("made-up"));
    }

    [Fact]
    public async Task Code_UsedAtOnce_OpensOnce()
    {
        var codes = new SignInCodeStore(_db, TimeProvider.System);
        var (code, _) = await codes.MakeAsync("t", Guid.NewGuid(), Ct);
        var used = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => codes.UseAsync(code, Ct)));
        Assert.Single(used, result => result is not null);
    }

    [Fact]
    public async Task LastOwners_RemovedAtOnce_OneStays()
    {
        await CreateAsync("owners");
        var members = new MemberStore(_db, new Outbox("widgetauth", TimeProvider.System));
        Guid[] owners = [await OwnerAsync("owners"), await OwnerAsync("owners"), await OwnerAsync("owners")];
        var removed = await Task.WhenAll(owners.Select(owner => members.RemoveAsync("owners", owner, Audit("user.removed"), "r", Ct)));
        Assert.Equal(2, removed.Count(done => done));
        Assert.Equal(1, await CountAsync("select count(*) from membership where tenant_id = 'owners'"));
        Assert.Equal(2, await CountAsync("select count(*) from audit_entry where action = 'user.removed'"));
    }

    [Fact]
    public async Task RefusedOrigins_CountedTogetherAndCapped()
    {
        await CreateAsync("refused");
        var store = new RefusedOriginStore(_db, TimeProvider.System);
        var batch = Enumerable.Range(0, 250).Select(i => Refused($"https://site{i}.example", 1)).Append(Refused("https://site0.example", 4)).ToList();
        await store.RecordAsync(batch, Ct);
        var listed = await store.ListAsync("refused", 1000, Ct);
        Assert.Equal(200, listed.Count);
        Assert.Equal(5, listed.Single(origin => origin.Origin == "https://site0.example").Requests);
        await store.RecordAsync([Refused("https://x.example", 1) with { TenantId = "nobody" }], Ct);
        Assert.Equal(0, await CountAsync("select count(*) from refused_request where tenant_id = 'nobody'"));
    }

    [Fact]
    public async Task Erase_LeavesOnlyTheId()
    {
        await CreateAsync("gone");
        await OwnerAsync("gone");
        Assert.True(await _tenants.EraseAsync("gone", "r", Ct));
        Assert.Null(await _tenants.FindAsync("gone", Ct));
        foreach (var table in (string[])["membership", "account", "audit_entry", "invitation", "token_family"])
            Assert.Equal(0, await CountAsync($"select count(*) from {table}"));
        Assert.Equal("erased", Assert.Single((await _tenants.ChangedSinceAsync(0, 10, Ct)).Items).Status);
        Assert.False(await CreateAsync("gone"));
    }

    [Fact]
    public async Task Erase_EveryTableWithATenant_HasNothingOfItAndKeepsTheOthers()
    {
        foreach (var tenant in (string[])["goes", "stays"])
            await FillAsync(tenant);
        var tables = await TenantTablesAsync();
        var before = await RowsAsync("stays", tables);
        // Otherwise a table that nobody thought of here would look erased.
        Assert.Empty(before.Where(table => table.Value == 0).Select(table => table.Key));

        Assert.True(await _tenants.EraseAsync("goes", "r", Ct));

        Assert.Empty((await RowsAsync("goes", tables)).Where(table => table.Value > 0).Select(table => table.Key));
        Assert.Equal(before, await RowsAsync("stays", tables));
        foreach (var (table, column) in ((string, string)[])[("account", "email"), ("mail", "recipient")])
        {
            Assert.Equal(0, await CountAsync($"select count(*) from {table} where {column} like '%@goes.example'"));
            Assert.NotEqual(0, await CountAsync($"select count(*) from {table} where {column} like '%@stays.example'"));
        }
        Assert.Equal(0, await CountAsync("select count(*) from password_reset where hash like 'goes%'"));
        Assert.Equal(1, await CountAsync("select count(*) from password_reset where hash like 'stays%'"));
    }

    /// <summary>One row of each kind.</summary>
    private async Task FillAsync(string id)
    {
        await CreateAsync(id);
        var (user, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _db.WriteAsync(new Sql($"""
            insert into account (id, email, email_key, name, password_hash, created_at) values (@user, 'a@{id}.example', 'a@{id}.example', 'A', 'h', 0);
            insert into membership (tenant_id, user_id, role, created_at) values ('{id}', @user, 'owner', 0);
            insert into invitation (id, tenant_id, email, email_key, role, token_hash, created_at, expires_at)
              values (@other, '{id}', 'new@{id}.example', 'new@{id}.example', 'agent', 'inv-{id}', 0, 0);
            insert into mail (id, recipient, subject, body, created_at, expires_at, next_at, attempts) values (@user, 'a@{id}.example', 's', 'b', 0, 0, 0, 0);
            insert into mail (id, recipient, subject, body, created_at, expires_at, next_at, attempts, tenant_id)
              values (@other, 'new@{id}.example', 's', 'b', 0, 0, 0, 0, '{id}');
            insert into visitor_mail (id, tenant_id, mark, created_at) values (@user, '{id}', @user, 0);
            insert into password_reset (hash, user_id, created_at, expires_at) values ('{id}-hash', @user, 0, 0);
            insert into sign_in_session (id, user_id, tenant_id, created_at, expires_at) values (@user, @user, '{id}', 0, 0);
            insert into refresh_token (hash, session_id, created_at, expires_at) values ('{id}', @user, 0, 0);
            insert into sign_in_code (hash, tenant_id, user_id, expires_at) values ('{id}', '{id}', @user, 0);
            insert into token_family (id, tenant_id, lifetime_seconds, created_at, last_expires_at, last_used_at) values (@user, '{id}', 1, 0, 0, 0);
            insert into token_family_site (family_id, tenant_id, origin, first_at, last_at) values (@user, '{id}', 'https://x', 0, 0);
            insert into token_expiry_warning (tenant_id, expires_at, days, warned_at, warning_id) values ('{id}', 0, 7, 0, @user);
            insert into api_key (id, tenant_id, name, shown, hash, role, scopes, created_at) values (@user, '{id}', 'n', 's', '{id}', 'agent', '[]', 0);
            insert into identity_secret (id, tenant_id, secret, last4, created_at) values (@user, '{id}', 's', '1234', 0);
            insert into webhook (id, tenant_id, url, events, secret, created_at, failures, paused_until) values (@user, '{id}', 'https://x', '[]', 's', 0, 0, 0);
            insert into webhook_delivery (id, tenant_id, webhook_id, event_id, event, body, status, attempts, due_at, gives_up_at, created_at)
              values (@user, '{id}', @user, @user, 'e', 'b', 'pending', 0, 0, 0, 0);
            insert into refused_origin (tenant_id, origin, requests, first_at, last_at) values ('{id}', 'https://x', 1, 0, 0);
            insert into refused_request (tenant_id, request_id, code, status, route, requests, at) values ('{id}', 'r', 'c', 403, 'GET x', 1, 0);
            insert into doctor_entry (id, tenant_id, kind, at, request_id, verdict, checks) values (@user, '{id}', 'run', 0, 'r', 'v', '[]');
            insert into doctor_key (key_hash, tenant_id, site_url, expires_at) values ('{id}', '{id}', 'https://x', 0);
            """).With("user", user).With("other", other), Ct);
    }

    /// <summary>Every table with a column of that name, so that one which is added later is looked at too.</summary>
    private async Task<List<string>> TenantTablesAsync() => await _db.ListAsync(
        new Sql(_db.Dialect.IsPostgres
            ? "select table_name from information_schema.columns where column_name = 'tenant_id' and table_schema = current_schema() order by table_name"
            : "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'tenant_id' where m.type = 'table' order by m.name"),
        reader => reader.GetString(0), Ct);

    private async Task<Dictionary<string, long>> RowsAsync(string tenantId, IEnumerable<string> tables)
    {
        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
            rows[table] = await CountAsync($"select count(*) from {table} where tenant_id = '{tenantId}'");
        return rows;
    }

    private async Task<(RefreshOutcome, string?)> OutcomeAsync(string token)
    {
        var (outcome, _, next) = await _sessions.RotateAsync(token, Ct);
        return (outcome, next);
    }

    private Task<bool> CreateAsync(string id) => _tenants.CreateAsync(id, "Name", _ => { }, Audit("tenant.created"), "r", Ct);

    private async Task<Guid> OwnerAsync(string tenantId)
    {
        var invitations = new InvitationStore(_db, Letterbox(), TimeProvider.System, Settings);
        var (add, link) = invitations.Prepare(tenantId, "Shop", "en", $"{Guid.NewGuid():N}@shop.example", StaffRoles.Owner, null, "http://localhost");
        await _tenants.TouchAsync(tenantId, add, Audit("user.invited"), "r", Ct);
        var invitation = await invitations.FindAsync(link.Url.Split('=')[1], Ct);
        return (await invitations.AcceptAsync(invitation!, "Ada", "hash", Audit("user.joined"), Ct))!.Id;
    }

    private Task<long> CountAsync(string text) => _db.FirstAsync(new Sql(text), reader => reader.GetInt64(0), Ct);

    private static AuditEntry Audit(string action) =>
        new(Guid.CreateVersion7(), DateTimeOffset.UtcNow, null, "test", action, null, null, null, null, null);

    private static Contracts.RefusedRequest Refused(string origin, int count) =>
        new("refused", Guid.NewGuid().ToString("N"), "domain_not_authorized", 403, origin, "GET config", count, DateTimeOffset.UtcNow);
}

public sealed class SqliteStoreTests : StoreSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "widgetauth.db")));
}

public sealed class PostgresStoreTests(ServersFixture fixture) : StoreSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("widgetauth"));
}
