using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>
/// Every way in which a provider fails, for replies in one piece and for streamed ones: the visitor gets what the articles say, or
/// the turn fails with its cause; the trail and the metric name the same cause, and neither a span nor a log has the key.
/// </summary>
public abstract partial class ProviderFailureSuite(RoutingHost host)
{
    private const string Key = "sk-test-0123456789-wxyz", Known = "Do you ship to Switzerland?", Unknowable = "Do you sell gloves?";

    [Theory]
    [InlineData("endless", "provider_invalid_answer", 1, 1)]
    [InlineData("broken", "provider_error", 3, 3)]
    [InlineData("garbage", "provider_invalid_answer", 1, 2)]
    [InlineData("wrong type", "provider_invalid_answer", 1, 2)]
    [InlineData("empty", "provider_invalid_answer", 1, 1)]
    [InlineData("error event", "provider_error", 3, 3)]
    [InlineData("500", "provider_error", 3, 3)]
    [InlineData("401", "provider_key_refused", 1, 1)]
    [InlineData("400", "provider_refused", 1, 2)]
    [InlineData("429 with a long wait", "provider_rate_limited", 1, 1)]
    [InlineData("429 without a wait", "provider_rate_limited", 3, 3)]
    [InlineData("quota", "provider_quota", 1, 1)]
    [InlineData("redirect", "provider_redirect", 1, 1)]
    public async Task Failure_HasItsCauseInAnswerTrailAndMetric(string how, string cause, int tries, int streamedTries)
    {
        await FailAsync(how, cause, tries, tries, streamed: false);
        await FailAsync(how, cause, streamedTries, streamedTries, streamed: true);
    }

    [Theory]
    [InlineData("endless", "provider_invalid_answer", 1, 1)]
    [InlineData("broken", "provider_error", 3, 3)]
    [InlineData("garbage", "provider_invalid_answer", 1, 2)]
    [InlineData("wrong type", "provider_invalid_answer", 1, 2)]
    [InlineData("empty", "provider_invalid_answer", 1, 1)]
    [InlineData("error event", "provider_error", 3, 3)]
    [InlineData("529", "provider_error", 3, 3)]
    [InlineData("429 with a long wait", "provider_rate_limited", 1, 1)]
    [InlineData("429 without a wait", "provider_rate_limited", 3, 3)]
    [InlineData("redirect", "provider_redirect", 1, 1)]
    public async Task Failure_OfAnthropic_HasItsCauseInAnswerTrailAndMetric(string how, string cause, int tries, int streamedTries)
    {
        await FailAsync(how, cause, tries, tries, streamed: false, anthropic: true);
        await FailAsync(how, cause, streamedTries, streamedTries, streamed: true, anthropic: true);
    }

    // Together, since each takes all the time that a question has.
    [Fact]
    public Task Silence_OfEveryKind_IsATimeout() => Task.WhenAll(
        FailAsync("slow first byte", "provider_timeout", 2, 3, streamed: false),
        FailAsync("slow first byte", "provider_timeout", 2, 3, streamed: true),
        FailAsync("slow first byte", "provider_timeout", 2, 3, streamed: false, anthropic: true),
        FailAsync("slow first byte", "provider_timeout", 2, 3, streamed: true, anthropic: true),
        FailAsync("no token", "provider_timeout", 2, 3, streamed: false),
        FailAsync("no token", "provider_timeout", 2, 3, streamed: true),
        FailAsync("stalled", "provider_timeout", 2, 3, streamed: true),
        FailAsync("stalled", "provider_timeout", 2, 3, streamed: true, anthropic: true));

