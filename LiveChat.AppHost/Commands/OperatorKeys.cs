using System.Security.Cryptography;
using LiveChat.AppHost.Seeding;

namespace LiveChat.AppHost.Commands;

/// <summary>The two keys of a platform on this machine. Neither has a default: they are made here or given.</summary>
internal static class OperatorKeys
{
    /// <summary>The environment's, or else the demo's own, made at its first start.</summary>
    public static string Choose(DemoFile? demo)
    {
        var key = Environment.GetEnvironmentVariable("LiveChat__OperatorKey") is { Length: > 0 } given ? given : demo?.Values.OperatorKey;
        if (key is null)
            throw new AppHostException("Without the demo there is no operator key: set LiveChat__OperatorKey in the environment, or leave out --no-demo.");
        if (demo is not null && demo.Values.OperatorKey != key)
            demo.Save(demo.Values with { OperatorKey = key });
        return key;
    }

    /// <summary>Kept in the data folder, mode 0600, so that sealed secrets open again at the next start.</summary>
    public static string MasterKey(string folder)
    {
        if (Environment.GetEnvironmentVariable("LiveChat__MasterKey") is { Length: > 0 } given)
            return given;
        var file = Path.Combine(folder, "master.key");
        if (!File.Exists(file))
            PrivateFile.Write(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return File.ReadAllText(file).Trim();
    }
}
