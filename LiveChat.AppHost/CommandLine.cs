using System.Globalization;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;

namespace LiveChat.AppHost;

/// <summary>What <c>dotnet run --project LiveChat.AppHost -- ...</c> was asked for.</summary>
/// <param name="Command"><c>standalone</c>, <c>distributed</c>, <c>servers</c> or <c>help</c>.</param>
/// <param name="Urls">Where the gateway listens.</param>
/// <param name="Data">Folder for SQLite files, keys and demo.json; null takes the user's data folder.</param>
/// <param name="Replicas">By service, distributed only.</param>
/// <param name="KeepGoing">A service that dies is reported but does not end the run.</param>
/// <param name="Demo">False with <c>--no-demo</c>: no tenant, no account; the operator's key comes from the environment.</param>
/// <param name="Verbose">Every log line, not only warnings and errors.</param>
/// <param name="Kinds">Which servers <c>servers</c> starts.</param>
internal sealed record CommandLine(
    string Command, Uri Urls, string? Data, IReadOnlyDictionary<string, int> Replicas, bool KeepGoing, bool Demo, bool Verbose,
    ServerKinds Kinds = ServerKinds.All)
{
    public const string Usage = """
        dotnet run --project LiveChat.AppHost                     everything in one process, nothing else installed
        dotnet run --project LiveChat.AppHost -- distributed      six processes over Postgres, Redis and RabbitMQ
        dotnet run --project LiveChat.AppHost -- servers [redis]  only Postgres, Redis and RabbitMQ, or those named; prints connection strings

        Options, after --:
          --urls http://127.0.0.1:PORT   where to listen (default http://localhost:8080; port 0 takes a free one)
          --data DIR                     SQLite files, keys and demo.json (default: livechat in the user's data folder)
          --no-demo                      no demo tenant; needs LiveChat__OperatorKey in the environment
          --verbose                      every log line (distributed shows them anyway)
          --replicas chat=2              distributed: so many processes of a service; may be repeated
          --keep-going                   distributed: a service that dies does not end the others
        """;

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new CommandLine("standalone", new Uri("http://localhost:8080"), null, new Dictionary<string, int>(), false, true, false);
        var rest = new Queue<string>(args);
        if (rest.Count > 0 && rest.Peek() is "standalone" or "distributed" or "servers" or "help")
            line = line with { Command = rest.Dequeue() };
        while (line.Command == "servers" && rest.TryPeek(out var word) && Enum.TryParse<ServerKinds>(word, ignoreCase: true, out var kind))
        {
            line = line with { Kinds = line.Kinds == ServerKinds.All ? kind : line.Kinds | kind };
            rest.Dequeue();
        }
        while (rest.TryDequeue(out var option))
        {
            var (name, inline) = option.Split('=', 2) is [var head, var tail] ? (head, tail) : (option, null);
            // An empty one too: that is what a shell makes of a variable that was never set.
            string Value() => (inline ?? (rest.TryDequeue(out var value) ? value : "")) is { Length: > 0 } given
                ? given : throw new AppHostException($"'{name}' needs a value; see --help.");
            line = name switch
            {
                "--urls" => line with { Urls = Addresses.Parse(Value()) },
                "--data" => line with { Data = Value() },
                "--replicas" => line with { Replicas = Replica(line, Value()) },
                "--keep-going" => line with { KeepGoing = true },
                "--no-demo" => line with { Demo = false },
                "--verbose" => line with { Verbose = true },
                "--help" or "-h" or "-?" => line with { Command = "help" },
                _ => throw new AppHostException($"'{option}' is not an option; see --help."),
            };
        }
        return line;
    }

    private static Dictionary<string, int> Replica(CommandLine line, string text)
    {
        if (text.Split('=') is not [var service, var number] || !ServiceEnvironment.Services.Contains(service)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 9)
            throw new AppHostException($"'--replicas {text}' is not understood: write it like --replicas chat=2, with one of {string.Join(", ", ServiceEnvironment.Services)}.");
        return new Dictionary<string, int>(line.Replicas) { [service] = count };
    }
}
