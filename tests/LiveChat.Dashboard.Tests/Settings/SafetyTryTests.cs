using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>The safety page's try-it says what would happen, to a text and to what was written lately, and why.</summary>
public sealed class SafetyTryTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task TryIt_TellsOpinionRulesAndTheLastMessages(ColorScheme scheme, int width)
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("A notary 👩🏽‍⚖️ says: do you ship to Switzerland?", Ct);
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await ListAsync(tenant, "notary");
        await using var desk = await OwnerAsync(tenant, width, 900, scheme);
        var page = desk.Page;
        await GoAsync(desk, "safety");

        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("I will ask a notary, the police, tonight!");
        await page.GetByLabel("And the last messages").SelectOptionAsync("200");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).PressAsync("Enter");

        var verdict = page.Locator(".try-verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("Handed over to people");
        await Assertions.Expect(verdict.Locator("mark")).ToHaveTextAsync("notary");
        await Assertions.Expect(verdict).ToContainTextAsync("by the scored rules: 2 of 2 points");
        await Assertions.Expect(verdict.Locator(".try-rules li")).ToHaveTextAsync("Legal matters because of certain words");
        // The questions that made the tenant ready were tried, too, with their answers.
        var hits = page.Locator(".try-hit");
        await Assertions.Expect(hits).ToHaveCountAsync(1);
        await Assertions.Expect(hits.Locator("mark")).ToHaveTextAsync("notary");
        await Assertions.Expect(page.Locator(".try-counts")).ToContainTextAsync("Allowed");
        await desk.IsSoundAsync();
        await desk.IsAccessibleAsync();
        await page.Locator(".try-replay").ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync($"safety-try-{scheme}-{width}".ToLowerInvariant());

        await hits.GetByRole(AriaRole.Link).ClickAsync();
        await desk.IsAtAsync($"/inbox/{said["conversationId"]}");
    }

    private static async Task ListAsync(TestTenant tenant, string phrase)
    {
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["seriousMediumConfidenceKeywords"]!["phrases"] = new JsonArray(phrase);
        settings["escalationRules"] = JsonNode.Parse($$$"""
            [{"name": "Legal matters", "active": true, "match": "any", "when": {"keywords": {"askingForPerson": false, "phrases": ["{{{phrase}}}"]}},
              "then": {"tags": ["legal"]}}]
            """);
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
    }
}
