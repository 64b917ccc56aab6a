using LiveChat.WidgetAuth.Mail;
using LiveChat.WidgetAuth.Staff;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Tests.Stores;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Forgot_KnownAndUnknownAddress_TheSameCommandsAndTheSameWaking()
    {
        await CreateAsync("asked");
        await OwnerAsync("asked");
        var known = await _db.FirstAsync(new ServiceDefaults.Sql("select email from account"), reader => reader.GetString(0), Ct);
        var (knownWork, knownWakes) = await AskAsync(known!);
        var (unknownWork, unknownWakes) = await AskAsync("nobody@shop.example");

        Assert.NotEmpty(knownWork);
        Assert.Equal(knownWork, unknownWork);
        Assert.Equal((1, 1), (knownWakes, unknownWakes));
        Assert.Equal(1, await CountAsync("select count(*) from mail"));
        Assert.Equal(1, await CountAsync("select count(*) from password_reset"));
    }

    private async Task<(List<string> Work, int Wakes)> AskAsync(string email)
    {
        var db = new RecordingDatabase(_db);
        var mailbox = new Mailbox(db, _box, TimeProvider.System, Options.Create(new SmtpOptions { Host = "x", PublicUrl = "https://x" }));
        await new PasswordResetStore(db, Outbox(), mailbox, TimeProvider.System).AskAsync(email, Ct);
        return (db.Commands, mailbox.Posted.CurrentCount);
    }
}
