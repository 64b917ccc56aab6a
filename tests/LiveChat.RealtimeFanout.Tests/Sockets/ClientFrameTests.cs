using System.Text;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

public sealed class ClientFrameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"auth\"")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"unheard"}""")]
    [InlineData("""{"type":"auth","token":7}""")]
    [InlineData("""{"type":"auth","token":"x","lastEventId":{}}""")]
    [InlineData("""{"type":"auth","token":"a\u0000b"}""")]
    [InlineData("""{"type":"auth","token":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"type":"auth","\udc00udc00":"x"}""")]
    [InlineData("""{"type":"viewing","conversationId":"\ud800"}""")]
    [InlineData("""{"type":"typing","typing":true}""")]
    [InlineData("""{"type":"typing","conversationId":"nonsense","typing":true}""")]
    [InlineData("""{"type":"typing","conversationId":"0198a1b2-0000-7000-8000-000000000000","typing":"yes"}""")]
    [InlineData("""{"type":"viewing","conversationId":5}""")]
    [InlineData("""{"type":"presence","state":"invisible"}""")]
    [InlineData("""{"type":"presence"}""")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""")]
    public void Parse_NotOfTheContract_IsInvalid(string text) =>
        Assert.IsType<ClientFrame.Invalid>(ClientFrame.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_FramesOfTheContract_AreRead()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(new ClientFrame.Auth("t", "e-1"), Parse("""{"type":"auth","token":"t","lastEventId":"e-1","more":[]}"""));
        Assert.Equal(new ClientFrame.Auth(null, null), Parse("""{"type":"auth","lastEventId":null}"""));
        Assert.Equal(new ClientFrame.Typing(id, false), Parse($$"""{"type":"typing","conversationId":"{{id}}","typing":false}"""));
        Assert.Equal(new ClientFrame.Viewing(id), Parse($$"""{"type":"viewing","conversationId":"{{id}}"}"""));
        Assert.Equal(new ClientFrame.Viewing(null), Parse("""{"type":"viewing","conversationId":null}"""));
        Assert.Equal(new ClientFrame.Presence("away"), Parse("""{"type":"presence","state":"away"}"""));
    }

    private static ClientFrame Parse(string text) => ClientFrame.Parse(Encoding.UTF8.GetBytes(text));
}
