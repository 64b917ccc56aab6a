using System.Diagnostics;
using System.Globalization;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>Many sockets that do nothing, and many that come back at once.</summary>
internal static class FeedCrowd
{
    public static async Task IdleAsync(FeedSubject subject, IReadOnlyList<(string Id, string Token)> tenants, int count)
    {
        var open = new List<FeedSocket>();
        try
        {
            // The first ones pay for buffers and code that the rest share.
            await OpenAsync(subject, tenants, open, 500, null);
            await Task.Delay(1_000);
            var before = subject.Memory();
            await OpenAsync(subject, tenants, open, count, null);
            await Task.Delay(3_000);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"feed, {subject.Name}: {(subject.Memory() - before) / 1024.0 / (count - 500):0.0} KB for each of {count} idle sockets"));
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    /// <param name="missed">Events of each tenant; more than 128 have to be read from the log.</param>
    public static async Task ReturnAsync(FeedSubject subject, FeedBus bus, IReadOnlyList<(string Id, string Token)> tenants, int count, int missed)
    {
        var last = new Dictionary<string, string>();
        foreach (var (id, token) in tenants)
        {
            using var watching = await FeedSocket.OpenAsync(subject.Address, subject.Speech, id, token, sample: true);
            await bus.PublishAsync(Source.Log, id);
            while (watching.FirstEventId is null) await Task.Delay(5);
            last[id] = watching.FirstEventId;
            for (var i = 0; i < missed; i++) await bus.PublishAsync(Source.Log, id);
        }

        await Task.Delay(1_000);
        var open = new List<FeedSocket>();
        try
        {
            var clock = Stopwatch.StartNew();
            await OpenAsync(subject, tenants, open, count, last);
            while (open.Sum(s => s.Received) < (long)count * missed && clock.Elapsed < TimeSpan.FromMinutes(1)) await Task.Delay(10);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"feed, {subject.Name}: {count} sockets come back and get {open.Sum(s => s.Received)} of {count * missed} missed events in {clock.Elapsed.TotalSeconds:0.0} s"));
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    private static async Task OpenAsync(
        FeedSubject subject, IReadOnlyList<(string Id, string Token)> tenants, List<FeedSocket> open, int upTo, Dictionary<string, string>? last)
    {
        while (open.Count < upTo)
        {
            var batch = Enumerable.Range(open.Count, Math.Min(100, upTo - open.Count)).Select(i => tenants[i % tenants.Count]);
            open.AddRange(await Task.WhenAll(batch.Select(tenant => FeedSocket.OpenAsync(
                subject.Address, subject.Speech, tenant.Id, tenant.Token, false, last?[tenant.Id]))));
        }
    }
}
