using System.Diagnostics;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>Temporary folders for private instances. Root hands them to the account the server runs as.</summary>
internal static class DataFolder
{
    public static string Create(string name, string? owner)
    {
        var folder = Directory.CreateTempSubdirectory($"livechat-{name}-").FullName;
        Watchdog.Folder(folder);
        HandOver(folder, owner);
        return folder;
    }

    /// <summary>A file that only the server's account can read: passwords never show up in a process list.</summary>
    public static string Write(string folder, string name, string text, string? owner)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        HandOver(file, owner);
        return file;
    }

    public static void Remove(string folder)
    {
        // A process that was just killed may still be writing its last file.
        for (var tries = 0; tries < 20 && Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
        Watchdog.FolderRemoved(folder);
    }

    /// <summary>The account for a server: <paramref name="account"/> when this runs as root and it exists, else null.</summary>
    public static string? Account(string account) =>
        Signals.IsRoot && File.ReadLines("/etc/passwd").Any(l => l.StartsWith(account + ":", StringComparison.Ordinal)) ? account : null;

    private static void HandOver(string path, string? owner)
    {
        if (owner is null)
            return;
        using var chown = Process.Start(new ProcessStartInfo("chown", [$"{owner}:", path]) { UseShellExecute = false })!;
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new AppHostException($"'{path}' could not be given to the account '{owner}'; run this as a normal user.");
    }
}
