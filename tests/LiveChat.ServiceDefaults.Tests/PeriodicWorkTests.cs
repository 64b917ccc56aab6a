using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults.Tests;

/// <summary>Work in rounds: what a failed round does, and what the log says of it.</summary>
public sealed class PeriodicWorkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rounds_ThatFail_AreSaidOnce_AndSoIsTheNextThatSucceeds()
    {
        var log = new Lines();
        var work = new Counting(log, fails: round => round switch { 1 or 2 or 3 => "the database is away", 4 => "the disk is full", _ => null });
        await work.StartAsync(Ct);
        await work.Reached(7).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await work.StopAsync(Ct);
        Assert.Equal(
            [
                (LogLevel.Warning, "Counting failed (InvalidOperationException: the database is away); it is tried again"),
                (LogLevel.Warning, "Counting failed (InvalidOperationException: the disk is full); it is tried again"),
                (LogLevel.Information, "Counting works again"),
            ],
            log.All);
    }

    [Fact]
    public async Task Stop_EndsTheRoundUnderWay_AndSaysNothing()
    {
        var log = new Lines();
        var work = new Counting(log, fails: _ => null, waits: true);
        await work.StartAsync(Ct);
        await work.Reached(1).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await work.StopAsync(Ct);
        Assert.True(work.ExecuteTask!.IsCompleted);
        Assert.Empty(log.All);
    }

    private sealed class Counting(Lines log, Func<int, string?> fails, bool waits = false)
        : PeriodicWork(TimeSpan.FromMilliseconds(1), TimeProvider.System, log)
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _reached = new();
        private int _round;

        protected override string Work => "Counting";

        public Task Reached(int round) => _reached.GetOrAdd(round, _ => new()).Task;

        protected override async Task RoundAsync(CancellationToken cancellationToken)
        {
            var round = ++_round;
            _reached.GetOrAdd(round, _ => new()).TrySetResult();
            if (waits) await Task.Delay(Timeout.Infinite, cancellationToken);
            if (fails(round) is { } reason) throw new InvalidOperationException(reason);
        }
    }

    private sealed class Lines : ILogger
    {
        private readonly ConcurrentQueue<(LogLevel, string)> _lines = new();

        public IReadOnlyCollection<(LogLevel, string)> All => _lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
