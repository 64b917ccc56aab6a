using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Mail;
using LiveChat.WidgetAuth.SiteTokens;
using LiveChat.WidgetAuth.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Tests.Stores;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Warnings_SevenDaysAndOneBefore_OnceEachAcrossReplicasAndRestarts()
    {
        await CreateAsync("ending");
        await TokenAsync("ending", lifeDays: 30);
        Assert.Equal(0, await RoundAsync(22.9));
        Assert.Equal(1, await RoundAsync(23.1));
        Assert.Equal(0, await RoundAsync(25)); // also what a process that starts anew does
        Assert.Equal(1, await RoundAsync(29.5));
        Assert.Equal(0, await RoundAsync(29.9));
        Assert.Equal(0, await RoundAsync(31));
        Assert.Equal(2, await CountAsync("select count(*) from outbox where type like '%SiteTokenExpiring%'"));
    }

    [Fact]
    public async Task Warnings_OnlyForTheLastLiveToken()
    {
        await CreateAsync("two");
        await TokenAsync("two", lifeDays: 10);
        var longer = await TokenAsync("two", lifeDays: 60);
        Assert.Equal(0, await RoundAsync(9.5));
        await _db.WriteAsync(new Sql("update token_family set revoked_at = 1 where id = @id;").With("id", longer), Ct);
        Assert.Equal(1, await RoundAsync(9.6));
    }

    [Fact]
    public async Task Warnings_NotForShortTokensNorSleepingTenants()
    {
        await CreateAsync("short");
        await TokenAsync("short", lifeDays: 0.5);
        await CreateAsync("asleep");
        await TokenAsync("asleep", lifeDays: 30);
        Assert.True(await _tenants.PatchAsync("asleep", "suspended", "Name", Audit("x"), "r", Ct));
        Assert.Equal(0, await RoundAsync(0.1));
        Assert.Equal(0, await RoundAsync(29.5));
    }

    [Fact]
    public async Task Warnings_RenewedToken_WarnsOfTheNewDateOnly()
    {
        await CreateAsync("renewed");
        var id = await TokenAsync("renewed", lifeDays: 30);
        var tokens = new SiteTokenStore(_db);
        Assert.Equal(1, await RoundAsync(24));
        Assert.True(await tokens.RenewAsync(id, DateTimeOffset.UtcNow.AddDays(55), DateTimeOffset.UtcNow.AddDays(25), Ct));
        Assert.Equal(0, await RoundAsync(29.5));
        Assert.Equal(1, await RoundAsync(49));
    }

    [Fact]
    public async Task Sites_OfAToken_AreTheLatestFew()
    {
        await CreateAsync("sites");
        var id = await TokenAsync("sites", lifeDays: 30);
        var tokens = new SiteTokenStore(_db);
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 25; i++)
            await tokens.UsedAsync(new("sites", "widget", id, $"https://site{i}.example", now.AddMinutes(i)), Ct);
        // Again, older, and for a tenant that the family is not of: nothing changes.
        await tokens.UsedAsync(new("sites", "widget", id, "https://site24.example", now), Ct);
        await tokens.UsedAsync(new("another", "widget", id, "https://evil.example", now.AddDays(1)), Ct);
        var sites = (await tokens.SitesAsync("sites", Ct))[id].ToList();
        Assert.Equal(20, sites.Count);
        Assert.Equal("https://site24.example", sites[0].Origin);
        Assert.DoesNotContain(sites, site => site.Origin == "https://evil.example");
        Assert.Equal(now.AddMinutes(24).ToUnixTimeMilliseconds(), (await tokens.FindAsync("sites", id, Ct))!.LastUsedAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Mail_TakenByOneSenderAndTriedAgainUntilItIsTooLate()
    {
        var mailbox = new Mailbox(_db, _box, _clock, Options.Create(new SmtpOptions { Host = "x" }));
        var sql = new Sql("");
        mailbox.Add(sql, new Letter("ada@shop.example", "Subject", "https://x#reset=secret", TimeSpan.FromHours(1)));
        await _db.WriteAsync(sql, Ct);
        Assert.Equal(0, await CountAsync("select count(*) from mail where body like '%secret%'"));
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => mailbox.TakeAsync(10, TimeSpan.FromMinutes(2), Ct)));
        var mail = Assert.Single(taken.SelectMany(mails => mails));
        Assert.Equal("https://x#reset=secret", mailbox.Open(mail));
        // The sender died: the mail comes back when its lease is over.
        _clock.Shift = TimeSpan.FromMinutes(3);
        Assert.Equal(2, Assert.Single(await mailbox.TakeAsync(10, TimeSpan.FromMinutes(2), Ct)).Attempts);
        _clock.Shift = TimeSpan.FromMinutes(70);
        Assert.Empty(await mailbox.TakeAsync(10, TimeSpan.FromMinutes(2), Ct));
        Assert.Equal(0, await CountAsync("select count(*) from mail"));
    }

    [Fact]
    public async Task Mail_OfAWithdrawnInvitation_IsTakenBack_OthersAreNot()
    {
        await CreateAsync("withdrawn");
        var mailbox = new Mailbox(_db, _box, _clock, Options.Create(new SmtpOptions { Host = "x" }));
        var invitations = new InvitationStore(_db, mailbox, _clock, Settings);
        foreach (var email in (string[])["first@shop.example", "second@shop.example"])
        {
            var (add, _) = invitations.Prepare("withdrawn", "Shop", "en", email, StaffRoles.Agent, null, "http://localhost");
            await _tenants.TouchAsync("withdrawn", add, Audit("user.invited"), "r", Ct);
        }
        var first = (await invitations.OpenAsync("withdrawn", Ct)).Single(i => i.Email == "first@shop.example");
        Assert.False(await invitations.WithdrawAsync("another", first.Id, Audit("user.invitation_withdrawn"), Ct));
        Assert.Equal(2, await CountAsync("select count(*) from mail"));
        Assert.True(await invitations.WithdrawAsync("withdrawn", first.Id, Audit("user.invitation_withdrawn"), Ct));
        Assert.Equal("second@shop.example", Assert.Single(await mailbox.TakeAsync(10, TimeSpan.FromMinutes(2), Ct)).To);
    }

    /// <summary>Two replicas at once, so many days from now; how many tenants they warned.</summary>
    private async Task<int> RoundAsync(double days)
    {
        _clock.Shift = TimeSpan.FromDays(days);
        var replicas = Enumerable.Range(0, 2).Select(_ => new ExpiryWarnings(
            new ExpiryWarningStore(_db, Outbox(), Letterbox()), _clock, NullLogger<ExpiryWarnings>.Instance));
        return (await Task.WhenAll(replicas.Select(replica => replica.RunAsync(Ct)))).Sum();
    }

    private async Task<Guid> TokenAsync(string tenantId, double lifeDays)
    {
        var now = DateTimeOffset.UtcNow;
        var life = TimeSpan.FromDays(lifeDays);
        var family = new TokenFamily(Guid.CreateVersion7(), tenantId, "shop", life, now, null, now + life, now, null);
        await new SiteTokenStore(_db).AddAsync(family, Audit("widget_token.minted"), Ct);
        return family.Id;
    }
}
