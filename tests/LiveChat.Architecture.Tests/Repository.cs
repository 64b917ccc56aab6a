using System.Reflection;

namespace LiveChat.Architecture.Tests;

/// <summary>The repository's files and the services' assemblies.</summary>
internal static class Repository
{
    public static readonly IReadOnlyList<string> ServiceNames =
        ["Gateway", "WidgetAuth", "Chat", "AssistantRouting", "SafetyModeration", "RealtimeFanout"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Assembly> Services { get; } =
        [.. ServiceNames.Select(name => Assembly.Load($"LiveChat.{name}"))];

    /// <summary>Our C# files below a folder of the repository, by path relative to the root, with <c>/</c>.</summary>
    public static IEnumerable<string> CSharpFiles(params string[] folders) => Files(folders).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Our files: without what builds and package managers put there.</summary>
    public static IEnumerable<string> Files(params string[] folders) => folders
        .SelectMany(folder => Walk(Path.Combine(Root, folder)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => Path.GetFileName(inner) is not ("bin" or "obj" or "node_modules" or "dist" or ".git"))
            .SelectMany(Walk));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LiveChat.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("These tests read the repository they were built in; LiveChat.sln is in no folder above.");
    }
}
