using System.Diagnostics;
using System.Globalization;

namespace LiveChat.Benchmarks.Load;

/// <summary>What a load run found: operations, their latencies in milliseconds, the span they took.</summary>
internal sealed class Latencies(IReadOnlyList<long> ticks, TimeSpan elapsed, int failures)
{
    private readonly double[] _milliseconds = [.. ticks.Select(t => t * 1000.0 / Stopwatch.Frequency).Order()];

    public int Count => _milliseconds.Length;

    public int Failures { get; } = failures;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public TimeSpan Elapsed { get; } = elapsed;

    public double Percentile(double p) =>
        Count == 0 ? double.NaN : _milliseconds[Math.Min(Count - 1, (int)Math.Ceiling(p / 100 * Count) - 1)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{PerSecond,8:0.0}/s  p50 {Percentile(50),7:0.00} ms  p99 {Percentile(99),7:0.00} ms  n {Count}{(Failures > 0 ? $"  FAILED {Failures}" : "")}");
}
