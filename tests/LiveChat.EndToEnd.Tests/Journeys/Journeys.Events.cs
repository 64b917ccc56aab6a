using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task EventStream_ThroughTheGateway_BringsATurnAsItHappens_AndResumes()
    {
        var tenant = await TenantAsync();
        using var http = new HttpClient();
        string? last = null;
        foreach (var round in (int[])[1, 2])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway, $"{tenant.Route}/events"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)tenant.Login["accessToken"]!);
            // In the second round the turn is over before anybody listens.
            if (round == 2)
            {
                request.Headers.Add("Last-Event-ID", last);
                await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
            }
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
            Assert.Equal("event: auth:ok", await LineAsync(reader, "event: "));
            if (round == 1) await tenant.NewVisitor().SayAsync("Hello!", Ct);
            for (var seq = 0; seq != 2;)
            {
                if (await LineAsync(reader, "id: ", "data: ") is var line && line.StartsWith("id: ", StringComparison.Ordinal)) last = line[4..];
                else if (JsonNode.Parse(line[6..])! is var frame && (string?)frame["type"] == "message:new") seq = (int)frame["data"]!["message"]!["seq"]!;
            }
        }
    }

    private static async Task<string> LineAsync(StreamReader reader, params string[] beginnings)
    {
        while (await reader.ReadLineAsync(Ct) is { } line)
            if (beginnings.Any(b => line.StartsWith(b, StringComparison.Ordinal))) return line;
        throw new InvalidOperationException("The stream has ended.");
    }
}
