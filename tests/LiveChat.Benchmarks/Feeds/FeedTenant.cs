using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>A tenant with an owner and nothing else: its feed is all that is measured.</summary>
internal static class FeedTenant
{
    public static async Task<(string Id, string Token)> CreateAsync(HttpClient http)
    {
        var id = "feed-" + Guid.NewGuid().ToString("N")[..10];
        using var make = new HttpRequestMessage(HttpMethod.Post, "/api/operator/tenants")
        {
            Content = JsonContent.Create(new { id, name = "Feed", ownerEmail = $"owner@{id}.example" }),
        };
        make.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BenchTenant.OperatorKey);
        var made = await ReadAsync(await http.SendAsync(make));
        var invitation = new Uri(made["invitation"]!["url"]!.GetValue<string>());
        var token = (invitation.Query + invitation.Fragment).Split('=', 2)[1];
        var accept = new { token, password = Guid.NewGuid().ToString("N") + "aA1!", client = "script" };
        var grant = await ReadAsync(await http.PostAsJsonAsync("/api/auth/accept", accept));
        return (id, grant["accessToken"]!.GetValue<string>());
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
        }
    }
}
