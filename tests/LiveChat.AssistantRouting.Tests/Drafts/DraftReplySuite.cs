using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Drafts;

/// <summary>From the screened message to the draft on the bus, over the module's own HTTP, bus and database.</summary>
public abstract class DraftReplySuite(RoutingHost host)
{
    [Theory]
    [InlineData("Do you ship to Switzerland?", "Shipping", "/demo/help/shipping", "€12.90")]
    [InlineData("My chest is 101 cm, which size?", "Size guide", "/demo/help/sizes", "Size L")]
    [InlineData("Can I wash it at 60°?", "Washing and care", "/demo/help/care", "No.")]
    public async Task Question_InTheArticles_IsAnsweredWithItsSource(string question, string title, string url, string fact)
    {
        var (tenant, assistant) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, question);
        await host.PublishAsync(screened);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.Equal(screened.Turn, drafted.Turn);
        Assert.Contains(fact, drafted.Reply.Text, StringComparison.Ordinal);
        Assert.Equal([new MessageSource(title, url)], drafted.Reply.Sources);
        Assert.Equal((assistant, "Ada", "builtin", true), (drafted.Reply.AssistantId, drafted.Reply.AssistantName, drafted.Reply.Model, drafted.Reply.Known));
        Assert.Equal(["screen_message", "pick_assistant", "retrieve", "draft"], drafted.Trail.Select(s => s.Step));
        Assert.Contains(title, drafted.Trail[2].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(drafted.Trail, s => s.Detail?.Contains(question, StringComparison.Ordinal) == true);
    }

