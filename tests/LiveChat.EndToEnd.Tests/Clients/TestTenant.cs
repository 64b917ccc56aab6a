using System.Text.Json.Nodes;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>A tenant of one test's own, made the way an operator and an owner make one.</summary>
internal sealed class TestTenant
{
    public const string Password = "a long enough pass phrase 7";

    private TestTenant(string id, string email, Caller operatorCaller, Caller staff, Caller widget, JsonNode login)
    {
        Id = id;
        Email = email;
        Operator = operatorCaller;
        Staff = staff;
        Widget = widget;
        Login = login;
    }

    public string Id { get; }

    public string Email { get; }

    /// <summary>With the operator's key.</summary>
    public Caller Operator { get; }

    /// <summary>With the owner's access token.</summary>
    public Caller Staff { get; }

    /// <summary>With a widget token.</summary>
    public Caller Widget { get; }

    /// <summary>The answer to the sign-in.</summary>
    public JsonNode Login { get; }

    public string Route => $"/api/tenants/{Id}";

    public string ChatRoute => $"/api/widgets/{Id}/chat";

    /// <param name="assistant">With a default assistant, and an article about shipping.</param>
    public static async Task<TestTenant> CreateAsync(Uri gateway, string operatorKey, CancellationToken ct, bool assistant = true)
    {
        var id = $"t-{Guid.NewGuid():N}"[..18];
        var email = $"owner@{id}.example";
        var operatorCaller = new Caller(gateway, operatorKey);
        var made = (await operatorCaller.PostAsync("/api/operator/tenants", new { id, name = "Test shop", ownerEmail = email }, ct)).Ok(201);
        // One address posts in the name of all visitors: the limits per address are tested by the test that sets them.
        (await operatorCaller.PatchAsync($"/api/operator/tenants/{id}", new { limits = new { messagesPerMinutePerSession = 1000 } }, ct)).Done();
        var anonymous = new Caller(gateway);
        var login = (await anonymous.PostAsync("/api/auth/accept", new { token = TokenOf(made), password = Password, client = "script" }, ct)).Ok();
        var staff = new Caller(gateway, (string)login["accessToken"]!);
        var token = (await staff.PostAsync($"/api/tenants/{id}/widget/tokens", new { label = "test" }, ct)).Ok(201);
        var tenant = new TestTenant(id, email, operatorCaller, staff, new Caller(gateway, (string)token["token"]!), login);
        if (assistant)
            await tenant.AddAssistantAsync(ct);
        return tenant;
    }

    public async Task AddAssistantAsync(CancellationToken ct)
    {
        var assistant = (await Staff.PostAsync($"{Route}/assistants", new { name = "Ada" }, ct)).Ok(201);
        (await Staff.PutAsync($"{Route}/assistants/{assistant["id"]}/default", new { }, ct)).Done();
        (await Staff.PostAsync($"{Route}/knowledge", new
        {
            title = "Shipping",
            text = "We ship to Switzerland in 3 to 5 working days for 14.90 EUR. Parcels to Germany take 2 working days and cost 4.90 EUR.",
            url = "https://shop.example/shipping",
            locale = "en",
        }, ct)).Ok(201);
        // Routing tells chat about the default assistant by an event; until then the accept says assistant_not_configured.
        await Eventually.TrueAsync(async () => (await Widget.PostAsync(ChatRoute, new { sessionId = "warm-up", message = "Hello!" }, ct)).Status == 200, ct);
    }

    public Visitor NewVisitor(string? sessionId = null) => new(this, sessionId ?? $"session-{Guid.NewGuid():N}");

    private static string TokenOf(JsonNode made)
    {
        var url = (string?)made["invitation"]?["url"];
        Assert.NotNull(url);
        return url[(url.LastIndexOf('=') + 1)..];
    }
}
