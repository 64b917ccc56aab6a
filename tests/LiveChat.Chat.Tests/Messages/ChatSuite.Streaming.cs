using System.Text.Json;

namespace LiveChat.Chat.Tests.Messages;

public abstract partial class ChatSuite
{
    [Fact]
    public async Task Post_AsEventStream_SendsAcceptedReplyDone()
    {
        var visitor = Host.Visitor(Host.Admit());
        var events = await visitor.StreamAsync(HttpMethod.Post, "chat", """{"sessionId":"s-1","message":"Hello!"}""", (name, _) => name is "done" or "error", _ct);
        Assert.Equal(["accepted", "reply", "done"], events.Select(e => e.Name));
        Assert.Equal(43, events[0].Data.GetProperty("sessionKey").GetString()!.Length);
        Assert.Equal("Echo: Hello!", events[1].Data.GetProperty("text").GetString());
        Assert.Equal("answered", events[2].Data.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Post_AsEventStream_ShowsPiecesUntilOneIsMissing_AndTheReplyReplacesThem()
    {
        var tenant = Host.Admit();
        var shown = new TaskCompletionSource();
        var reading = Host.Visitor(tenant).StreamAsync(HttpMethod.Post, "chat", """{"sessionId":"s-1","message":"gate"}""", (name, data) =>
        {
            if (name == "delta" && data.GetProperty("text").GetString() == "Two. ") shown.SetResult();
            return name is "done" or "error";
        }, _ct);
        var heard = await Host.Neighbours.HearAsync(tenant, _ct);
        Assert.True(heard.Message.Streamed);
        foreach (var piece in (ReplyPiece[])[new(Guid.NewGuid(), 1, 0, "Another turn's."), new(heard.Turn.TurnId, 1, 0, "One. "), new(heard.Turn.TurnId, 2, 1, "Another attempt's."),
            new(heard.Turn.TurnId, 1, 0, "One. "), new(heard.Turn.TurnId, 1, 1, "Two. "), new(heard.Turn.TurnId, 1, 3, "Four. "), new(heard.Turn.TurnId, 1, 2, "Three. ")])
        {
            Hints.Publish(ReplyPiece.Channel, JsonSerializer.Serialize(piece, JsonDefaults.Options));
        }

        Hints.Publish(ReplyPiece.Channel, "{broken");
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(20), _ct);
        await Host.Neighbours.OpenAsync(heard);
        var events = await reading;
        Assert.Equal(["accepted", "delta", "delta", "reply", "done"], events.Select(e => e.Name));
        Assert.Equal(["One. ", "Two. "], events.Where(e => e.Name == "delta").Select(e => e.Data.GetProperty("text").GetString()));
        Assert.Equal("Echo: gate", events[3].Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Post_ForOneAnswer_IsNotStreamed()
    {
        var tenant = Host.Admit();
        await Host.Visitor(tenant).SayAsync("Hello!", _ct);
        Assert.False((await Host.Neighbours.HearAsync(tenant, _ct)).Message.Streamed);
    }
}
