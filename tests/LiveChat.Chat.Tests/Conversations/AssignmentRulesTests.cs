using LiveChat.Chat.Staff;

namespace LiveChat.Chat.Tests.Conversations;

public sealed class AssignmentRulesTests
{
    private static readonly OnlinePerson s_ann = new(new Guid(1, 0, 0, new byte[8]), "Ann");
    private static readonly OnlinePerson s_bob = new(new Guid(2, 0, 0, new byte[8]), "Bob");
    private static readonly DateTimeOffset s_early = DateTimeOffset.UnixEpoch, s_late = DateTimeOffset.UnixEpoch.AddHours(1);

    [Theory]
    [InlineData("none", 0, 0, null, null)]
    [InlineData("round_robin", 0, 5, null, "Bob")]
    [InlineData("least_busy", 0, 5, null, "Ann")]
    [InlineData("least_busy", 3, 3, null, "Bob")]
    [InlineData("least_busy", 2, 1, 2, "Bob")]
    [InlineData("round_robin", 1, 2, 2, "Ann")]
    [InlineData("round_robin", 2, 2, 2, null)]
    public void Pick_ByModeLoadAndCapacity(string mode, int annHas, int bobHas, int? capacity, string? expected)
    {
        // Bob was given one longer ago than Ann.
        var loads = new Dictionary<Guid, Load> { [s_ann.UserId] = new(annHas, s_late), [s_bob.UserId] = new(bobHas, s_early) };
        Assert.Equal(expected, AssignmentRules.Pick(mode, capacity, [s_ann, s_bob], loads)?.Name);
    }

    [Fact]
    public void Pick_SomebodyNew_ComesFirst() =>
        Assert.Equal("Bob", AssignmentRules.Pick("round_robin", null, [s_ann, s_bob], new Dictionary<Guid, Load> { [s_ann.UserId] = new(0, s_early) })?.Name);

    [Fact]
    public void Pick_NobodyOnline_LeavesItInTheQueue() =>
        Assert.Null(AssignmentRules.Pick("least_busy", null, [], new Dictionary<Guid, Load>()));
}
