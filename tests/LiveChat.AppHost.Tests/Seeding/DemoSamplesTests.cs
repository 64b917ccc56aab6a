using System.Text.Json.Nodes;
using LiveChat.AppHost.Seeding;
using Xunit;

namespace LiveChat.AppHost.Tests.Seeding;

public sealed class DemoSamplesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Body_OfTheShopsOwn_EveryTimeIsAbsoluteAndInOrder()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", "samples.json")))!.AsObject();

        var body = DemoSamples.Body(file, "demo-shop", Now);

        Assert.Equal("demo-shop", (string?)body["tenantId"]);
        Assert.DoesNotContain("inutesAgo", body.ToJsonString(), StringComparison.Ordinal);
        Assert.True(body["conversations"]!.AsArray().Count >= 12);
        Assert.All(body["conversations"]!.AsArray(), conversation =>
        {
            var times = conversation!["messages"]!.AsArray().Select(m => (DateTimeOffset)m!["at"]!).ToList();
            Assert.Equal(times.Order(), times);
            Assert.InRange((DateTimeOffset)conversation["startedAt"]!, Now.AddDays(-30), times[0]);
        });
    }
}
