using System.Globalization;

namespace LiveChat.WidgetAuth.Tests;

/// <summary>An answer, read whole.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Message)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>Value of the cookie that was set, or null.</summary>
    public string? Cookie => Message.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.FirstOrDefault(cookie => cookie.StartsWith("lc_refresh=", StringComparison.Ordinal))
        : null;

    public string? CookieValue => Cookie?["lc_refresh=".Length..].Split(';')[0];

    public Answer Must(HttpStatusCode status)
    {
        Assert.True(status == Status, $"expected {status}, got {Status}: {Body}");
        return this;
    }

    public string Text(string member) => Body![member]!.GetValue<string>();
}

/// <summary>Requests as tests write them.</summary>
public static class Api
{
    private static int s_number;

    public static async Task<Answer> SendAsync(
        this WidgetAuthHost host, HttpMethod method, string path, string? bearer = null, object? body = null, double shift = 0,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        if (shift != 0)
            request.Headers.TryAddWithoutValidation(WidgetAuthHost.ShiftHeader, shift.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null;
        return new(response.StatusCode, json, response);
    }

    public static Task<Answer> GetAsync(this WidgetAuthHost host, string path, string? bearer = null, double shift = 0) =>
        host.SendAsync(HttpMethod.Get, path, bearer, shift: shift);

    public static Task<Answer> PostAsync(this WidgetAuthHost host, string path, object body, string? bearer = null, double shift = 0) =>
        host.SendAsync(HttpMethod.Post, path, bearer, body, shift);

    /// <summary>A tenant of its own with its owner signed in.</summary>
    public static async Task<TestTenant> TenantAsync(this WidgetAuthHost host)
    {
        var number = Interlocked.Increment(ref s_number);
        var id = $"t{number}-{Guid.NewGuid():N}"[..24];
        var email = $"owner{number}.{Guid.NewGuid():N}@shop.example";
        var made = (await host.PostAsync("/api/operator/tenants", new { id, name = $"Shop {number}", ownerEmail = email }, WidgetAuthHost.OperatorKey))
            .Must(HttpStatusCode.Created);
        var signedIn = await host.AcceptAsync(made.Body!["invitation"]!["url"]!.GetValue<string>());
        return new(id, email, signedIn.Text("accessToken"), signedIn.CookieValue!);
    }

    public static async Task<Answer> AcceptAsync(this WidgetAuthHost host, string url) =>
        (await host.PostAsync("/api/auth/accept", new { token = url.Split("#invitation=")[1], password = TestTenant.Password }))
        .Must(HttpStatusCode.OK);

    /// <summary>A colleague of that role, signed in.</summary>
    public static async Task<(Guid Id, string Token, string Email)> ColleagueAsync(this WidgetAuthHost host, TestTenant tenant, string role)
    {
        var email = $"{role}.{Guid.NewGuid():N}@shop.example";
        var invited = (await host.PostAsync($"/api/tenants/{tenant.Id}/users", new { email, role }, tenant.Token)).Must(HttpStatusCode.Created);
        var joined = await host.AcceptAsync(invited.Body!["invitation"]!["url"]!.GetValue<string>());
        return (joined.Body!["user"]!["id"]!.GetValue<Guid>(), joined.Text("accessToken"), email);
    }

    public static async Task<Answer> MintAsync(this WidgetAuthHost host, TestTenant tenant, object? body = null) =>
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/tokens", body ?? new { label = "shop" }, tenant.Token)).Must(HttpStatusCode.Created);
}

public sealed record TestTenant(string Id, string Email, string Token, string RefreshToken)
{
    public const string Password = "correct horse battery";
}
