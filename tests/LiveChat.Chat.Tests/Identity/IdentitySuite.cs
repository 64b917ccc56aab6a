using System.Text.Json;
using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Identity;

/// <summary>Verified visitors at the public border, in both topologies.</summary>
public abstract class IdentitySuite(ChatHostFixture fixture)
{
    private ChatHost Host => fixture.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_WithIdentity_IsVerified_AndTheHistoryComesOnEveryDevice()
    {
        var tenant = await TenantAsync();
        var token = IdentityTokens.Of(tenant, "u-1", new { name = "Ann", email = "ann@example.com" });
        var laptop = Host.Visitor(tenant, "laptop", StoreSuite.Key("laptop"));
        var first = await SayAsync(laptop, "Hello", token);
        var shown = (await Host.Staff(tenant).GetAsync($"conversations/{first.Text("conversationId")}", Ct))["visitor"];
        Assert.True(shown.GetProperty("verified").GetBoolean());
        Assert.Equal(("Ann", "u-1"), (shown.GetProperty("name").GetString(), shown.GetProperty("externalId").GetString()));

        var phone = Host.Visitor(tenant, "phone");
        var answer = await IdentifyAsync(phone, token);
        Assert.True(answer["verified"].GetBoolean());
        var item = Assert.Single(answer["conversations"].EnumerateArray());
        Assert.Equal(first.Text("conversationId"), item.GetProperty("conversationId").GetString());
        Assert.Equal(1, item.GetProperty("unread").GetInt32());
        Assert.Equal("Echo: Hello", item.GetProperty("lastMessage").GetProperty("text").GetString());

        // Its key reads and writes with the phone's own session id.
        phone.Key = item.GetProperty("sessionKey").GetString();
        Assert.Equal(2, (await phone.MessagesAsync(Ct))["messages"].GetArrayLength());
        var second = await SayAsync(phone, "From my phone", token);
        Assert.Equal(first.Text("conversationId"), second.Text("conversationId"));
        Assert.Equal(4, (await laptop.MessagesAsync(Ct))["messages"].GetArrayLength());
        Assert.Equal(204, (await phone.PostAsync("chat/phone/read", """{"seq":4}""", Ct)).Status);
        Assert.Equal(0, (await IdentifyAsync(phone, token))["conversations"][0].GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task History_OfAnotherPersonOrTenant_IsNotTold()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var ann = Host.Visitor(tenant, "s-ann", StoreSuite.Key("ann"));
        await SayAsync(ann, "Hello", IdentityTokens.Of(tenant, "ann"));
        var bob = Host.Visitor(tenant, "s-bob");
        Assert.Empty((await IdentifyAsync(bob, IdentityTokens.Of(tenant, "bob")))["conversations"].EnumerateArray());
        Assert.Empty((await IdentifyAsync(Host.Visitor(other, "s"), IdentityTokens.Of(other, "ann")))["conversations"].EnumerateArray());
        var refused = await Host.Visitor(other, "s").PostAsync("visitor", Body("s", IdentityTokens.Of(tenant, "ann")), Ct);
        Assert.Equal((401, "identity_invalid"), (refused.Status, refused.Text("code")));

        // A made-up key of the right form opens nothing, nor does one of another tenant's.
        var key = (await IdentifyAsync(ann, IdentityTokens.Of(tenant, "ann")))["conversations"][0].GetProperty("sessionKey").GetString()!;
        Assert.Equal(404, (await Host.Visitor(tenant, "s", key[..^1] + (key[^1] == 'A' ? 'B' : 'A')).GetAsync("chat/s/messages", Ct)).Status);
        Assert.Equal(404, (await Host.Visitor(other, "s", key).GetAsync("chat/s/messages", Ct)).Status);
        Assert.Equal(200, (await Host.Visitor(tenant, "s", key).GetAsync("chat/s/messages", Ct)).Status);
    }

    [Fact]
    public async Task UnverifiedData_NeverTouchesAVerifiedVisitor()
    {
        var tenant = await TenantAsync();
        var token = IdentityTokens.Of(tenant, "u-1", new { email = "ann@example.com", attributes = new { plan = "pro" } });
        var browser = Host.Visitor(tenant, "s", StoreSuite.Key("b"));
        // Whoever this was says to be somebody, then signs in: the conversation comes along, what was claimed does not.
        var before = await browser.SayAsync("Hi", Ct, more: new { visitor = new { name = "Mallory", email = "ceo@example.com", attributes = new { plan = "free" } } });
        var after = await browser.SayAsync("Me again", Ct, more: new { visitor = new { identityToken = token, name = "Nobody", attributes = new { plan = "free" } } });
        Assert.Equal(before.Text("conversationId"), after.Text("conversationId"));
        await browser.PostAsync("visitor", """{"sessionId":"s","attributes":{"plan":"free"}}""", Ct);
        var visitor = (await Host.Staff(tenant).GetAsync($"conversations/{after.Text("conversationId")}", Ct))["visitor"];
        Assert.True(visitor.GetProperty("verified").GetBoolean());
        Assert.Equal("ann@example.com", visitor.GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, visitor.GetProperty("name").ValueKind);
        Assert.Equal("pro", visitor.GetProperty("attributes").GetProperty("plan").GetString());
        // Somebody who only claims the address stays another, unverified visitor without a history.
        var liar = await Host.Visitor(tenant, "liar").PostAsync("visitor", """{"sessionId":"liar","attributes":{"email":"ann@example.com"}}""", Ct);
        Assert.False(liar["verified"].GetBoolean());
        Assert.Empty(liar["conversations"].EnumerateArray());
    }

    [Fact]
    public async Task SharedBrowser_TheNextPersonBeginsAConversationOfTheirOwn()
    {
        var tenant = await TenantAsync();
        var browser = Host.Visitor(tenant, "s", StoreSuite.Key("shared"));
        var ann = await SayAsync(browser, "I am Ann", IdentityTokens.Of(tenant, "ann"));
        var bob = await SayAsync(browser, "I am Bob", IdentityTokens.Of(tenant, "bob"));
        Assert.NotEqual(ann.Text("conversationId"), bob.Text("conversationId"));
        Assert.NotNull(bob.Text("sessionKey"));
        Assert.Single((await IdentifyAsync(browser, IdentityTokens.Of(tenant, "ann")))["conversations"].EnumerateArray());
    }

    [Fact]
    public async Task Ids_OpenAVerifiedConversationOnlyWithTheVisitorsToken()
    {
        var tenant = await TenantAsync();
        var ann = await SayAsync(Host.Visitor(tenant, "s"), "Hello", IdentityTokens.Of(tenant, "ann"));
        var id = ann.Text("conversationId");
        Assert.NotEqual(id, (await Host.Visitor(tenant, "s").SayAsync("x", Ct, more: new { conversationId = id })).Text("conversationId"));
        var same = await Host.Visitor(tenant, "s").SayAsync(
            "y", Ct, more: new { conversationId = id, visitor = new { identityToken = IdentityTokens.Of(tenant, "ann") } });
        Assert.Equal(id, same.Text("conversationId"));
        var bob = await Host.Visitor(tenant, "s").SayAsync(
            "z", Ct, more: new { conversationId = id, visitor = new { identityToken = IdentityTokens.Of(tenant, "bob") } });
        Assert.NotEqual(id, bob.Text("conversationId"));
    }

    [Fact]
    public async Task Ban_FollowsThePersonToEveryDevice_AndSaysSo()
    {
        var tenant = await TenantAsync();
        var token = IdentityTokens.Of(tenant, "u-1");
        await SayAsync(Host.Visitor(tenant, "one"), "Hello", token);
        var id = (await IdentifyAsync(Host.Visitor(tenant, "one"), token)).Text("visitorId");
        Assert.Equal(200, (await Host.Staff(tenant).PostAsync($"visitors/{id}/ban", null, Ct)).Status);
        var refused = await Host.Visitor(tenant, "two").SayAsync("Hello", Ct, more: new { locale = "de", visitor = new { identityToken = token } });
        Assert.Equal((403, "visitor_banned"), (refused.Status, refused.Text("code")));
        Assert.StartsWith("Sie können hier nicht mehr schreiben", refused.Text("visitorMessage"));
        Assert.Equal("visitor_banned", (await Host.Visitor(tenant, "two").PostAsync("visitor", Body("two", token), Ct)).Text("code"));
        await Host.Staff(tenant).PostAsync($"visitors/{id}/unban", null, Ct);
        await SayAsync(Host.Visitor(tenant, "two"), "Hello", token);
    }

    [Fact]
    public async Task InvalidToken_StoresNothing_AndADeletedSecretEnds()
    {
        var tenant = await TenantAsync();
        var old = IdentityTokens.Of(tenant, "u-1");
        await Host.SetSecretsAsync(tenant, IdentityTokens.Secret, "next-secret");
        await SayAsync(Host.Visitor(tenant, "a"), "old", old);
        await SayAsync(Host.Visitor(tenant, "b"), "new", IdentityTokens.Of(tenant, "u-1", secret: "next-secret"));
        await Host.SetSecretsAsync(tenant, "next-secret");
        var refused = await Host.Visitor(tenant, "c").SayAsync("too old", Ct, more: new { visitor = new { identityToken = old } });
        Assert.Equal((401, "identity_invalid"), (refused.Status, refused.Text("code")));
        Assert.Equal(2, (await Host.Staff(tenant).GetAsync("conversations", Ct))["items"].GetArrayLength());
        var late = IdentityTokens.Of(tenant, "u-1", secret: "next-secret", seconds: -301);
        Assert.Contains("expired", (await Host.Visitor(tenant, "c").PostAsync("visitor", Body("c", late), Ct)).Text("detail"));
    }

    [Fact]
    public async Task BadInput_IsNamed()
    {
        var tenant = await TenantAsync();
        var answer = await Host.Visitor(tenant, "s").PostAsync("visitor", """{"sessionId":"no spaces","attributes":{"a":{"b":1}}}""", Ct);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Text("code")));
        Assert.NotNull(answer["errors"].GetProperty("sessionId").GetString());
        Assert.NotNull(answer["errors"].GetProperty("attributes").GetString());
        Assert.Equal(400, (await Host.Visitor(tenant, "s").PostAsync("visitor", """{"sessionId":"s","attributes":{"a":"\ud800"}}""", Ct)).Status);
    }

    private async Task<string> TenantAsync()
    {
        var tenant = Host.Admit();
        await Host.SetSecretsAsync(tenant, IdentityTokens.Secret);
        return tenant;
    }

    private static string Body(string session, string token) => JsonSerializer.Serialize(new { sessionId = session, identityToken = token });

    private async Task<Answer> SayAsync(Visitor visitor, string text, string token)
    {
        var answer = await visitor.SayAsync(text, Ct, more: new { visitor = new { identityToken = token } });
        Assert.Equal(200, answer.Status);
        // A broker that has just been joined may take longer than the visitor's wait.
        var staff = Host.Staff(visitor.TenantId);
        while ((await staff.GetAsync($"conversations/{answer.Text("conversationId")}", Ct))["lastMessage"].GetProperty("text").GetString() != $"Echo: {text}")
            await Task.Delay(50, Ct);
        return answer;
    }

    private static async Task<Answer> IdentifyAsync(Visitor visitor, string token)
    {
        var answer = await visitor.PostAsync("visitor", Body(visitor.Session, token), Ct);
        Assert.Equal(200, answer.Status);
        return answer;
    }
}

public sealed class StandaloneIdentityTests(StandaloneChat fixture) : IdentitySuite(fixture), IClassFixture<StandaloneChat>;

public sealed class DistributedIdentityTests(DistributedChat fixture) : IdentitySuite(fixture), IClassFixture<DistributedChat>;
