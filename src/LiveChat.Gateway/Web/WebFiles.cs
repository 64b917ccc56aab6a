using System.Collections.Frozen;
using System.Reflection;

namespace LiveChat.Gateway.Web;

/// <summary>
/// The built pages and scripts, embedded in the assembly: the same in every way to run, nothing to copy or to mount.
/// <c>widget</c> and <c>site</c> are served from the root, <c>dashboard</c> under <c>/dashboard</c>.
/// </summary>
internal sealed class WebFiles
{
    private const string Root = "web/";
    private const string ReasonResource = "web-missing.txt";

    private readonly FrozenDictionary<string, Lazy<WebFile>> _files;

    public WebFiles()
        : this(typeof(WebFiles).Assembly)
    {
    }

    internal WebFiles(Assembly assembly)
    {
        var files = new Dictionary<string, Lazy<WebFile>>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            // The build on Windows writes its own separators into the names.
            var parts = name.Replace('\\', '/').Split('/', 3);
            if (parts is not [_, var area, var rest])
                continue;
            var path = area == "dashboard" ? $"/dashboard/{rest}" : $"/{rest}";
            files[path] = new(() => new(path, Read(assembly, name)));
        }
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        MissingReason = assembly.GetManifestResourceNames().Contains(ReasonResource)
            ? System.Text.Encoding.UTF8.GetString(Read(assembly, ReasonResource)).Trim()
            : "The web files were not built with it.";
    }

    /// <summary>Why files are missing, as the build saw it: one sentence.</summary>
    public string MissingReason { get; }

    /// <summary>Files directly under the root, such as <c>/livechat.svg</c>.</summary>
    public IEnumerable<string> AtRoot => _files.Keys.Where(path => path.LastIndexOf('/') == 0 && !path.EndsWith(".html", StringComparison.Ordinal));

    /// <summary>The file at an address, or null. An address without an extension means its <c>index.html</c>.</summary>
    public WebFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var file))
            return file.Value;
        return !Path.HasExtension(path) && _files.TryGetValue($"{path.TrimEnd('/')}/index.html", out var index) ? index.Value : null;
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
