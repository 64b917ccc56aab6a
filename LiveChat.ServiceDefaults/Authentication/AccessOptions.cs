using System.Security.Cryptography;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Settings under <c>LiveChat</c> about keys. None has a default: a secret that everybody knows is none.</summary>
public sealed class AccessOptions
{
    public const string Section = "LiveChat";

    /// <summary>Opens the operator API. Unset: the operator API answers 401.</summary>
    public string? OperatorKey { get; set; }

    /// <summary>Seals secrets at rest: 32 bytes in base64 (<c>openssl rand -base64 32</c>); to rotate, put the new key
    /// and a comma before the old one. Unset: only Standalone starts, with a key it makes in its data directory.</summary>
    public string? MasterKey { get; set; }

    /// <summary>The master keys, the sealing one first.</summary>
    /// <exception cref="StartupException">A key is not 32 bytes in base64.</exception>
    internal IReadOnlyList<byte[]> MasterKeys()
    {
        var keys = new List<byte[]>();
        foreach (var text in (MasterKey ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[32];
            if (!Convert.TryFromBase64String(text, key, out var length) || length != key.Length)
                throw new StartupException("LiveChat:MasterKey must be 32 bytes in base64: make one with 'openssl rand -base64 32'.");
            keys.Add(key);
        }
        return keys;
    }

    /// <summary>The key that a Standalone process makes at its first start and keeps, mode 0600, in its data directory.</summary>
    internal static byte[] DevelopmentKey(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "master.key");
        if (File.Exists(path))
            return Convert.FromBase64String(File.ReadAllText(path).Trim());
        var key = RandomNumberGenerator.GetBytes(32);
        Directory.CreateDirectory(dataDirectory);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToBase64String(key));
        return key;
    }
}
