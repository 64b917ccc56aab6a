namespace LiveChat.AppHost.Processes;

/// <summary>Finds installed programs: on the PATH, then in the folders where systems put servers.</summary>
internal static class ProgramFile
{
    /// <param name="name">Such as <c>redis-server</c>.</param>
    /// <param name="folders">Looked into first; the last part may hold a <c>*</c>, of which the highest version wins.</param>
    public static string? Find(string name, params string[] folders)
    {
        foreach (var folder in folders.SelectMany(Expand).Concat(PathFolders()))
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file))
                return file;
        }
        return null;
    }

    private static string[] PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    // "/usr/lib/postgresql/*/bin" -> the bin folders of every installed version, newest first.
    private static IEnumerable<string> Expand(string folder)
    {
        var star = folder.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [folder];
        var cut = folder.LastIndexOf('/', star);
        var root = folder[..cut];
        var rest = folder[(star + 1)..].TrimStart('/');
        var prefix = folder[(cut + 1)..star];
        if (!Directory.Exists(root))
            return [];
        return Directory.GetDirectories(root, prefix + "*")
            .OrderByDescending(VersionOf)
            .Select(match => Path.Combine(match, rest));
    }

    private static decimal VersionOf(string folder)
    {
        var digits = new string([.. Path.GetFileName(folder).Where(c => char.IsAsciiDigit(c) || c == '.')]);
        return decimal.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
