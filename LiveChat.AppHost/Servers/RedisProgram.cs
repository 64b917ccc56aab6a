using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>A private Redis of the machine's own program (measured: 0.05 s).</summary>
internal static class RedisProgram
{
    public static string? Missing() =>
        ProgramFile.Find("redis-server") is null ? "redis-server is not installed (Debian: apt-get install redis-server)" : null;

    public static ProgramRecipe Prepare(ServersOptions options)
    {
        var account = DataFolder.Account("redis");
        var folder = DataFolder.Create("redis", account);
        var port = Ports.Free();
        var password = Secret.New();
        // A rewrite of the log takes a core for seconds, and these instances live for hours at most.
        var settings = DataFolder.Write(folder, "redis.conf", $"""
            port {port}
            bind 127.0.0.1
            dir {folder}
            requirepass {password}
            save ""
            appendonly {(options.Durable ? "yes" : "no")}
            appendfsync {(options.Durable ? "everysec" : "no")}
            auto-aof-rewrite-min-size 1gb
            daemonize no
            """, account);
        return new ProgramRecipe(
            "redis", $"127.0.0.1:{port},password={password}", port, folder,
            new ChildStart(ProgramFile.Find("redis-server")!, [settings], User: account, WorkingFolder: folder),
            token => Readiness.RedisAsync("127.0.0.1", port, password, token));
    }
}
