using System.Text.Json.Nodes;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Routing;
using LiveChat.AssistantRouting.Tests.Retrieval;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Drafts;

/// <summary>The demo's sample conversations say what Ada really says.</summary>
public sealed class DemoSamplesTests
{
    [Fact]
    public void Samples_AssistantMessages_AreTheAssistantsOwn()
    {
        var demo = Path.Combine(AppContext.BaseDirectory, "Demo");
        var settings = System.Text.Json.JsonSerializer.Deserialize<AssistantSettings>(File.ReadAllText(Path.Combine(demo, "assistant.json")), JsonDefaults.Options)!;
        var ada = new Assistant(Guid.CreateVersion7(), true, AssistantRules.Check(settings), 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var setup = new TenantSetup(1, 1, [ada], RoutingSettings.None, DemoKnowledge.Shop);
        var drafter = new Drafter(TimeProvider.System);
        var wrong = new List<string>();
        foreach (var conversation in JsonNode.Parse(File.ReadAllText(Path.Combine(demo, "samples.json")))!["conversations"]!.AsArray())
        {
            string? asked = null;
            foreach (var message in conversation!["messages"]!.AsArray())
            {
                var text = message!["text"]!.GetValue<string>();
                if (message["author"]!.GetValue<string>() == "assistant")
                {
                    var says = drafter.Answer(setup, ada, asked!, conversation["locale"]!.GetValue<string>(), []).Text;
                    if (says != text) wrong.Add($"{conversation["sessionId"]}: {asked}\n  has:  {text}\n  says: {says}");
                }

                asked = text;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
