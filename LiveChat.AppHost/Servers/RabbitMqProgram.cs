using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>A private RabbitMQ of the machine's own programs (measured: 6 to 10 s, 135 MB). Its port mapper is private
/// too, because the one that Erlang starts by itself would stay behind for ever.</summary>
internal static class RabbitMqProgram
{
    // Not Debian's wrapper in /usr/sbin: it hides the server's lines and changes the account.
    private static readonly string[] Folders =
        ["/usr/lib/rabbitmq/bin", "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin"];

    private static readonly string[] ErlangFolders = ["/usr/lib/erlang/erts-*/bin", "/opt/homebrew/opt/erlang/lib/erlang/erts-*/bin"];

    public static string? Missing() =>
        ProgramFile.Find("rabbitmq-server", Folders) is null ? "rabbitmq-server is not installed (Debian: apt-get install rabbitmq-server)"
        : ProgramFile.Find("epmd", ErlangFolders) is null ? "Erlang's 'epmd' is not installed (Debian: apt-get install erlang-base)"
        : null;

    public static ProgramRecipe Prepare()
    {
        var account = DataFolder.Account("rabbitmq");
        var folder = DataFolder.Create("rabbitmq", account);
        int port = Ports.Free(), distribution = Ports.Free(), mapper = Ports.Free();
        var password = Secret.New();
        DataFolder.Write(folder, "rabbitmq.conf", $"""
            default_user = app
            default_pass = {password}
            log.console = true
            log.file = false
            """, account);
        DataFolder.Write(folder, "enabled_plugins", "[].", account);

        var environment = new Dictionary<string, string?>
        {
            ["HOME"] = folder,
            ["RABBITMQ_NODENAME"] = $"livechat{port}@localhost",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
            // Schedulers that don't spin while they wait: the services need the processors more.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false +sbwt none +sbwtdcpu none +sbwtdio none",
            ["ERL_EPMD_PORT"] = $"{mapper}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        };
        return new ProgramRecipe(
            "rabbitmq", $"amqp://app:{password}@127.0.0.1:{port}", port, folder,
            new ChildStart(ProgramFile.Find("rabbitmq-server", Folders)!, [], environment, account, folder),
            token => Readiness.RabbitMqAsync("127.0.0.1", port, token),
            new ChildStart(ProgramFile.Find("epmd", ErlangFolders)!, ["-port", $"{mapper}", "-address", "127.0.0.1"], environment, account, folder));
    }
}
