using System.Runtime.InteropServices;

namespace LiveChat.AppHost.Processes;

/// <summary>Signals to whole process groups: a server's wrapper script and what it started end together.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    public static bool Supported => !OperatingSystem.IsWindows();

    public static bool IsRoot => Supported && geteuid() == 0;

    /// <summary>Every child is started as the leader of its own group, so its id is the group's id.</summary>
    public static void ToGroup(int leader, int signal)
    {
        if (leader > 1)
            _ = kill(-leader, signal);
    }

    public static void To(int process, int signal)
    {
        if (process > 1)
            _ = kill(process, signal);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
