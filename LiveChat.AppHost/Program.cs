using LiveChat.AppHost;
using LiveChat.AppHost.Commands;

using var stop = new StopSignals();
try
{
    var line = CommandLine.Parse(args);
    return line.Command switch
    {
        "distributed" => await DistributedCommand.RunAsync(line, stop.Token),
        "servers" => await ServersCommand.RunAsync(line, stop.Token),
        "help" => HelpCommand.Run(),
        _ => await StandaloneCommand.RunAsync(line, stop.Token),
    };
}
catch (AppHostException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 0;
}
