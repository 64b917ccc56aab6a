using System.Globalization;
using LiveChat.AppHost.Platforms;

namespace LiveChat.Benchmarks.Load;

/// <summary>CPU seconds (user and system) by part, read from /proc since construction.</summary>
internal sealed class CpuTime
{
    private const double TicksPerSecond = 100; // USER_HZ on every Linux that .NET runs on
    private readonly IReadOnlyDictionary<int, string> _parts;
    private readonly Dictionary<string, double> _before;

    /// <param name="parts">Name to report by process id; servers that this program started are found by their own names.</param>
    public CpuTime(IReadOnlyDictionary<int, string> parts)
    {
        _parts = parts;
        _before = Read();
    }

    /// <summary>The platform's processes by service, and its servers.</summary>
    public static CpuTime Of(Platform platform) =>
        new(platform.Processes.Where(p => p.ProcessId is not null)
            .GroupBy(p => p.ProcessId!.Value).ToDictionary(p => p.Key, p => p.First().Service));

    /// <summary>Milliseconds a unit of work since construction: the sum without the load, then each part.</summary>
    /// <param name="count">Units of work done since construction.</param>
    public string PerUnit(int count)
    {
        var parts = Elapsed().Where(p => p.Value > 0).OrderByDescending(p => p.Value).ToList();
        string Each(double seconds) => (seconds * 1000 / count).ToString("0.00", CultureInfo.InvariantCulture);
        var own = parts.Where(p => p.Key != "load").ToList();
        return $"{Each(own.Sum(p => p.Value))} = {string.Join(" + ", own.Select(p => $"{p.Key} {Each(p.Value)}"))}; " +
            $"load {Each(parts.FirstOrDefault(p => p.Key == "load").Value)}";
    }

    /// <summary>Seconds since construction, by part; <c>load</c> is this process.</summary>
    public IReadOnlyDictionary<string, double> Elapsed() =>
        Read().ToDictionary(p => p.Key, p => p.Value - _before.GetValueOrDefault(p.Key));

    private Dictionary<string, double> Read()
    {
        var seconds = new Dictionary<string, double>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                // The program's name is in brackets and may hold blanks: fields count from behind it.
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
                var part = id == Environment.ProcessId ? "load" : _parts.TryGetValue(id, out var known) ? known : name switch
                {
                    "postgres" => "postgres",
                    "redis-server" => "redis",
                    "beam.smp" => "rabbitmq",
                    _ => null,
                };
                if (part is null) continue;
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var ticks = fields[11..13].Sum(f => double.Parse(f, CultureInfo.InvariantCulture));
                seconds[part] = seconds.GetValueOrDefault(part) + ticks / TicksPerSecond;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended between the listing and the read.
            }
        }

        return seconds;
    }
}
