using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>An HTTP answer, read whole.</summary>
internal sealed record Answer(string What, int Status, JsonNode? Body, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonNode? this[string member] => Body?[member];

    public string? Code => (string?)Body?["code"];

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The body of a success.</summary>
    public JsonNode Ok(int status = 200)
    {
        Assert.True(Status == status, $"{What} was answered with {Status}, not {status}: {Text}");
        return Body ?? new JsonObject();
    }

    /// <summary>Any success; whether it has a body is not the contract's business.</summary>
    public void Done() => Assert.True(Status is >= 200 and < 300, $"{What} was answered with {Status}: {Text}");

    /// <summary>A refusal as the contract wants every one: problem document, code, request id, one sentence of help.</summary>
    public JsonNode Refused(int status, string code)
    {
        Assert.True(Status == status && Code == code, $"{What} was answered with {Status} {Code}, not {status} {code}: {Text}");
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(status, (int?)Body!["status"]);
        Assert.Equal(Header("X-Request-Id"), (string?)Body["requestId"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)Body["title"]), Text);
        Assert.False(string.IsNullOrWhiteSpace((string?)Body["detail"]), Text);
        Assert.False(string.IsNullOrWhiteSpace((string?)Body["type"]), Text);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        if (status is 429 or 503)
            Assert.True(int.Parse(Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) >= 0);
        return Body;
    }
}
