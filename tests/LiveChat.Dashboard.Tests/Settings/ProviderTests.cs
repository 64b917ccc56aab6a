using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>The tenant's own AI provider: tried out before it is saved, told in one sentence, and its key never shown again.</summary>
public sealed class ProviderTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private const string Key = "sk-a-key-that-works-4711";

    [Fact]
    public async Task Test_TellsWhatIsWrong_AndTheSavedKeyIsUsedButNeverShown()
    {
        await using var provider = await FakeProvider.StartAsync((http, _) => http.Request.Headers.Authorization == $"Bearer {Key}"
            ? FakeProvider.SayAsync(http, "Hello.") : FakeProvider.RefuseAsync(http, 401, "invalid_api_key"));
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "provider");
        var verdict = page.Locator(".verdict");
        var test = page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true });
        await page.GetByLabel("Kind").SelectOptionAsync("openai_compatible");
        await page.GetByLabel("Model", new() { Exact = true }).FillAsync("small-1");

        // Nobody listens at port 1.
        await page.GetByLabel("Base address").FillAsync("http://127.0.0.1:1/v1");
        await test.ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("It does not answer.");
        await Assertions.Expect(verdict).ToContainTextAsync("The address can't be reached: check the host's name and port, and that the server is running.");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("provider-unreachable");

        // What was said of another address is no longer said.
        await page.GetByLabel("Base address").FillAsync(provider.Url);
        await Assertions.Expect(verdict).ToHaveCountAsync(0);
        await page.GetByLabel("API key").FillAsync("sk-mistyped-0123456789");
        await test.ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("The provider refused the key: copy it again, and check that it may use this model.");
        await Assertions.Expect(verdict).ToContainTextAsync("invalid_api_key");

        await page.GetByLabel("API key").FillAsync(Key);
        await test.ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync(new Regex(@"It answers\.\s*The provider answered\. \(\d+ ms\)"));
        await desk.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Desk.SeesAsync(page.Locator(".toast-done"));

        // Write-only: no answer of the server has it, no field shows it, and the test uses it all the same.
        // Read on their way: a browser forgets the bodies of the page that it leaves.
        var answers = new ConcurrentBag<string>();
        await page.RouteAsync("**/api/tenants/**", async route =>
        {
            var answer = await route.FetchAsync();
            if (answer.Status == 200)
                answers.Add(await answer.TextAsync());
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.ReloadAsync();
        await desk.IsLiveAsync();
        await Desk.SeesAsync(page.GetByText("A key ending in 4711 is stored"));
        await Assertions.Expect(page.GetByLabel("API key")).ToHaveValueAsync("");
        var asked = provider.Asked.Count;
        await test.ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("It answers.");
        Assert.Equal(asked + 1, provider.Asked.Count);
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        Assert.NotEmpty(answers);
        Assert.DoesNotContain(answers, text => text.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_OnAGermanDashboard_IsToldInGerman()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, 360);
        var page = desk.Page;
        await page.EvaluateAsync("localStorage.setItem('livechat.locale', 'de')");
        await GoAsync(desk, "provider");
        await page.GetByRole(AriaRole.Combobox).First.SelectOptionAsync("openai_compatible");
        await page.GetByLabel("Modell", new() { Exact = true }).FillAsync("small-1");
        await page.Locator("input[type=url]").FillAsync("http://127.0.0.1:1/v1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Testen", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("Die Adresse ist nicht erreichbar: Prüfen Sie Name und Port, und ob der Server läuft.");
        await desk.IsSoundAsync();
        await desk.PictureAsync("provider-german-360");
    }
}
