using System.Net;
using System.Text.Json.Nodes;

namespace LiveChat.AppHost.Seeding;

/// <summary>
/// The tenants of <c>/demo/break</c>, each with one broken link, made through the public routes after the demo is ready: nobody
/// waits for them. Kept in <c>demo.json</c> when all are there; a start that was killed before makes new ones.
/// </summary>
internal sealed class BrokenDemo(DemoApi api, DemoFile file)
{
    private const string Locked = "demo-locked";

    public async Task CompleteAsync(CancellationToken ct)
    {
        if (file.Values.Broken is not null && !DemoSeed.NeedsToken(file.Values.Broken.GetValueOrDefault("wrong-domain")?.Token, DateTimeOffset.UtcNow))
            return;
        var locked = await MakeAsync(Locked, ct);
        await api.SendAsync(HttpMethod.Post, $"{locked.Route}/widget/allowed-domains", locked.Staff, new JsonObject { ["domain"] = "shop.example" }, ct);
        var quiet = await MakeAsync($"{Locked}-assistant", ct);
        var spent = await MakeAsync($"{Locked}-quota", ct);
        await AddAssistantAsync(spent, ct);
        await api.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{spent.Id}", file.Values.OperatorKey,
            new JsonObject { ["limits"] = new JsonObject { ["conversationsPerMonth"] = 0 } }, ct);
        var held = await MakeAsync($"{Locked}-review", ct);
        await AddAssistantAsync(held, ct);
        var safety = await api.SendAsync(HttpMethod.Get, $"{held.Route}/safety", held.Staff, null, ct) ?? [];
        safety["reviewMode"] = "all";
        // Nobody is online here, and the page is about the waiting.
        safety["review"] = new JsonObject { ["waitWhenNobodyOnline"] = true };
        await api.SendAsync(HttpMethod.Put, $"{held.Route}/safety", held.Staff, safety, ct);
        file.Save(file.Values with
        {
            Broken = new Dictionary<string, BrokenTenant>
            {
                ["expired-token"] = new(locked.Id, await api.ExpiredTokenAsync(locked.Id, ct)),
                ["wrong-domain"] = new(locked.Id, await MintAsync(locked, ct)),
                ["no-assistant"] = new(quiet.Id, await MintAsync(quiet, ct)),
                ["quota"] = new(spent.Id, await MintAsync(spent, ct)),
                ["held"] = new(held.Id, await MintAsync(held, ct), await ReviewKeyAsync(held, ct)),
            },
        });
    }

    /// <summary>Ids are never given twice, so one that is taken gets a number.</summary>
    private async Task<BrokenShop> MakeAsync(string id, CancellationToken ct)
    {
        for (var number = 1; number < 20; number++)
        {
            var free = number == 1 ? id : $"{id}-{number}";
            var body = new JsonObject { ["id"] = free, ["name"] = "Loom & Larch (broken on purpose)", ["ownerEmail"] = $"owner@{free}.example" };
            var made = await api.SendAsync(HttpMethod.Post, "/api/operator/tenants", file.Values.OperatorKey, body, ct, HttpStatusCode.Conflict);
            if (made?["invitation"]?["url"]?.GetValue<string>() is not { } url)
                continue;
            // Nobody signs in here by hand: the password is thrown away.
            var accepted = await api.PostAnonymousAsync("/api/auth/accept", new JsonObject
            {
                ["token"] = url[(url.LastIndexOf('=') + 1)..],
                ["password"] = Servers.Secret.New(),
                ["client"] = "script",
            }, ct);
            var shop = new BrokenShop(free, accepted!["accessToken"]!.GetValue<string>());
            var widget = await api.SendAsync(HttpMethod.Get, $"{shop.Route}/widget", shop.Staff, null, ct) ?? [];
            widget["companyName"] = "Loom & Larch";
            widget["primaryColor"] = "#2f5d50";
            widget["contactEmail"] = "hello@loomandlarch.example";
            await api.SendAsync(HttpMethod.Put, $"{shop.Route}/widget", shop.Staff, widget, ct);
            return shop;
        }
        throw new AppHostException($"No id of the form '{id}-n' is free for the pages under /demo/break.");
    }

    private async Task AddAssistantAsync(BrokenShop shop, CancellationToken ct)
    {
        var assistant = await api.SendAsync(HttpMethod.Post, $"{shop.Route}/assistants", shop.Staff, new JsonObject { ["name"] = "Ada" }, ct);
        await api.SendAsync(HttpMethod.Put, $"{shop.Route}/assistants/{assistant!["id"]}/default", shop.Staff, new JsonObject(), ct);
        var articles = Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge");
        await api.SendAsync(HttpMethod.Post, $"{shop.Route}/knowledge", shop.Staff,
            DemoArticles.Read(articles).First(article => (string?)article["title"] == "Shipping"), ct);
    }

    private async Task<string> ReviewKeyAsync(BrokenShop shop, CancellationToken ct) =>
        (await api.SendAsync(HttpMethod.Post, $"{shop.Route}/api-keys", shop.Staff,
            new JsonObject { ["name"] = "Review queue", ["role"] = "agent", ["scopes"] = new JsonArray("reviews:read", "reviews:write") }, ct))!
        ["key"]!.GetValue<string>();

    private async Task<string> MintAsync(BrokenShop shop, CancellationToken ct) =>
        (await api.SendAsync(HttpMethod.Post, $"{shop.Route}/widget/tokens", shop.Staff, new JsonObject { ["label"] = "Broken on purpose" }, ct))!
        ["token"]!.GetValue<string>();

    private sealed record BrokenShop(string Id, string Staff)
    {
        public string Route => $"/api/tenants/{Id}";
    }
}