    [Theory]
    [InlineData(500, null, 0, false)]
    [InlineData(500, null, 0, true)]
    [InlineData(429, "0", 0, false)]
    [InlineData(429, "1", 900, false)]
    [InlineData(429, "1", 900, true)]
    [InlineData(529, null, 0, false)]
    public async Task Failure_ThatPasses_IsTriedAgain_NotBeforeItsTime(int status, string? retryAfter, int milliseconds, bool streamed)
    {
        var times = new List<DateTime>();
        await using var fake = await FakeProvider.StartAsync((http, call) =>
        {
            times.Add(DateTime.UtcNow);
            return call == 1 ? FakeProvider.RefuseAsync(http, status, "overloaded", retryAfter: retryAfter)
                : streamed ? FakeProvider.StreamAsync(http, FakeProvider.Pieces("Yes.")) : FakeProvider.SayAsync(http, "Yes.");
        });
        using var metrics = new ProviderMetrics();
        var turn = Turns.Screened(await ShopAsync(fake), Known, streamed: streamed);
        await host.PublishAsync(turn);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId);
        Assert.Equal("Yes.", drafted.Reply.Text);
        Assert.Equal(2, Tries(drafted.Trail));
        Assert.Equal([""], metrics.Of(turn.Turn.TurnId));
        Assert.True(times[1] - times[0] >= TimeSpan.FromMilliseconds(milliseconds), $"asked again after {times[1] - times[0]}");
    }

    [Theory]
    [InlineData("openai", false)]
    [InlineData("openai", true)]
    [InlineData("anthropic", false)]
    public async Task NobodyListens_IsUnreachable(string kind, bool streamed)
    {
        var gone = await FakeProvider.SayingAsync("x");
        var url = gone.Url;
        await gone.DisposeAsync();
        using var metrics = new ProviderMetrics();
        var (tenant, _) = await host.NewShopAsync(url, kind);
        var (failed, turn) = await host.AskAsync<ReplyFailed>(tenant, Unknowable, streamed);
        Assert.Equal("provider_unreachable", failed.Cause);
        Assert.Equal("provider_unreachable", Assert.Single(failed.Trail, s => s.Step == "ask_provider").Cause);
        Assert.Equal(3, Tries(failed.Trail));
        Assert.Equal(["provider_unreachable"], metrics.Of(turn.TurnId));
        Assert.Equal("builtin", (await host.AskAsync<ReplyDrafted>(tenant, Known, streamed)).Event.Reply.Model);
    }

    private async Task FailAsync(string how, string cause, int least, int most, bool streamed, bool anthropic = false)
    {
        await using var elsewhere = await FakeProvider.SayingAsync("You found me.");
        await using var fake = await FakeProvider.StartAsync((http, _) => Misbehaviour.OfAsync(http, how, Asked.Of(http).Streamed, elsewhere.Url, anthropic));
        using var metrics = new ProviderMetrics();
        var tenant = await ShopAsync(fake, anthropic ? "anthropic" : "openai");
        var (known, unknowable) = (Turns.Screened(tenant, Known, streamed: streamed), Turns.Screened(tenant, Unknowable, streamed: streamed));
        await Task.WhenAll(host.PublishAsync(known), host.PublishAsync(unknowable));

        var answered = await host.Drafts.NextAsync<ReplyDrafted>(known.Turn.TurnId);
        Assert.Equal(("builtin", true), (answered.Reply.Model, answered.Reply.Known));
        Assert.Contains("12.90", answered.Reply.Text, StringComparison.Ordinal);
        Assert.Equal("Shipping", Assert.Single(answered.Reply.Sources).Title);
        var failed = await host.Drafts.NextAsync<ReplyFailed>(unknowable.Turn.TurnId);
        Assert.Equal(cause, failed.Cause);
        foreach (var (turn, trail) in ((TurnRef, IReadOnlyList<TrailStep>)[])[(known.Turn, answered.Trail), (unknowable.Turn, failed.Trail)])
        {
            var step = Assert.Single(trail, s => s.Step == "ask_provider");
            Assert.Equal(("failed", cause), (step.Outcome, step.Cause));
            Assert.InRange(Tries(trail), least, most);
            Assert.Equal([cause], metrics.Of(turn.TurnId));
            Assert.DoesNotContain(trail, s => s.Detail?.Contains(fake.Url, StringComparison.Ordinal) == true || s.Detail?.Contains("0123456789", StringComparison.Ordinal) == true);
        }

        Assert.DoesNotContain(metrics.Spans, tag => tag.Contains("0123456789", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs, line => line.Contains("0123456789", StringComparison.Ordinal) || line.Contains("gloves", StringComparison.Ordinal));
        Assert.Equal(streamed, fake.Asked.Any(a => a.Streamed));
        Assert.Empty(elsewhere.Asked);
    }

    private static int Tries(IReadOnlyList<TrailStep> trail) =>
        int.Parse(TriesPattern().Match(trail.Single(s => s.Step == "ask_provider").Detail!).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private async Task<string> ShopAsync(FakeProvider fake, string kind = "openai")
    {
        var (tenant, _) = await host.NewShopAsync();
        var put = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind, baseUrl = fake.Url, model = "m", apiKey = Key });
        Assert.Equal(HttpStatusCode.OK, put.Status);
        return tenant;
    }

    [GeneratedRegex(@"(\d+) (?:try|tries)\b")]
    private static partial Regex TriesPattern();
}

public sealed class StandaloneProviderFailureTests(StandaloneRoutingHost host) : ProviderFailureSuite(host);

public sealed class DistributedProviderFailureTests(DistributedRoutingHost host) : ProviderFailureSuite(host);
