namespace LiveChat.AppHost.Platforms;

/// <summary>Finds what the build made. Services are started from their own output folders, never copied or published.</summary>
internal static class BuildOutput
{
    /// <summary>The project of each service, by its name in configuration.</summary>
    public static readonly IReadOnlyDictionary<string, string> Projects = new Dictionary<string, string>
    {
        ["gateway"] = "LiveChat.Gateway",
        ["widgetauth"] = "LiveChat.WidgetAuth",
        ["chat"] = "LiveChat.Chat",
        ["assistantrouting"] = "LiveChat.AssistantRouting",
        ["safetymoderation"] = "LiveChat.SafetyModeration",
        ["realtimefanout"] = "LiveChat.RealtimeFanout",
        ["standalone"] = "LiveChat.Standalone",
    };

    /// <summary>The folder with LiveChat.sln, above this program.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The service's program, built in the same configuration as this one.</summary>
    public static string Program(string service)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        var project = Projects[service];
        var program = Path.Combine(Root, "src", project, "bin", configuration, framework, project + ".dll");
        return File.Exists(program)
            ? program
            : throw new AppHostException($"'{program}' is missing: build it first with 'dotnet build -c {configuration}'.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LiveChat.sln")))
                return folder.FullName;
        throw new AppHostException("LiveChat.sln was not found above this program: start it from the repository, with 'dotnet run --project LiveChat.AppHost'.");
    }
}
