using System.Diagnostics;

namespace LiveChat.Benchmarks.Load;

/// <summary>A fixed number of clients, each sending its next request when the last is answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs <paramref name="operation"/> (client number, count so far) until <paramref name="time"/> is over.</summary>
    public static async Task<Latencies> RunAsync(int clients, TimeSpan time, Func<int, int, Task<bool>> operation)
    {
        var all = new List<long>[clients];
        var failures = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = all[client] = new List<long>(4096);
            for (var i = 0; clock.Elapsed < time; i++)
            {
                var start = Stopwatch.GetTimestamp();
                if (await operation(client, i).ConfigureAwait(false)) own.Add(Stopwatch.GetTimestamp() - start);
                else Interlocked.Increment(ref failures);
            }
        })));
        return new Latencies([.. all.SelectMany(x => x)], clock.Elapsed, failures);
    }
}