    // Beyond the basic plane a letter is two units of UTF-16, and half of it is no text.
    [Fact]
    public async Task Question_WithARareLetter_GetsAReply()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "Do you ship to Switzerland? 𠮷");
        await host.PublishAsync(screened);
        Assert.NotEmpty((await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.Text);
    }

    [Fact]
    public async Task Articles_WithARareLetter_AreKnown()
    {
        var (tenant, _) = await host.NewShopAsync();
        var added = await host.SendAsync(HttpMethod.Post, tenant, "knowledge", new { title = "𠮷野家", text = "## 𠮷野家\n𠮷野家は九時に開きます。", locale = "ja" });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var hello = Turns.Screened(tenant, "Hello!");
        await host.PublishAsync(hello);
        Assert.StartsWith("Hello! I'm Ada", (await host.Drafts.NextAsync<ReplyDrafted>(hello.Turn.TurnId)).Reply.Text, StringComparison.Ordinal);
        var asked = Turns.Screened(tenant, "𠮷野家は何時に開きますか？");
        await host.PublishAsync(asked);
        Assert.Contains("九時", (await host.Drafts.NextAsync<ReplyDrafted>(asked.Turn.TurnId)).Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_NoArticleKnows_SaysSoOffersAPersonAndIsCollected()
    {
        var (tenant, _) = await host.NewShopAsync();
        var first = Turns.Screened(tenant, "Where is order 10482?");
        var second = Turns.Screened(tenant, "where is order 10482", conversation: first.Turn.ConversationId);
        await host.PublishAsync(first);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(first.Turn.TurnId);
        Assert.False(drafted.Reply.Known);
        Assert.Equal("I don't know that. Shall I get a person?", drafted.Reply.Text);
        Assert.Equal(["Talk to a person"], drafted.Reply.QuickReplies);
        Assert.Empty(drafted.Reply.Sources);
        await host.PublishAsync(second);
        await host.Drafts.NextAsync<ReplyDrafted>(second.Turn.TurnId);
        var list = await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered", role: "viewer");
        var question = Assert.Single(list.Json!["items"]!.AsArray())!;
        Assert.Equal((2, "Where is order 10482?"), (question["count"]!.GetValue<int>(), question["question"]!.GetValue<string>()));

        var answered = await host.SendAsync(HttpMethod.Post, tenant, $"knowledge/unanswered/{question["id"]}/article", new { title = "Orders", text = "Look into your account." });
        Assert.Equal(HttpStatusCode.Created, answered.Status);
        Assert.Empty((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Question_NearlyInTheArticles_IsOfferedTheirHeadings()
    {
        var (tenant, _) = await host.NewShopAsync();
        var asked = Turns.Screened(tenant, "Can I pay with Bitcoin?");
        await host.PublishAsync(asked);
        var reply = (await host.Drafts.NextAsync<ReplyDrafted>(asked.Turn.TurnId)).Reply;
        Assert.False(reply.Known);
        Assert.Equal("Talk to a person", reply.QuickReplies[^1]);
        var offered = Assert.Single(reply.QuickReplies, r => r == "Can I pay in instalments?");
        var clicked = Turns.Screened(tenant, offered, conversation: asked.Turn.ConversationId);
        await host.PublishAsync(clicked);
        Assert.Contains("Klarna", (await host.Drafts.NextAsync<ReplyDrafted>(clicked.Turn.TurnId)).Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YesAfterTheOfferOfAPerson_HandsOver()
    {
        var (tenant, _) = await host.NewShopAsync();
        var asked = Turns.Screened(tenant, "Do you sell gloves?");
        await host.PublishAsync(asked);
        await host.Drafts.NextAsync<ReplyDrafted>(asked.Turn.TurnId);
        foreach (var agreement in (string[])["Yes please!", "ok", "A person, please"])
        {
            var yes = After(asked, agreement, unanswered: 1);
            await host.PublishAsync(yes);
            Assert.Equal("visitor_asked", (await host.Drafts.NextAsync<HandoverRequested>(yes.Turn.TurnId)).Cause);
        }
    }

    // Answers that the articles know are not stored, so the last draft that is stored may be one from before them.
    [Theory]
    [InlineData("ok", "You're welcome!")]
    [InlineData("gerne", null)]
    [InlineData("vale", "¡De nada!")]
    public async Task Ok_AfterALaterAnswer_IsThanks(string said, string? thanks)
    {
        var (tenant, _) = await host.NewShopAsync();
        var unknown = Turns.Screened(tenant, "Do you sell gloves?");
        await host.PublishAsync(unknown);
        Assert.False((await host.Drafts.NextAsync<ReplyDrafted>(unknown.Turn.TurnId)).Reply.Known);
        var known = After(unknown, "Do you ship to Switzerland?", unanswered: 1);
        await host.PublishAsync(known);
        Assert.True((await host.Drafts.NextAsync<ReplyDrafted>(known.Turn.TurnId)).Reply.Known);
        var ok = After(unknown, said, unanswered: 0);
        await host.PublishAsync(ok);
        var reply = (await host.Drafts.NextAsync<ReplyDrafted>(ok.Turn.TurnId)).Reply;
        if (thanks is not null) Assert.StartsWith(thanks, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hello_IsGreetedWithSuggestions()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "Hello!");
        await host.PublishAsync(screened);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.StartsWith("Hello! I'm Ada", drafted.Reply.Text, StringComparison.Ordinal);
        Assert.Contains("Do you ship to Switzerland?", drafted.Reply.QuickReplies);
        Assert.True(drafted.Reply.Known);
        Assert.Contains(drafted.Trail, s => s is { Step: "small_talk", Outcome: "greeting" });
    }

    [Fact]
    public async Task IWantAHuman_HandsOver()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "I want a human");
        await host.PublishAsync(screened);
        Assert.Equal("visitor_asked", (await host.Drafts.NextAsync<HandoverRequested>(screened.Turn.TurnId)).Cause);
    }

    [Fact]
    public async Task Tenant_WithoutAssistant_FailsWithItsCause()
    {
        var screened = Turns.Screened(RoutingHost.NewTenant(), "Do you ship to Switzerland?");
        await host.PublishAsync(screened);
        Assert.Equal("assistant_not_configured", (await host.Drafts.NextAsync<ReplyFailed>(screened.Turn.TurnId)).Cause);
    }

    // What can't be read now can't be read in a minute: people are told at once, instead of when the turn's time is up.
    [Fact]
    public async Task Setup_ThatCannotBeRead_FailsTheTurnAtOnce()
    {
        var (tenant, _) = await host.NewShopAsync();
        var database = host.Services.GetRequiredKeyedService<ServiceDatabase>(AssistantRoutingModule.Name);
        await database.WriteAsync(new Sql("update assistant set body = '{' where tenant_id = @tenant;").With("tenant", tenant), TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<AssistantRouting.Drafts.TenantSetups>().Invalidate(tenant, long.MaxValue);
        var screened = Turns.Screened(tenant, "Do you ship to Switzerland?");
        await host.PublishAsync(screened);
        var failed = await host.Drafts.NextAsync<ReplyFailed>(screened.Turn.TurnId);
        Assert.Equal("internal_error", failed.Cause);
        Assert.Contains(failed.Trail, s => s is { Step: "draft", Outcome: "failed", Cause: "internal_error" });
    }

    [Fact]
    public async Task Redelivery_OfTheSameAttempt_SendsTheStoredDraftUnchanged()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "Which wavelength does your lighthouse use?");
        await host.PublishAsync(screened);
        var first = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.False(first.Reply.Known);
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { peopleOnly = true });
        await host.PublishAsync(screened);
        var again = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.Equal(first.Reply.DraftId, again.Reply.DraftId);
        Assert.Equal(first.Reply.Text, again.Reply.Text);

        var retried = screened with { Turn = screened.Turn with { Attempt = 2 } };
        await host.PublishAsync(retried);
        Assert.Equal("people_only", (await host.Drafts.NextAsync<HandoverRequested>(screened.Turn.TurnId)).Cause);
    }

    [Fact]
    public async Task Redelivery_OfWhatTheBuiltInAssistantKnows_HasTheSameDraftId()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "Do you ship to Switzerland?");
        await host.PublishAsync(screened);
        var first = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.True(first.Reply.Known);
        await host.PublishAsync(screened);
        var again = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.Equal((first.Reply.DraftId, first.Reply.Text), (again.Reply.DraftId, again.Reply.Text));

        await host.PublishAsync(screened with { Turn = screened.Turn with { Attempt = 2 } });
        Assert.NotEqual(first.Reply.DraftId, (await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.DraftId);
    }

    [Fact]
    public async Task SameAttempt_ManyTimesAtOnce_IsStoredOnce()
    {
        var (tenant, _) = await host.NewShopAsync();
        var screened = Turns.Screened(tenant, "Do you ship to Austria?");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PublishAsync(screened)));
        var ids = new HashSet<Guid>();
        for (var i = 0; i < 8; i++) ids.Add((await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.DraftId);
        Assert.Single(ids);
    }

    private static VisitorMessageScreened After(VisitorMessageScreened before, string text, int unanswered)
    {
        var screened = Turns.Screened(before.Turn.TenantId, text, conversation: before.Turn.ConversationId, first: false);
        return screened with { Message = screened.Message with { Unanswered = unanswered } };
    }

    [Fact]
    public async Task Pruning_OldDrafts_DeletesThem()
    {
        var screened = Turns.Screened(RoutingHost.NewTenant(), "Hello!");
        await host.PublishAsync(screened);
        await host.Drafts.NextAsync<ReplyFailed>(screened.Turn.TurnId);
        var store = host.Services.GetRequiredService<AssistantRouting.Drafts.DraftStore>();
        var database = host.Services.GetRequiredKeyedService<ServiceDatabase>(AssistantRoutingModule.Name);
        var ct = TestContext.Current.CancellationToken;
        await database.WriteAsync(new Sql("update draft set created_at = 0 where turn_id = @turn;").With("turn", screened.Turn.TurnId), ct);
        Assert.Equal(1, await store.PruneAsync(DateTimeOffset.UtcNow.AddDays(-1), ct));
    }
}

public sealed class StandaloneDraftReplyTests(StandaloneRoutingHost host) : DraftReplySuite(host);

public sealed class DistributedDraftReplyTests(DistributedRoutingHost host) : DraftReplySuite(host);
