using LiveChat.AppHost.Platforms;

namespace LiveChat.AppHost.Commands;

/// <summary>Lines of many processes on one terminal, each with its process's name in front.</summary>
internal sealed class PrefixedOutput
{
    private static readonly int Width = ServiceEnvironment.Services.Max(s => s.Length) + 2;
    private readonly Lock gate = new();

    public void Write(string process, string text)
    {
        lock (gate)
            Console.WriteLine($"{process.PadRight(Width)}| {text}");
    }
}
