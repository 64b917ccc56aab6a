using System.Text.Json;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using LiveChat.ServiceDefaults;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>
/// Every code of the catalogue on the wire of a real page: what the visitor reads, what happens to their text, the
/// <c>livechat:error</c> event and the owner's console line. That the platform answers each of them is shown elsewhere.
/// </summary>
public sealed class EveryCodeTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const string Text = "Do you ship to Switzerland?";
    private const string Request = "01a2-wire-request";
    private const string Sentence = "A sentence that the shop wrote for its visitors.";

    private static readonly Dictionary<string, int> Setup = new()
    {
        ["token_missing"] = 401,
        ["token_malformed"] = 401,
        ["token_invalid"] = 401,
        ["token_expired"] = 401,
        ["token_not_yet_valid"] = 401,
        ["token_revoked"] = 401,
        ["token_wrong_kind"] = 401,
        ["domain_not_authorized"] = 403,
        ["tenant_mismatch"] = 403,
        ["tenant_suspended"] = 403,
        ["not_found"] = 404,
        ["tenant_not_found"] = 404,
    };

    private static readonly Dictionary<string, int> Final = new()
    {
        ["invalid_request"] = 400,
        ["message_too_long"] = 400,
        ["assistant_not_configured"] = 400,
        ["provider_not_configured"] = 400,
        ["credentials_invalid"] = 401,
        ["identity_invalid"] = 401,
        ["forbidden"] = 403,
        ["visitor_banned"] = 403,
        ["consent_required"] = 403,
        ["conflict"] = 409,
        ["stale_version"] = 412,
        ["idempotency_key_reused"] = 422,
        ["body_too_large"] = 413,
        ["unsupported_media_type"] = 415,
        ["usage_limit_reached"] = 429,
        ["provider_error"] = 502,
    };

    private static readonly Dictionary<string, int> Passing = new()
    {
        ["rate_limited"] = 429,
        ["internal_error"] = 500,
        ["unavailable"] = 503,
        ["timeout"] = 504,
    };

    public static TheoryData<string, int> OfTheSetup => [.. Setup.Select(code => (code.Key, code.Value))];

    public static TheoryData<string, int> OfTheMessage => [.. Final.Select(code => (code.Key, code.Value))];

    public static TheoryData<string, int> OfTheMoment => [.. Passing.Select(code => (code.Key, code.Value))];

    [Fact]
    public void EveryCodeOfTheCatalogue_IsOnOneOfTheLists() =>
        // A read's code; the widget begins a new conversation, which ConversationTests shows.
        Assert.Equal(ProblemCatalog.Guides.Keys.Where(code => code != "conversation_not_found").Order(),
            Setup.Keys.Concat(Final.Keys).Concat(Passing.Keys).Order());

    [Theory]
    [MemberData(nameof(OfTheSetup))]
    public async Task FaultOfTheSite_ShowsNothingToTheVisitor_AndOneLineToTheOwner(string code, int status)
    {
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!));
        await using var visit = await ListenAsync();
        await visit.Page.RouteAsync($"{Platform.Gateway}api/widgets/**", route => RefuseAsync(route, code, status, retryable: false));
        await visit.Page.GotoAsync(site.Address.ToString());
        await OwnerIsToldAsync(visit, code);
        Assert.Equal(0, await visit.Page.Locator("livechat-widget").CountAsync());
    }

    [Theory]
    [MemberData(nameof(OfTheMessage))]
    public async Task RefusedMessage_IsNotLost_AndNotSentAgain(string code, int status)
    {
        await using var visit = await ListenAsync();
        var sent = 0;
        await RefuseMessagesAsync(visit, route =>
        {
            sent++;
            return RefuseAsync(route, code, status, retryable: false);
        });
        await visit.Page.GotoAsync(new Uri(Platform.Gateway, "/demo").ToString());
        await visit.OpenAsync();
        await visit.SayAsync(Text);
        await OwnerIsToldAsync(visit, code);
        if (code == "consent_required")
        {
            // The step itself is the answer; the text goes out once they agree.
            await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Checkbox)).ToBeVisibleAsync();
        }
        else
        {
            await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Alert).Filter(new() { HasText = Sentence })).ToBeVisibleAsync();
            var inBox = await visit.Box.InputValueAsync() == Text;
            var inLine = await visit.Panel.GetByText(Text, new() { Exact = true }).CountAsync() > 0;
            Assert.True(inBox || inLine, "the visitor's text is gone");
        }

        Assert.DoesNotContain(code, await visit.Panel.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, sent);
    }

    [Theory]
    [MemberData(nameof(OfTheMoment))]
    public async Task FaultThatPasses_TheMessageGoesOutAgain_Once(string code, int status)
    {
        await using var visit = await ListenAsync();
        var ids = new List<string?>();
        await RefuseMessagesAsync(visit, route =>
        {
            ids.Add(JsonDocument.Parse(route.Request.PostData!).RootElement.GetProperty("clientMessageId").GetString());
            return ids.Count == 1 ? RefuseAsync(route, code, status, retryable: true) : route.ContinueAsync();
        });
        await visit.Page.GotoAsync(new Uri(Platform.Gateway, "/demo").ToString());
        await visit.OpenAsync();
        await visit.SayAsync(Text);
        await visit.HearsAsync("Switzerland");
        await OwnerIsToldAsync(visit, code);
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.Equal(1, await visit.Panel.GetByText(Text, new() { Exact = true }).CountAsync());
    }

    private async Task<Visit> ListenAsync()
    {
        var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync("addEventListener('livechat:error', (e) => (window.told ??= []).push(e.detail))");
        return visit;
    }

    private static Task RefuseMessagesAsync(Visit visit, Func<IRoute, Task> answer) => visit.Page.RouteAsync("**/api/widgets/*/chat", answer);

    private static Task RefuseAsync(IRoute route, string code, int status, bool retryable) => route.FulfillAsync(new()
    {
        Status = status,
        ContentType = "application/problem+json",
        Headers = new Dictionary<string, string>
        {
            ["Access-Control-Allow-Origin"] = "*",
            ["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id",
            ["X-Request-Id"] = Request,
            ["Retry-After"] = "1",
        },
        Body = JsonSerializer.Serialize(new
        {
            title = ProblemCatalog.Guides[code].Cause,
            status,
            detail = ProblemCatalog.Guides[code].Cure,
            code,
            requestId = Request,
            visitorMessage = Sentence,
            retryable,
        }),
    });

    private static async Task OwnerIsToldAsync(Visit visit, string code)
    {
        await visit.Page.WaitForFunctionAsync("code => window.told?.some((t) => t.code === code)", code);
        var told = await visit.Page.EvaluateAsync<JsonElement>("code => window.told.find((t) => t.code === code)", code);
        Assert.Equal(Request, told.GetProperty("requestId").GetString());
        var line = Assert.Single(visit.OwnerLines);
        Assert.StartsWith($"[LiveChat] {code}: {ProblemCatalog.Guides[code].Cause}", line, StringComparison.Ordinal);
        Assert.Contains($"Fix: {ProblemCatalog.Guides[code].Cure}", line, StringComparison.Ordinal);
        Assert.Contains(Request, line, StringComparison.Ordinal);
    }
}
