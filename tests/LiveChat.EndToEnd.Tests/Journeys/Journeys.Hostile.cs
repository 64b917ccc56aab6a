using System.Text;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BruteForce_IsThrottledAlike_WhetherTheAccountExists(bool exists)
    {
        var tenant = await NoAssistantTenantAsync();
        var email = exists ? tenant.Email : $"nobody@{tenant.Id}.example";
        // Over replicas too, one after the other or at once: the count is in the database.
        var tried = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Anonymous.PostAsync("/api/auth/login", new { email, password = $"guess {i}" }, Ct)));
        Assert.All(tried, answer => Assert.Contains(answer.Code, (string[])["credentials_invalid", "rate_limited"]));

        var right = await Anonymous.PostAsync("/api/auth/login", new { email, password = TestTenant.Password }, Ct);

        var problem = right.Refused(429, "rate_limited");
        Assert.DoesNotContain(email, problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task BodyBombs_AreRefusedAndTheNextRequestIsServed()
    {
        var tenant = await NoAssistantTenantAsync();
        // Nobody says beforehand how long it is.
        using var endless = new Unannounced($$"""{"sessionId":"s","message":"{{new string('x', 300_000)}}"}""");
        (await tenant.Widget.SendAsync(HttpMethod.Post, tenant.ChatRoute, endless, Ct)).Refused(413, "body_too_large");
        // As deep as 64 KiB go.
        var deep = string.Concat(Enumerable.Repeat("[", 30_000)) + string.Concat(Enumerable.Repeat("]", 30_000));
        (await tenant.Widget.PostAsync(tenant.ChatRoute, deep, Ct)).Refused(400, "invalid_request");
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        var many = "{" + string.Join(',', Enumerable.Range(0, 4_000).Select(i => $"\"k{i}\":\"v\"")) + "}";
        foreach (var attributes in (string[])[nested, many])
        {
            var body = """{"sessionId":"s","message":"Hello!","visitor":{"attributes":""" + attributes + "}}";
            (await tenant.Widget.PostAsync(tenant.ChatRoute, body, Ct)).Refused(400, "invalid_request");
        }

        (await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config", Ct)).Ok();
    }

    [Fact]
    public async Task RefreshToken_SentTwice_GivesOneSuccessor_AndNothingToStrangers()
    {
        var tenant = await NoAssistantTenantAsync();
        var login = (await Anonymous.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password, client = "script" }, Ct)).Ok();
        var refreshToken = (string)login["refreshToken"]!;
        var cookie = ("Cookie", $"lc_refresh={refreshToken}");

        // Two tabs, on any replicas.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Anonymous.PostAsync("/api/auth/refresh", new { }, Ct, cookie)));

        var successors = both.Select(answer => { answer.Ok(); return answer.Header("Set-Cookie")!.Split(';')[0]; }).Distinct().ToList();
        Assert.Single(successors);
        Assert.NotEqual($"lc_refresh={refreshToken}", successors[0]);
        (await Anonymous.PostAsync("/api/auth/refresh", new { }, Ct, cookie, ("Origin", "https://evil.example"))).Refused(403, "forbidden");
        Assert.Equal(401, (await Anonymous.PostAsync("/api/auth/refresh", new { }, Ct, ("Cookie", "lc_refresh=made-up"))).Status);
    }

    /// <summary>A body without its length, so that it goes in chunks.</summary>
    private sealed class Unannounced : HttpContent
    {
        private readonly byte[] _body;

        public Unannounced(string body)
        {
            _body = Encoding.UTF8.GetBytes(body);
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(_body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
