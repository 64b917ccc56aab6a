using System.Net;
using System.Text.Json.Nodes;

namespace LiveChat.AppHost.Seeding;

/// <summary>
/// Makes the demo tenant 'Loom &amp; Larch' through the platform's public routes, as an operator and an owner would. Every
/// step looks first, so a start that was killed in the middle is completed by the next one and nothing is there twice.
/// Once it was complete it is left alone: what its owner changes or deletes stays so.
/// </summary>
internal sealed class DemoSeed(DemoApi api, DemoFile file)
{
    public const string FirstTenantId = "demo-shop";
    private const string Name = "Loom & Larch";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    private string Tenant => $"/api/tenants/{file.Values.TenantId}";

    public async Task CompleteAsync(Uri gatewayUrl, CancellationToken ct)
    {
        file.Save(file.Values with { GatewayUrl = gatewayUrl.GetLeftPart(UriPartial.Authority) });
        if (file.Values.Seeded && !NeedsToken(file.Values.WidgetToken, DateTimeOffset.UtcNow) && await IsServedAsync(ct))
            return;

        var staff = await SignInAsync(ct) ?? await CreateTenantAsync(ct);
        if (!file.Values.Seeded)
        {
            await SetWidgetAsync(staff, ct);
            await AddAssistantAsync(staff, ct);
            await AddArticlesAsync(staff, ct);
            await AddSamplesAsync(ct);
            file.Save(file.Values with { Seeded = true });
        }
        if (NeedsToken(file.Values.WidgetToken, DateTimeOffset.UtcNow))
            await MintTokenAsync(staff, ct);
    }

    /// <summary>A token that ends within two days would fail in the middle of somebody's trial.</summary>
    internal static bool NeedsToken(string? token, DateTimeOffset now) =>
        token is null || WidgetTokens.ExpiresAt(token) is not { } end || end < now.AddDays(2);

    // A token of another database or signing key is refused: then the demo is made anew.
    private async Task<bool> IsServedAsync(CancellationToken ct) => await api.SendAsync(
        HttpMethod.Get, $"/api/widgets/{file.Values.TenantId}/config", file.Values.WidgetToken!, null, ct,
        HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound) is not null;

    private async Task<string?> SignInAsync(CancellationToken ct)
    {
        var answer = await api.PostAnonymousAsync("/api/auth/login", new JsonObject
        {
            ["email"] = file.Values.Staff.Email,
            ["password"] = file.Values.Staff.Password,
            ["tenantId"] = file.Values.TenantId,
            ["client"] = "script",
        }, ct, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        return answer?["accessToken"]?.GetValue<string>();
    }

    private async Task<string> CreateTenantAsync(CancellationToken ct)
    {
        // A new database under an old folder: the demo starts over.
        file.Save(file.Values with { WidgetToken = null, Seeded = false, Broken = null });
        if (file.Values.Invitation is not { } kept || !await AcceptAsync(kept, ct))
        {
            var invitation = await InviteAsync(ct);
            file.Save(file.Values with { Invitation = invitation });
            await AcceptAsync(invitation, ct);
        }
        var staff = await SignInAsync(ct) ?? throw new AppHostException($"The demo's owner can't sign in: delete '{file.Path}' to start over.");
        file.Save(file.Values with { Invitation = null });
        return staff;
    }

    private async Task<bool> AcceptAsync(string invitation, CancellationToken ct) =>
        await api.PostAnonymousAsync("/api/auth/accept", new JsonObject
        {
            ["token"] = invitation,
            ["password"] = file.Values.Staff.Password,
            ["client"] = "script",
        }, ct, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.Conflict) is not null;

    private async Task<string> InviteAsync(CancellationToken ct)
    {
        for (var number = 1; number < 10; number++)
        {
            var body = new JsonObject { ["id"] = file.Values.TenantId, ["name"] = Name, ["ownerEmail"] = file.Values.Staff.Email };
            var made = await api.SendAsync(
                HttpMethod.Post, "/api/operator/tenants", file.Values.OperatorKey, body, ct, HttpStatusCode.Conflict);
            if (made?["invitation"]?["url"]?.GetValue<string>() is { } url)
                return url[(url.LastIndexOf('=') + 1)..];
            // A tenant of that id is there and nobody can sign in to it: its invitation or demo.json was lost. Ids are
            // never given twice, so the demo takes the next one.
            file.Save(file.Values with
            {
                TenantId = $"{FirstTenantId}-{number + 1}",
                Staff = file.Values.Staff with { Email = $"owner{number + 1}@loomandlarch.example" },
            });
        }
        throw new AppHostException("There are nine demo tenants already that nobody can sign in to: start with an empty --data folder or empty databases.");
    }

    private async Task SetWidgetAsync(string staff, CancellationToken ct)
    {
        var assistant = Assistant();
        var widget = await api.SendAsync(HttpMethod.Get, $"{Tenant}/widget", staff, null, ct) ?? [];
        widget["name"] = assistant["name"]!.DeepClone();
        widget["companyName"] = Name;
        widget["primaryColor"] = "#2f5d50";
        widget["greeting"] = assistant["greeting"]!.DeepClone();
        widget["suggestions"] = assistant["suggestions"]!.DeepClone();
        widget["contactEmail"] = "hello@loomandlarch.example";
        await api.SendAsync(HttpMethod.Put, $"{Tenant}/widget", staff, widget, ct);
    }

    private async Task AddAssistantAsync(string staff, CancellationToken ct)
    {
        var body = Assistant();
        var there = await ItemsAsync(staff, "assistants", ct);
        var id = there.FirstOrDefault(a => (string?)a["name"] == (string?)body["name"])?["id"]
            ?? (await api.SendAsync(HttpMethod.Post, $"{Tenant}/assistants", staff, body, ct))!["id"];
        await api.SendAsync(HttpMethod.Put, $"{Tenant}/assistants/{id}/default", staff, new JsonObject(), ct);
    }

    private async Task AddArticlesAsync(string staff, CancellationToken ct)
    {
        var there = (await ItemsAsync(staff, "knowledge", ct)).Select(a => (string?)a["title"]).ToHashSet();
        foreach (var article in DemoArticles.Read(Path.Combine(Folder, "knowledge")).Where(a => !there.Contains((string?)a["title"])))
            await api.SendAsync(HttpMethod.Post, $"{Tenant}/knowledge", staff, article, ct);
    }

    private async Task AddSamplesAsync(CancellationToken ct)
    {
        var samples = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "samples.json"), ct))!.AsObject();
        await api.AddSamplesAsync(DemoSamples.Body(samples, file.Values.TenantId, DateTimeOffset.UtcNow), ct);
    }

    private async Task MintTokenAsync(string staff, CancellationToken ct)
    {
        var token = await api.SendAsync(HttpMethod.Post, $"{Tenant}/widget/tokens", staff, new JsonObject { ["label"] = "Demo shop" }, ct);
        file.Save(file.Values with { WidgetToken = token!["token"]!.GetValue<string>() });
    }

    private async Task<IEnumerable<JsonNode>> ItemsAsync(string staff, string list, CancellationToken ct)
    {
        var answer = await api.SendAsync(HttpMethod.Get, $"{Tenant}/{list}?limit=100", staff, null, ct);
        return answer?["items"]?.AsArray().OfType<JsonNode>() ?? [];
    }

    private static JsonObject Assistant() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "assistant.json")))!.AsObject();
}
