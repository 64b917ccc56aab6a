using LiveChat.RealtimeFanout.Presence;

namespace LiveChat.RealtimeFanout.Tests.Presence;

public sealed class PresenceRulesTests
{
    private static readonly Guid s_ada = Guid.CreateVersion7();
    private static readonly Guid s_conversation = Guid.CreateVersion7();

    [Fact]
    public void Merge_OneWindowAwayOneOnline_IsOnlineAndLooksWhereTheOnlineOneLooks()
    {
        var people = PresenceRules.Merge([Entry("away", Guid.CreateVersion7()), Entry("online", s_conversation)]);
        Assert.Equal(new Person(s_ada, "Ada", true, "online", s_conversation), people[s_ada]);
    }

    [Fact]
    public void Merge_OrderOfReading_DoesNotMatter()
    {
        PresenceEntry[] entries = [Entry("online", Guid.CreateVersion7()), Entry("online", s_conversation), Entry("online", null)];
        Assert.Equal(PresenceRules.Merge(entries)[s_ada], PresenceRules.Merge(entries.Reverse())[s_ada]);
    }

    [Fact]
    public void Changes_SomebodyLeft_ComesAsOffline()
    {
        var before = PresenceRules.Merge([Entry("online", s_conversation)]);
        var change = Assert.Single(PresenceRules.Changes(before, PresenceRules.Merge([])));
        Assert.Equal(("offline", null), (change.State, change.ConversationId));
    }

    [Fact]
    public void Changes_NothingNew_IsEmpty()
    {
        var people = PresenceRules.Merge([Entry("online", s_conversation)]);
        Assert.Empty(PresenceRules.Changes(people, PresenceRules.Merge([Entry("online", s_conversation)])));
    }

    private static PresenceEntry Entry(string state, Guid? viewing) =>
        new(s_ada, "one", "Ada", true, state, viewing, DateTimeOffset.UtcNow);
}
