using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task OpeningHours_SetInChat_DecideARuleOfRouting()
    {
        var tenant = await TenantAsync();
        (await tenant.Staff.PutAsync($"{tenant.Route}/routing", new { rules = new object[] { new { name = "by night", openingHours = "outside", target = "people" } } }, Ct)).Ok();
        // Never open: whatever the clock of this machine says, a visitor comes outside the hours.
        var days = new { monday = Array.Empty<object>() };
        (await tenant.Staff.PutAsync($"{tenant.Route}/hours", new { timeZone = "Europe/Berlin", days, holidays = Array.Empty<object>() }, Ct)).Ok();

        // By event, and within 3 s in the other replica: it is everywhere when no answer says otherwise any more.
        var inARow = 0;
        await Eventually.TrueAsync(async () =>
        {
            var test = (await tenant.Staff.PostAsync($"{tenant.Route}/routing/test", new { message = "Do you ship to Switzerland?" }, Ct)).Ok();
            return (inARow = (string?)test["rule"]?["name"] == "by night" && (bool?)test["open"] == false ? inARow + 1 : 0) == 8;
        }, Ct);
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct, "handed_off");

        (await tenant.Staff.PutAsync($"{tenant.Route}/hours", new { timeZone = "Europe/Berlin", days = AlwaysOpen(), holidays = Array.Empty<object>() }, Ct)).Ok();
        inARow = 0;
        await Eventually.TrueAsync(async () =>
        {
            var test = (await tenant.Staff.PostAsync($"{tenant.Route}/routing/test", new { message = "Do you ship to Switzerland?" }, Ct)).Ok();
            return (inARow = test["rule"] is null && (string?)test["rules"]![0]!["why"] == "openingHours: it is open" ? inARow + 1 : 0) == 8;
        }, Ct);
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
    }

    private static Dictionary<string, object[]> AlwaysOpen() =>
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString().ToLowerInvariant(), _ => new object[] { new { from = "00:00", to = "24:00" } });
}
