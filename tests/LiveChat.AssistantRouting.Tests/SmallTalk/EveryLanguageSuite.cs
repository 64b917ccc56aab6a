using System.Net;
using System.Text.RegularExpressions;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.SmallTalk;

/// <summary>
/// Small talk in every language of the widget, in the variants people use (<c>small-talk.tsv</c>: language, kind, messages): it is
/// answered before retrieval, in the visitor's language, neither handed over nor listed as unanswered; the wish for a person is.
/// </summary>
public abstract partial class EveryLanguageSuite(RoutingHost host)
{
    private static readonly List<string[]> Table = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SmallTalk", "small-talk.tsv")).Select(l => l.Split('\t'))];

    public static TheoryData<string> Languages => [.. Table.Select(l => l[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task SmallTalk_IsAnswered_AndOnlyTheWishForAPersonHandsOver(string language)
    {
        var (tenant, _) = await host.NewShopAsync();
        var asked = Table.Where(l => l[0] == language).SelectMany(l => l[2].Split('|').Select(text => (Kind: l[1], Text: text, Turn: Turns.Screened(tenant, text, language)))).ToList();
        foreach (var (_, _, turn) in asked) await host.PublishAsync(turn);
        var wrong = new List<string>();
        foreach (var (kind, text, turn) in asked)
        {
            var came = await host.Drafts.NextAnyAsync(turn.Turn.TurnId);
            var texts = ReplyTexts.For(language);
            var said = kind switch
            {
                "Thanks" => texts.Thanks,
                "Goodbye" => texts.Goodbye,
                "WhoAreYou" => texts.WhoAmI.Replace("{0}", "Ada", StringComparison.Ordinal),
                "AreYouARobot" => texts.Robot.Replace("{0}", "Ada", StringComparison.Ordinal),
                _ => null,
            };
            var right = (kind, came) switch
            {
                ("WantsPerson", HandoverRequested handover) => handover.Cause == "visitor_asked",
                ("Greeting", ReplyDrafted reply) => reply.Reply.Known && reply.Reply.Sources.Count == 0 && reply.Reply.Text.Length > 0,
                (_, ReplyDrafted reply) => reply.Reply.Known && reply.Reply.Text == said,
                _ => false,
            };
            if (!right) wrong.Add($"{kind} '{text}': {(came as ReplyDrafted)?.Reply.Text ?? came.ToString()}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var unanswered = await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered");
        Assert.Equal(HttpStatusCode.OK, unanswered.Status);
        Assert.Empty(unanswered.Json!["items"]!.AsArray());
    }

    // A language that the widget learns needs its small talk, too.
    [Fact]
    public void Table_HasEveryLanguageOfTheWidget_AndEveryKind()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveChat.sln"))) folder = folder.Parent!;
        var source = File.ReadAllText(Path.Combine(folder.FullName, "src", "web", "widget", "src", "conversation", "locale.ts"));
        var languages = QuotedPattern().Matches(ListPattern().Match(source).Groups[1].Value).Select(m => m.Groups[1].Value).ToList();
        Assert.True(languages.Count >= 6);
        Assert.Equal(languages.SelectMany(language => Enum.GetNames<SmallTalkKind>().Select(kind => (language, kind))).Order(), Table.Select(l => (l[0], l[1])).Order());
        Assert.All(Table, l => Assert.True(l[2].Split('|').Length >= 5));
        Assert.All(languages, language => Assert.True(ReplyTexts.Has(language)));
    }

    [GeneratedRegex("type Language = ([^;]*);")]
    private static partial Regex ListPattern();

    [GeneratedRegex("\"([a-z]+)\"")]
    private static partial Regex QuotedPattern();
}

public sealed class StandaloneEveryLanguageTests(StandaloneRoutingHost host) : EveryLanguageSuite(host);

public sealed class DistributedEveryLanguageTests(DistributedRoutingHost host) : EveryLanguageSuite(host);
