using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Streaming;

/// <summary>Replies that are shown while the provider writes them: what is shown, when, and that the stored reply never depends on it.</summary>
public abstract class StreamingSuite(RoutingHost host)
{
    private const string Question = "Do you ship to Switzerland?";

    [Fact]
    public async Task Sentence_IsShownBeforeTheProviderWroteTheNext()
    {
        var shown = new TaskCompletionSource();
        async IAsyncEnumerable<string> PiecesAsync()
        {
            yield return "Yes, we";
            yield return " do [1]. It takes";
            // Only who reads along can release this: an answer in one piece would never come.
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(10));
            yield return " a week.";
        }

        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.StreamAsync(http, PiecesAsync()));
        var turn = await AskAsync(fake);
        Assert.Equal(new ReplyPiece(turn.Id, 1, 0, "Yes, we do. "), await turn.NextAsync());
        shown.SetResult();
        Assert.Equal(new ReplyPiece(turn.Id, 1, 1, "It takes a week."), await turn.NextAsync());
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal(("Yes, we do. It takes a week.", "test-model-2026", 42), (drafted.Reply.Text, drafted.Reply.Model, drafted.Reply.Tokens));
        Assert.Equal("Shipping", Assert.Single(drafted.Reply.Sources).Title);
        Assert.True(Assert.Single(fake.Asked).Body["stream"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Anthropic_StreamsToo()
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.StreamAsAnthropicAsync(http, "Oui. ", "Une sem", "aine."));
        var turn = await AskAsync(fake, "anthropic");
        Assert.Equal(["Oui. ", "Une semaine."], [(await turn.NextAsync()).Text, (await turn.NextAsync()).Text]);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal(("Oui. Une semaine.", "claude-test"), (drafted.Reply.Text, drafted.Reply.Model));
        Assert.InRange(drafted.Reply.Tokens, 30, 40);
    }

    [Fact]
    public async Task Sentence_ThatDoesNotPassWithTheOneBefore_EndsTheStream_NotTheReply()
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.StreamAsync(http, FakeProvider.Pieces("It is a brown. ", "Fox here. ", "More of it.")));
        var turn = await AskAsync(fake, screen: text => !text.Contains("brown. Fox", StringComparison.Ordinal));
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal("It is a brown. Fox here. More of it.", drafted.Reply.Text);
        Assert.Equal(["It is a brown. "], turn.Rest().Select(p => p.Text));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Reply_ThatNobodyReadsAlong_OrInASeriousMatter_IsNotStreamed(bool streamed, bool serious)
    {
        await using var fake = await FakeProvider.SayingAsync("Yes. We do.");
        var turn = await AskAsync(fake, streamed: streamed, serious: serious);
        await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Null(Assert.Single(fake.Asked).Body["stream"]);
        Assert.Empty(turn.Rest());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("aborted")]
    public async Task Stream_ThatBreaks_IsAskedAgainInOnePiece(string how)
    {
        var shown = new TaskCompletionSource();
        await using var fake = await FakeProvider.StartAsync(async (http, call) =>
        {
            if (call > 1)
            {
                await FakeProvider.SayAsync(http, "Whole. Reply.");
                return;
            }

            await FakeProvider.StreamAsync(http, FakeProvider.Pieces("First part. ", "Second pa"), end: false);
            // A reset throws away what the other end has not read yet.
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(10));
            if (how == "aborted") http.Abort();
        });
        var turn = await AskAsync(fake);
        Assert.Equal("First part. ", (await turn.NextAsync()).Text);
        shown.SetResult();
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal("Whole. Reply.", drafted.Reply.Text);
        Assert.Empty(turn.Rest());
        Assert.Equal([true, null], fake.Asked.Select(a => a.Body["stream"]?.GetValue<bool>()));
        Assert.Contains("2 tries", drafted.Trail.Single(s => s.Step == "ask_provider").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ThatDelivers_MayTakeLongerThanOneTry()
    {
        // Six pieces, 700 ms apart: past the 3 s that a try has, within the 2 s that a stream may pause.
        async IAsyncEnumerable<string> SlowlyAsync()
        {
            for (var i = 1; i <= 6; i++)
            {
                if (i > 1) await Task.Delay(700);
                yield return $"Part {i}. ";
            }
        }

        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.StreamAsync(http, SlowlyAsync()));
        var turn = await AskAsync(fake);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal("Part 1. Part 2. Part 3. Part 4. Part 5. Part 6.", drafted.Reply.Text);
        Assert.Single(fake.Asked);
        Assert.Equal(6, turn.Rest().Count);
    }

    [Fact]
    public async Task Stream_WithoutItsFirstTokenInTime_IsBegunAnew()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) =>
            call == 1 ? Misbehaviour.OfAsync(http, "no token", streamed: true) : FakeProvider.StreamAsync(http, FakeProvider.Pieces("Here. ", "I am.")));
        var turn = await AskAsync(fake);
        Assert.Equal("Here. ", (await turn.NextAsync()).Text);
        Assert.Equal("Here. I am.", (await host.Drafts.NextAsync<ReplyDrafted>(turn.Id)).Reply.Text);
        Assert.Equal([true, true], fake.Asked.Select(a => a.Streamed));
    }

    [Fact]
    public async Task Stream_ThatStops_IsAskedAgainInOnePiece()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) =>
            call == 1 ? Misbehaviour.OfAsync(http, "stalled", streamed: true) : FakeProvider.SayAsync(http, "Whole. Reply."));
        var turn = await AskAsync(fake);
        Assert.Equal("A first sentence. ", (await turn.NextAsync()).Text);
        Assert.Equal("Whole. Reply.", (await host.Drafts.NextAsync<ReplyDrafted>(turn.Id)).Reply.Text);
        Assert.Equal([true, false], fake.Asked.Select(a => a.Streamed));
    }

    [Fact]
    public async Task Stream_WithoutEnd_IsEnded_AndTheArticlesAnswer()
    {
        await using var fake = await FakeProvider.StartAsync(async (http, _) =>
        {
            async IAsyncEnumerable<string> ForeverAsync()
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    yield return new string('x', 8000) + ". ";
                    await Task.Yield();
                }
            }

            await FakeProvider.StreamAsync(http, ForeverAsync());
        });
        var turn = await AskAsync(fake);
        var drafted = await host.Drafts.NextAsync<ReplyDrafted>(turn.Id);
        Assert.Equal(("builtin", true), (drafted.Reply.Model, drafted.Reply.Known));
        Assert.Equal("provider_invalid_answer", drafted.Trail.Single(s => s.Step == "ask_provider").Cause);
        Assert.True(turn.Rest().Sum(p => p.Text.Length) <= 8000);
    }

    [Fact]
    public async Task Server_ThatCannotStream_IsAskedOnceMoreWithout()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) =>
            call == 1 ? FakeProvider.RefuseAsync(http, 400, "unsupported_value") : FakeProvider.SayAsync(http, "Yes."));
        var turn = await AskAsync(fake);
        Assert.Equal("Yes.", (await host.Drafts.NextAsync<ReplyDrafted>(turn.Id)).Reply.Text);
        Assert.Equal([true, null], fake.Asked.Select(a => a.Body["stream"]?.GetValue<bool>()));
    }

    private async Task<Heard> AskAsync(FakeProvider fake, string kind = "openai", Func<string, bool>? screen = null, bool streamed = true, bool serious = false)
    {
        var (tenant, _) = await host.NewShopAsync();
        var put = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind, baseUrl = fake.Url, model = "m", apiKey = "sk-test-0123456789-wxyz" });
        Assert.Equal(HttpStatusCode.OK, put.Status);
        if (screen is not null) host.Screens[tenant] = screen;
        var screened = Turns.Screened(tenant, Question, serious: serious, streamed: streamed);
        var heard = new Heard(screened.Turn.TurnId, host.Services.GetRequiredService<IHints>());
        await host.PublishAsync(screened);
        return heard;
    }

    /// <summary>The pieces of one turn, as chat would hear them.</summary>
    private sealed class Heard
    {
        private readonly Channel<ReplyPiece> _pieces = Channel.CreateUnbounded<ReplyPiece>();

        public Heard(Guid id, IHints hints)
        {
            Id = id;
            hints.Subscribe(ReplyPiece.Channel, payload =>
            {
                var piece = JsonSerializer.Deserialize<ReplyPiece>(payload, JsonDefaults.Options)!;
                if (piece.TurnId == id) _pieces.Writer.TryWrite(piece);
            });
        }

        public Guid Id { get; }

        public async Task<ReplyPiece> NextAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(15));
            return await _pieces.Reader.ReadAsync(limit.Token);
        }

        /// <summary>Those that came by now: published before the draft was, by the process that is asked.</summary>
        public List<ReplyPiece> Rest()
        {
            var rest = new List<ReplyPiece>();
            while (_pieces.Reader.TryRead(out var piece)) rest.Add(piece);
            return rest;
        }
    }
}

public sealed class StandaloneStreamingTests(StandaloneRoutingHost host) : StreamingSuite(host);

public sealed class DistributedStreamingTests(DistributedRoutingHost host) : StreamingSuite(host);
