using k8s;

namespace LiveChat.Deploy.Tests;

/// <summary>The manifests below <c>deploy/</c>, read strictly: an unknown field, a duplicate or a wrong type throws.</summary>
internal static class Deployment
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "deploy");

    /// <summary>Every manifest file, relative to <c>deploy/</c>.</summary>
    public static IReadOnlyList<string> ManifestFiles { get; } =
        [.. Files("*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml")];

    public static IReadOnlyList<string> KustomizationFiles { get; } =
        [.. Files("*.yaml").Where(file => Path.GetFileName(file) == "kustomization.yaml")];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static List<object> Load(string file) => KubernetesYaml.LoadAllFromString(Read(file), null, strict: true);

    public static IEnumerable<T> All<T>(string folder) => ManifestFiles
        .Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal)).SelectMany(Load).OfType<T>();

    public static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LiveChat.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("These tests read deploy/; LiveChat.sln is in no folder above.");
    }
}
