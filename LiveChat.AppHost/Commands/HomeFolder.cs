namespace LiveChat.AppHost.Commands;

/// <summary>The data folder, held by one AppHost at a time: two on one SQLite file would fight over it.</summary>
internal sealed class HomeFolder : IDisposable
{
    private readonly FileStream held;

    private HomeFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public static string Default => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "livechat");

    public string Path { get; }

    /// <exception cref="AppHostException">It can't be written, or another AppHost holds it.</exception>
    public static HomeFolder Open(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
        var file = System.IO.Path.Combine(path, "apphost.lock");
        try
        {
            return new HomeFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unwritable(path, e);
        }
        catch (IOException e)
        {
            throw File.Exists(file)
                ? new AppHostException($"Another LiveChat runs on the data folder '{path}': stop it, or choose another folder with --data DIR.", e)
                : Unwritable(path, e);
        }
    }

    public void Dispose() => held.Dispose();

    private static AppHostException Unwritable(string path, Exception e) =>
        new($"The data folder '{path}' can't be written: choose another with --data DIR.", e);
}
