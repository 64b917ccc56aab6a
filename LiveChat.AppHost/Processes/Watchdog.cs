using System.Diagnostics;

namespace LiveChat.AppHost.Processes;

/// <summary>
/// Ends what this process started when this process can't: a small shell of its own session holds the other end of a
/// pipe, and when the pipe closes, however this process ended, it ends every process group, container and folder that
/// was named to it and not taken back. One per process, started with the first child.
/// </summary>
internal sealed class Watchdog
{
    private const string Script = """
        trap '' HUP INT TERM
        exec >/dev/null 2>&1
        groups=' ' folders=' ' containers=' '
        while IFS= read -r line; do
          what=${line#* }
          case $line in
            'group '*) groups="$groups$what " ;;
            'ungroup '*) groups=$(printf '%s' "$groups" | sed "s/ $what / /") ;;
            'folder '*) folders="$folders$what " ;;
            'unfolder '*) folders=$(printf '%s' "$folders" | sed "s| $what | |") ;;
            'container '*) containers="$containers$what " ;;
            'uncontainer '*) containers=$(printf '%s' "$containers" | sed "s/ $what / /") ;;
          esac
        done
        for group in $groups; do kill -s TERM -- "-$group"; done
        for container in $containers; do docker rm -f -v "$container"; done
        tries=0
        for group in $groups; do
          while [ $tries -lt 50 ] && kill -s 0 -- "-$group"; do tries=$((tries+1)); sleep 0.1; done
        done
        for group in $groups; do kill -s KILL -- "-$group"; done
        for folder in $folders; do rm -rf -- "$folder"; done
        """;

    private static readonly Lock Gate = new();
    private static Watchdog? current;
    private readonly Process shell;

    private Watchdog(Process shell) => this.shell = shell;

    public static void Group(int leader) => Tell($"group {leader}");

    public static void GroupEnded(int leader) => Tell($"ungroup {leader}");

    public static void Folder(string path) => Tell($"folder {path}");

    public static void FolderRemoved(string path) => Tell($"unfolder {path}");

    public static void Container(string id) => Tell($"container {id}");

    public static void ContainerRemoved(string id) => Tell($"uncontainer {id}");

    private static void Tell(string line)
    {
        if (!Signals.Supported)
            return;
        lock (Gate)
        {
            current ??= Start();
            current.shell.StandardInput.WriteLine(line);
            current.shell.StandardInput.Flush();
        }
    }

    private static Watchdog Start()
    {
        var setsid = ProgramFile.Find("setsid");
        var start = new ProcessStartInfo(setsid ?? "/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        if (setsid is not null)
            start.ArgumentList.Add("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        return new Watchdog(Process.Start(start)!);
    }
}
