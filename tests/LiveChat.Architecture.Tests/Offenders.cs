using Xunit;

namespace LiveChat.Architecture.Tests;

/// <summary>A rule's offenders, all of them in the message.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"{all.Count} against the rule:\n  " + string.Join("\n  ", all));
    }
}
