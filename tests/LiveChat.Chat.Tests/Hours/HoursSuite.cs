using System.Text.Json;
using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Hours;

/// <summary>Opening hours at the public border, in both topologies.</summary>
public abstract class HoursSuite(ChatHostFixture fixture)
{
    private ChatHost Host => fixture.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_Hours_AreReadBack_AndTellTheVisitorWhenPeopleCome()
    {
        var tenant = Host.Admit(assistant: false, peopleOnly: true);
        var admin = Host.Staff(tenant, "admin");
        var before = await admin.GetAsync("hours", Ct);
        Assert.Equal(("UTC", JsonValueKind.Null), (before.Text("timeZone"), before["open"].ValueKind));
        Assert.Equal(JsonValueKind.Null, (await ConfigAsync(tenant)).GetProperty("opensAt").ValueKind);

        // Open in the hour that ended an hour ago, every day.
        var now = DateTimeOffset.UtcNow;
        var hour = now.AddHours(-2).Hour;
        var span = new { from = $"{hour:00}:00", to = $"{hour:00}:30" };
        var days = OpeningHoursRules.DayNames.ToDictionary(day => day, _ => new[] { span });
        var put = await admin.SendAsync(HttpMethod.Put, "hours", new { timeZone = "UTC", days, holidays = new[] { new { date = "2031-12-25", name = "Christmas" } } }, Ct);
        Assert.Equal(200, put.Status);
        Assert.False(put["open"].GetBoolean());
        var opens = put["opensAt"].GetDateTimeOffset();
        Assert.Equal((hour, 0), (opens.Hour, opens.Minute));
        Assert.InRange(opens, now, now.AddDays(1));
        Assert.Equal("2031-12-25", (await Host.Staff(tenant, "viewer").GetAsync("hours", Ct))["holidays"][0].GetProperty("date").GetString());

        Assert.Equal(opens, (await ConfigAsync(tenant)).GetProperty("opensAt").GetDateTimeOffset());
        var answer = await Host.Visitor(tenant).SayAsync("Hello", Ct);
        Assert.Equal("handed_off", answer.Text("status"));
        Assert.Equal(opens, answer["handover"].GetProperty("opensAt").GetDateTimeOffset());
        var online = Host.Admit(assistant: false, peopleOnly: true);
        Host.Online[online] = ["Ann"];
        await Host.Staff(online, "admin").SendAsync(HttpMethod.Put, "hours", new { timeZone = "UTC", days }, Ct);
        Assert.Equal(JsonValueKind.Null, (await Host.Visitor(online).SayAsync("Hello", Ct))["handover"].GetProperty("opensAt").ValueKind);
    }

    [Fact]
    public async Task Put_StaleVersion_Is412_AndAgentsMayNot()
    {
        var tenant = Host.Admit();
        var body = new { timeZone = "Europe/Berlin", days = new { monday = new[] { new { from = "09:00", to = "24:00" } } } };
        var first = await Host.Staff(tenant, "admin").SendAsync(HttpMethod.Put, "hours", body, Ct);
        Assert.Equal(200, first.Status);
        using var request = Request(tenant, first.Headers.ETag!.Tag, body);
        using var http = new HttpClient();
        Assert.Equal(200, (int)(await http.SendAsync(request, Ct)).StatusCode);
        using var again = Request(tenant, first.Headers.ETag.Tag, body);
        var stale = await Answer.ReadAsync(await http.SendAsync(again, Ct), Ct);
        Assert.Equal((412, "stale_version"), (stale.Status, stale.Text("code")));
        Assert.Equal(403, (await Host.Staff(tenant, "agent").SendAsync(HttpMethod.Put, "hours", body, Ct)).Status);
        Assert.Equal("tenant_mismatch", (await Host.Staff(tenant, "admin").SendAsync(HttpMethod.Put, "hours", body, Ct, Host.Admit())).Text("code"));
    }

    [Theory]
    [InlineData("""{"timeZone":"Berlin","days":{}}""", "timeZone")]
    [InlineData("""{"days":{}}""", "timeZone")]
    [InlineData("""{"timeZone":"UTC"}""", "days")]
    [InlineData("""{"timeZone":"UTC","days":{"someday":[]}}""", "days")]
    [InlineData("""{"timeZone":"UTC","days":{"monday":[{"from":"9","to":"17:00"}]}}""", "days.monday")]
    [InlineData("""{"timeZone":"UTC","days":{"monday":[{"from":"17:00","to":"09:00"}]}}""", "days.monday")]
    [InlineData("""{"timeZone":"UTC","days":{"monday":[null]}}""", "days.monday")]
    [InlineData("""{"timeZone":"UTC","days":{"monday":[{"from":"09:00","to":"12:00"},{"from":"11:00","to":"13:00"}]}}""", "days.monday")]
    [InlineData("""{"timeZone":"UTC","days":{},"holidays":[{"date":"2026-02-30"}]}""", "holidays")]
    [InlineData("""{"timeZone":"UTC","days":{},"holidays":[{"date":"2026-02-03"},{"date":"2026-02-03"}]}""", "holidays")]
    public async Task Put_BadInput_IsNamed(string json, string field)
    {
        var answer = await Host.Staff(Host.Admit(), "admin").SendAsync(HttpMethod.Put, "hours", JsonDocument.Parse(json).RootElement, Ct);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Text("code")));
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Body.ToString());
    }

    private HttpRequestMessage Request(string tenant, string tag, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Host.Address, $"/api/tenants/{tenant}/hours"))
        {
            Content = System.Net.Http.Json.JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", Tokens.Staff(tenant, Guid.CreateVersion7(), "admin", "Ann"));
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return request;
    }

    private async Task<JsonElement> ConfigAsync(string tenant) =>
        (await Host.Visitor(tenant).GetAsync("config", Ct))["config"].GetProperty("widget").GetProperty("availability");
}

public sealed class StandaloneHoursTests(StandaloneChat fixture) : HoursSuite(fixture), IClassFixture<StandaloneChat>;

public sealed class DistributedHoursTests(DistributedChat fixture) : HoursSuite(fixture), IClassFixture<DistributedChat>;
