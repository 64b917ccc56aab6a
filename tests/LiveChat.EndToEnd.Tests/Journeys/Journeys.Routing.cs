using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

/// <summary>Routing rules that map chat to an assistant, where no assistant is the default.</summary>
public abstract partial class Journeys
{
    [Fact]
    public async Task RoutingRule_WithoutADefaultAssistant_AnswersWhatItMatches()
    {
        var tenant = await RoutedTenantAsync("shipping");

        var answer = (await AcceptedAsync(tenant, "Do you offer shipping to Switzerland?")).Ok();

        Assert.Equal("answered", (string?)answer["status"]);
        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
        Assert.Equal("Ruth", (string?)answer["reply"]!["author"]!["name"]);
    }

    [Fact]
    public async Task RoutingRule_WithoutADefaultAssistant_WhatItDoesNotMatchGoesToPeople()
    {
        var tenant = await RoutedTenantAsync("shipping");

        var answer = (await AcceptedAsync(tenant, "What are your opening hours?")).Ok();

        Assert.Equal("handed_off", (string?)answer["status"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)answer["message"]));
        Assert.NotNull(answer["handover"]);
        var conversation = $"{tenant.Route}/conversations/{answer["conversationId"]}";
        Assert.Equal("people", (string?)(await tenant.Staff.GetAsync(conversation, Ct)).Ok()["handledBy"]);
        var stored = (await tenant.Staff.GetAsync($"{conversation}/messages", Ct)).Ok()["items"]!.AsArray()
            .Single(m => (string?)m!["id"] == (string?)answer["messageId"])!;
        Assert.Equal("What are your opening hours?", (string?)stored["text"]);
        Assert.Equal(("handed_off", "assistant_not_configured"), ((string?)stored["turn"]!["status"], (string?)stored["turn"]!["cause"]));
    }

    [Fact]
    public async Task RoutingRule_Deleted_RefusedBeforeAnythingIsStored()
    {
        var tenant = await RoutedTenantAsync("shipping");
        (await AcceptedAsync(tenant, "Do you offer shipping to Switzerland?")).Ok();

        (await tenant.Staff.PutAsync($"{tenant.Route}/routing", new { rules = Array.Empty<object>() }, Ct)).Done();

        await RefusedEverywhereAsync(tenant);
        var before = await CountAsync();
        (await tenant.NewVisitor().PostAsync("Is anybody there?", Ct)).Refused(400, "assistant_not_configured");
        Assert.Equal(before, await CountAsync());

        async Task<int> CountAsync() => (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?limit=100", Ct)).Ok()["items"]!.AsArray().Count;
    }

    /// <summary>With an assistant that is not the default, an article about shipping, and a rule that names the assistant.</summary>
    private async Task<TestTenant> RoutedTenantAsync(string keyword)
    {
        var tenant = await NoAssistantTenantAsync();
        var assistant = (await tenant.Staff.PostAsync($"{tenant.Route}/assistants", new { name = "Ruth" }, Ct)).Ok(201);
        // The first one is made the default unasked; this tenant wants the rules alone to decide.
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/assistants/{assistant["id"]}/default", Ct)).Done();
        (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new
        {
            title = "Shipping",
            text = "We ship to Switzerland in 3 to 5 working days for 14.90 EUR.",
            locale = "en",
        }, Ct)).Ok(201);
        Assert.DoesNotContain((await tenant.Staff.GetAsync($"{tenant.Route}/assistants", Ct)).Ok()["items"]!.AsArray(), a => (bool)a!["isDefault"]!);
        await RefusedEverywhereAsync(tenant);
        (await tenant.Staff.PutAsync($"{tenant.Route}/routing", new
        {
            rules = new[] { new { name = "Shipping", priority = 50, active = true, keywords = new[] { keyword }, channel = "chat", target = "assistant", assistantId = assistant["id"] } },
        }, Ct)).Done();
        return tenant;
    }

    // Each replica of chat hears of it by an event of its own.
    private static async Task RefusedEverywhereAsync(TestTenant tenant)
    {
        var refused = 0;
        await Eventually.TrueAsync(async () =>
        {
            refused = (await tenant.NewVisitor().PostAsync("Is anybody there?", Ct)).Code == "assistant_not_configured" ? refused + 1 : 0;
            return refused == 4;
        }, Ct, "four refusals in a row");
    }

    /// <summary>In a conversation of its own, once chat has heard of the rule.</summary>
    private static Task<Answer> AcceptedAsync(TestTenant tenant, string message) =>
        Eventually.AnswerAsync(() => tenant.NewVisitor().PostAsync(message, Ct), a => a.Code != "assistant_not_configured", Ct);
}
