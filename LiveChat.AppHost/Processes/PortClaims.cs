namespace LiveChat.AppHost.Processes;

/// <summary>
/// Which ports this user's platforms have chosen: one byte of a shared file is locked for each, and the system gives it
/// free when the process ends in whatever way. Where such locks don't exist, a port is claimed by nobody.
/// </summary>
internal static class PortClaims
{
    private static readonly Lazy<FileStream?> File = new(Open);

    /// <summary>Claims the port for this process until it ends; false when another process has it.</summary>
    public static bool TryTake(int port)
    {
        // macOS has no locks of a part of a file.
        if (OperatingSystem.IsMacOS() || File.Value is not { } file)
            return true;
        try
        {
            file.Lock(port, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FileStream? Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"livechat-ports-{Environment.UserName}");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
