namespace LiveChat.AppHost.Commands;

internal static class HelpCommand
{
    public static int Run()
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }
}
