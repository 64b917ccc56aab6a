using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>Keeps what a host logs, with the exceptions, for tests that look for what must not be there.</summary>
internal sealed class KeptLogs(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    // A whole run logs more than any test needs to look through.
    private const int MostLines = 20_000;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue($"{formatter(state, exception)} {exception}");
        while (lines.Count > MostLines) lines.TryDequeue(out _);
    }

    public void Dispose()
    {
    }
}
