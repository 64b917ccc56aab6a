using Xunit;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>For what becomes true by an event that nobody outside can await.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<Task<bool>> holds, CancellationToken ct, string what = "what was expected")
    {
        for (var end = DateTime.UtcNow + Limit; !await holds(); await Task.Delay(50, ct))
            Assert.True(DateTime.UtcNow < end, $"After {Limit.TotalSeconds:0} s still not: {what}.");
    }

    /// <summary>Asks again until the answer satisfies.</summary>
    public static async Task<Answer> AnswerAsync(Func<Task<Answer>> ask, Func<Answer, bool> satisfies, CancellationToken ct)
    {
        for (var end = DateTime.UtcNow + Limit; ; await Task.Delay(50, ct))
        {
            var answer = await ask();
            if (satisfies(answer))
                return answer;
            Assert.True(DateTime.UtcNow < end, $"After {Limit.TotalSeconds:0} s {answer.What} still says {answer.Status}: {answer.Text}");
        }
    }
}
