using LiveChat.AppHost.Processes;
using Npgsql;

namespace LiveChat.AppHost.Servers;

/// <summary>A private Postgres of the machine's own programs (measured: initdb 0.7 s, start 0.2 s).</summary>
internal static class PostgresProgram
{
    private static readonly string[] Folders = ["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"];

    /// <summary>Null when the programs are there, else the sentence that says what is missing.</summary>
    public static string? Missing() =>
        ProgramFile.Find("initdb", Folders) is null ? "Postgres' programs are not installed (Debian: apt-get install postgresql)"
        : Signals.IsRoot && DataFolder.Account("postgres") is null ? "Postgres refuses to run as root and there is no account 'postgres'"
        : null;

    public static async Task<ProgramRecipe> PrepareAsync(ServersOptions options, CancellationToken ct)
    {
        var initdb = ProgramFile.Find("initdb", Folders)!;
        var postgres = Path.Combine(Path.GetDirectoryName(initdb)!, "postgres");
        var account = DataFolder.Account("postgres");
        var folder = DataFolder.Create("postgres", account);
        var data = Path.Combine(folder, "data");
        var password = Secret.New();
        var passwordFile = DataFolder.Write(folder, "password", password, account);

        var init = ChildProcess.Start(new ChildStart(
            initdb,
            ["-D", data, "-U", "app", "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            User: account, WorkingFolder: folder));
        if (await init.Exited.WaitAsync(options.StartLimit, ct) != 0)
            throw new AppHostException($"initdb failed. Its last lines:\n{init.LastLines}");

        var port = Ports.Free();
        var connectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "app",
            Password = password,
            Database = "postgres",
        }.ConnectionString;
        List<string> settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300",
            .. options.Durable ? Array.Empty<string>() : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
        ];
        return new ProgramRecipe(
            "postgres", connectionString, port, folder,
            new ChildStart(postgres, ["-D", data, .. settings.SelectMany(s => new[] { "-c", s })], User: account, WorkingFolder: folder),
            token => Readiness.PostgresAsync(connectionString, token));
    }
}
