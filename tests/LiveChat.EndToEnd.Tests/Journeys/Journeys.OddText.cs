using System.Text;
using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    private const string Odd = "OddText";

    /// <summary>What a text may hold though nobody types it, as JSON writes it.</summary>
    public static TheoryData<string> OddTexts =>
    [
        @"\ufffe", @"a\uffffb", @"\ud83f\udffe", @"\ufdd0", @"\ud800", @"x\udc00", @"\udc00\ud800", @"a\u0000b", @"\ud842\udfb7\ud842\udfb7", @"\u202e\u200d\ufe0f",
        @"e" + @"\u0301\u0338\u20dd".Times(60), @"\ud842\udfb7".Times(120), @"\u0e31".Times(40), @"\u0085\u2028\u007f",
    ];

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task OddText_InAnyFieldOfAPublicBody_IsAnswered(string odd)
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        var widget = $"/api/widgets/{tenant.Id}";
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, tenant.ChatRoute, $$$"""
            {"sessionId":"odd","message":"What is it?","conversationId":"x","assistantId":"x","clientMessageId":null,"locale":"en",
             "visitor":{"name":"Ann","email":"ann@shop.example","phone":"1","externalId":"7","attributes":{"plan":"gold"}},
             "page":{"url":"https://shop.example/x","title":"Shop","referrer":"https://search.example/"},"consent":{"accepted":true,"textVersion":"1"}}
            """);
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, $"{widget}/visitor", """{"sessionId":"s","identityToken":"a.b.c","locale":"en"}""");
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, $"{widget}/visitor", """{"sessionId":"s","attributes":{"plan":"gold"}}""");
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, $"{widget}/chat/{visitor.SessionId}/rating", """{"score":3,"comment":"Fine"}""", visitor.Key);
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, $"{widget}/track", """{"sessionId":"s","event":"widget_opened","metadata":{"a":"b"}}""");
        await EveryFieldAsync(odd, tenant.Widget, HttpMethod.Post, $"{widget}/doctor", """{"page":"https://shop.example/","browser":"x","checks":[{"id":"csp","status":"ok","code":"x"}]}""");
        // A failed sign-in counts against its address, so each route is tried from another.
        Caller Stranger() => Anonymous.AtItsOwnAddress();
        await EveryFieldAsync(odd, Stranger(), HttpMethod.Post, "/api/auth/login", $$"""{"email":"nobody@{{tenant.Id}}.example","password":"x","tenantId":"{{tenant.Id}}","client":"script"}""");
        await EveryFieldAsync(odd, Stranger(), HttpMethod.Post, "/api/auth/code", """{"code":"x","client":"script"}""");
        await EveryFieldAsync(odd, Stranger(), HttpMethod.Post, "/api/auth/accept", """{"token":"x","password":"a long enough pass phrase 7","name":"Ann","client":"script"}""");
        await EveryFieldAsync(odd, Stranger(), HttpMethod.Post, "/api/auth/password/forgot", $$"""{"email":"nobody@{{tenant.Id}}.example"}""");
        await EveryFieldAsync(odd, Stranger(), HttpMethod.Post, "/api/auth/password/reset", """{"token":"x","password":"a long enough pass phrase 7"}""");
        await EveryFieldAsync(odd, Anonymous, HttpMethod.Post, "/api/auth/refresh", """{"refreshToken":"x"}""");

        // It serves as before, and none of it was left somewhere to break what comes after.
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task OddText_InAnyFieldOfAManagementBody_IsAnswered(string odd)
    {
        var tenant = await TenantAsync();
        var conversation = (await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"];
        var one = $"{tenant.Route}/conversations/{conversation}";
        async Task Post(string path, string body) => await EveryFieldAsync(odd, tenant.Staff, HttpMethod.Post, path, body);
        async Task Put(string path, string body) => await EveryFieldAsync(odd, tenant.Staff, HttpMethod.Put, path, body);

        await Post($"{one}/takeover", "{}");
        await Post($"{one}/messages", """{"text":"Hello","clientMessageId":null}""");
        await Post($"{one}/messages", """{"text":"Hello","note":true}""");
        await Post($"{one}/assign", """{"userId":null,"name":"Ann"}""");
        await Post($"{one}/tags", """{"tags":["vip"]}""");
        await Post($"{tenant.Route}/conversations/bulk", $$"""{"ids":["{{conversation}}"],"action":"close"}""");
        await Post($"{tenant.Route}/canned", """{"shortcut":"hi","title":"Hi","text":"Hello"}""");
        await Put($"{tenant.Route}/hours", """{"timeZone":"Europe/Berlin","days":{"monday":[{"from":"09:00","to":"17:00"}]},"holidays":[{"date":"2026-12-25","name":"Christmas","hours":[]}]}""");
        await Put($"{tenant.Route}/me/presence", """{"state":"away"}""");

        await Post($"{tenant.Route}/assistants", """{"name":"Bob","greeting":{"en":"Hi"},"suggestions":["Do you ship?"],"language":"en","tone":"dry","instructions":"Be brief","provider":"builtin","model":"m"}""");
        await Post($"{tenant.Route}/knowledge", """{"title":"Odd article","text":"## Odd\nNothing.","url":"https://shop.example/odd","locale":"en","kind":"article"}""");
        await Post($"{tenant.Route}/knowledge/import", """{"items":[{"title":"Odd import","text":"Nothing.","url":"/x","locale":"en","kind":"faq"}]}""");
        await Put($"{tenant.Route}/routing", """{"rules":[{"name":"r","priority":1,"active":false,"keywords":["invoice"],"channel":"chat","page":"/x","locale":"en","attributes":{"plan":"gold"},"target":"people","intent":"x"}]}""");
        await Put($"{tenant.Route}/routing", """{"rules":[{"name":"r","priority":1,"active":false,"target":"people","hours":{"timeZone":"Europe/Berlin","days":[{"day":"mon","from":"09:00","to":"17:00"}]}}],"assignment":{"mode":"manual"}}""");
        await Post($"{tenant.Route}/routing/test", """{"message":"Do you ship?","locale":"en","page":"/x","channel":"chat","attributes":{"plan":"gold"}}""");
        await Put($"{tenant.Route}/provider", """{"kind":"openai_compatible","baseUrl":"https://llm.example/v1","model":"m","apiKey":"k"}""");
        await Put($"{tenant.Route}/provider", """{"kind":"builtin"}""");

        await Post($"{tenant.Route}/safety/test", """{"text":"Hello","direction":"visitor"}""");
        await Put($"{tenant.Route}/safety", """
            {"blockedKeywords":{"phrases":["zzqx"],"inspects":"visitor","action":"block"},"reviewMode":"off","fallbackText":{"en":"Sorry"},"waitingText":"Wait","handoverText":"People come",
             "masking":{"emails":"provider","phones":["provider","storage"]},"replyChecks":{"personalData":"off","foreignLinks":"off","linkDomains":["shop.example"]},
             "escalationRules":[{"name":"r","active":false,"match":"any","when":{"keywords":{"phrases":["zzqy"]}},"then":{"handOver":{"to":"anyone","name":"x"},"notify":{"emails":["ann@shop.example"]},"tags":["x"]}}]}
            """);
        await Post($"{tenant.Route}/reviews/bulk", $$"""{"ids":["{{Guid.NewGuid()}}"],"action":"approve","reason":"x","then":"x","guidance":"x"}""");

        await Post($"{tenant.Route}/api-keys", """{"name":"k","role":"viewer","scopes":["conversations:read"]}""");
        await Post($"{tenant.Route}/widget/tokens", """{"label":"t"}""");
        await Post($"{tenant.Route}/widget/allowed-domains", """{"domain":"*.shop.example"}""");
        await Post($"{tenant.Route}/webhooks", """{"url":"https://hooks.example/x","events":["conversation.created"],"description":"d"}""");
        await Post($"{tenant.Route}/users", """{"email":"bob@shop.example","role":"agent"}""");
        await Post($"{tenant.Route}/identity-secrets", """{"label":"s"}""");
        await Put($"{tenant.Route}/widget", """
            {"name":"Shop","companyName":"Shop","greeting":{"en":"Hi"},"suggestions":["Do you ship?"],"contactEmail":"a@shop.example","primaryColor":"#102030","position":"bottom-right","theme":"auto",
             "avatarUrl":"https://shop.example/a.png","locale":"en","consent":{"required":false,"text":{"en":"May we?"},"privacyUrl":"https://shop.example/p"},"proactive":[{"trigger":"time","value":5,"text":{"en":"Hi"}}]}
            """);
        await Post("/api/auth/switch", $$"""{"tenantId":"{{tenant.Id}}"}""");
        await EveryFieldAsync(odd, tenant.Staff.AtItsOwnAddress(), HttpMethod.Post, "/api/auth/password", """{"currentPassword":"x","newPassword":"a long enough pass phrase 8"}""");
        await EveryFieldAsync(odd, tenant.Operator, HttpMethod.Post, "/api/operator/tenants", $$"""{"id":"{{tenant.Id}}","name":"x","ownerEmail":"a@b.example"}""");
        await EveryFieldAsync(odd, tenant.Operator, HttpMethod.Patch, $"/api/operator/tenants/{tenant.Id}", """{"status":"active","name":"Test shop","limits":{"messagesPerMinutePerSession":1000}}""");

        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
    }

    // Percent signs that are no UTF-8 too.
    [Theory]
    [InlineData("%EF%BF%BE")]
    [InlineData("%EF%BF%BF")]
    [InlineData("%F0%9F%BF%BE")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%00")]
    [InlineData("a%00b")]
    [InlineData("%F0%A0%AE%B7")]
    [InlineData("%CC%81%CC%B8%CC%81")]
    public async Task OddText_InAnyPartOfAnAddress_IsAnswered(string odd)
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        string[] staff =
        [
            .. Each("conversations", "q", "tag", "status", "handledBy", "from", "to", "assigneeId", "cursor", "limit"), .. Each("conversations.csv", "q", "tag", "from"),
            .. Each("analytics", "from", "to", "by"), .. Each("analytics.csv", "from"), .. Each("usage/history", "from", "to", "months"), .. Each("canned", "q", "cursor"),
            .. Each("knowledge", "q", "cursor", "locale", "kind"), .. Each("knowledge/search", "q", "locale"), .. Each("knowledge/search?q=ship", "locale", "limit", "assistantId"),
            .. Each("knowledge/unanswered", "cursor"), .. Each("provider/usage", "from", "to"), .. Each("reviews", "status", "cursor"), .. Each("audit", "action", "target", "actorId", "from", "cursor"),
            .. Each("webhooks", "cursor"), .. Each("doctor/reports", "cursor"), .. Each("widget/refused-origins", "cursor"), $"requests/{odd}", $"conversations/{odd}", $"knowledge/{odd}", $"visitors/{odd}",
        ];
        foreach (var path in staff) await AnsweredAsync(tenant.Staff, HttpMethod.Get, $"{tenant.Route}/{path}");
        foreach (var path in (string[])[$"/api/tenants/{odd}/conversations", $"/{odd}", $"/api/{odd}"]) await AnsweredAsync(tenant.Staff, HttpMethod.Get, path);
        await AnsweredAsync(tenant.Operator, HttpMethod.Get, $"/api/operator/tenants?cursor={odd}");
        await AnsweredAsync(tenant.Operator, HttpMethod.Get, $"/api/operator/tenants/{odd}");
        await AnsweredAsync(tenant.Staff, HttpMethod.Delete, $"{tenant.Route}/conversations?tag={odd}");
        foreach (var path in (string[])
            [$"{odd}/config", $"{tenant.Id}/config?locale={odd}", $"{tenant.Id}/chat/{odd}/messages", $"{tenant.Id}/chat/{visitor.SessionId}/messages?after={odd}", $"{tenant.Id}/chat/{visitor.SessionId}/messages?wait={odd}", $"{tenant.Id}/chat/{visitor.SessionId}/messages?locale={odd}"])
            await AnsweredAsync(tenant.Widget, HttpMethod.Get, $"/api/widgets/{path}", visitor.Key);
        using var import = new StringContent("# Odd\nText", Encoding.UTF8, "text/markdown");
        Answered(await tenant.Staff.SendAsync(HttpMethod.Post, $"{tenant.Route}/knowledge/import?name={odd}.md&locale={odd}&kind={odd}", import, Ct));

        IEnumerable<string> Each(string path, params string[] names) => names.Select(name => $"{path}{(path.Contains('?') ? '&' : '?')}{name}={odd}");
    }

    // The name and the text of every string in turn, since the first that is refused would hide the others.
    private static async Task EveryFieldAsync(string odd, Caller caller, HttpMethod method, string path, string body, params (string, string)[] headers)
    {
        var count = Spoil(JsonNode.Parse(body), -1).Found;
        Assert.True(body == "{}" || count > 0);
        await Task.WhenAll(Enumerable.Range(-1, count + 1).Select(async i =>
        {
            var text = Spoil(JsonNode.Parse(body), i).Node!.ToJsonString().Replace(Odd, odd, StringComparison.Ordinal);
            Answered(await caller.SendAsync(method, path, Caller.Raw(text), Ct, headers), text);
        }));
    }

    private static async Task AnsweredAsync(Caller caller, HttpMethod method, string path, params (string, string)[] headers) =>
        Answered(await caller.SendAsync(method, path, null, Ct, headers));

    private static void Answered(Answer answer, string sent = "") =>
        // Refused for their number, the rest would go untried.
        Assert.True(answer.Status is >= 200 and < 500 and not 429, $"{answer.What} {sent} is answered with {answer.Status}: {answer.Text}");

    private static (JsonNode? Node, int Found) Spoil(JsonNode? root, int which)
    {
        var found = 0;
        return (Walk(root), found);

        bool Hit() => found++ == which;
        JsonNode? Walk(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject members:
                    var copy = new JsonObject();
                    foreach (var (name, value) in members) copy[Hit() ? Odd : name] = Walk(value);
                    return copy;
                case JsonArray items:
                    return new JsonArray([.. items.Select(Walk)]);
                case JsonValue or null when node is null || node.GetValueKind() is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Null:
                    // A null marks a text that must be missing where the others are tried.
                    return Hit() ? Odd : node?.DeepClone();
                default:
                    return node.DeepClone();
            }
        }
    }
}

file static class Repeated
{
    public static string Times(this string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
