using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LiveChat.Gateway.Web;

/// <summary>One file of the pages, in memory, with its compressed forms made once, when first asked for.</summary>
internal sealed partial class WebFile
{
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <param name="path">As in the address, such as <c>/dashboard/assets/index-3f2a91bc.js</c>.</param>
    /// <param name="content">The bytes.</param>
    public WebFile(string path, byte[] content)
    {
        Path = path;
        Content = content;
        ContentType = TypeOf(path);
        Tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        IsImmutable = HashedName().IsMatch(path);
        Compressible = content.Length > 512
            && (ContentType.StartsWith("text/", StringComparison.Ordinal) || ContentType.Contains("json", StringComparison.Ordinal)
                || ContentType.Contains("svg", StringComparison.Ordinal));
        _brotli = new(() => Compress(stream => new BrotliStream(stream, CompressionLevel.Optimal)));
        _gzip = new(() => Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)));
    }

    public string Path { get; }
    public byte[] Content { get; }
    public string ContentType { get; }

    /// <summary>Hash of the content, for the ETag.</summary>
    public string Tag { get; }

    /// <summary>The build put a hash of the content into the name: never changes under that name.</summary>
    public bool IsImmutable { get; }

    public bool Compressible { get; }
    public bool IsPage => ContentType.StartsWith("text/html", StringComparison.Ordinal);

    /// <summary>The bytes in one of the encodings <c>br</c>, <c>gzip</c> or, for null, as they are.</summary>
    public byte[] As(string? encoding) => encoding switch
    {
        "br" => _brotli.Value,
        "gzip" => _gzip.Value,
        _ => Content,
    };

    private byte[] Compress(Func<Stream, Stream> encoder)
    {
        using var buffer = new MemoryStream();
        using (var stream = encoder(buffer))
            stream.Write(Content);
        return buffer.ToArray();
    }

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".webmanifest" => "application/manifest+json",
        ".txt" => "text/plain; charset=utf-8",
        ".mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    };

    [GeneratedRegex(@"/(assets|web-widget)/[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HashedName();
}
