namespace LiveChat.AppHost.Seeding;

/// <summary>Files that only their owner reads (mode 0600), replaced whole: a crash leaves the old text or the new one.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.WriteLine(text);
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}
