using System.Text.RegularExpressions;
using Xunit;

namespace LiveChat.Architecture.Tests;

/// <summary>House rules that only the text of the sources shows.</summary>
public sealed partial class SourceRulesTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 25; // without usings; Standalone composes six modules

    private static readonly string[] Ours = ["src", "LiveChat.ServiceDefaults", "LiveChat.AppHost", "tests"];
    private static readonly string[] Product = ["src", "LiveChat.ServiceDefaults"];

    private static readonly HashSet<string> ForbiddenFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Common", "Shared", "Core", "Helpers", "Utils", "Utilities", "Extensions", "Interfaces", "Services", "Models", "Dtos",
        "Application", "Domain", "Infrastructure", "Managers",
    };

    [Fact]
    public void Folders_HaveNamesFromTheDomain() => Offenders.None(Repository.Files(Ours)
        .SelectMany(file => file.Split('/')[..^1]).Distinct().Where(ForbiddenFolders.Contains));

    [Fact]
    public void CSharpFiles_NamedByADumpingGround_DoNotExist() => Offenders.None(Repository.CSharpFiles(Ours)
        .Where(file => DumpingGround().IsMatch(Path.GetFileNameWithoutExtension(file))));

    [Fact]
    public void CSharpFiles_AreShort() => Offenders.None(Repository.CSharpFiles(Ours)
        .Select(file => (file, lines: Repository.Read(file).AsSpan().TrimEnd().Count('\n') + 1))
        .Where(entry => entry.lines > LongestFile).Select(entry => $"{entry.file}: {entry.lines} lines"));

    [Fact]
    public void ProgramFiles_AreTablesOfContents() => Offenders.None(Repository.CSharpFiles("src")
        .Where(file => Path.GetFileName(file) == "Program.cs")
        .Select(file => (file, lines: Repository.Read(file).Split('\n').Count(line => line.Trim().Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))))
        .Where(entry => entry.lines > LongestProgram).Select(entry => $"{entry.file}: {entry.lines} lines"));

    [Fact]
    public void NobodyWrites_ATypeNamedProgram() => Offenders.None(Repository.CSharpFiles(Ours).Where(file => ProgramType().IsMatch(Repository.Read(file))));

    [Fact]
    public void AppSettingsFiles_DoNotExist() => Offenders.None(Repository.Files(Ours)
        .Where(file => Path.GetFileName(file).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void MassTransit_IsKnownToConsumersAndTheBusFileOnly() => Offenders.None(Repository.CSharpFiles(Product)
        .Where(file => !Path.GetFileNameWithoutExtension(file).EndsWith("Consumer", StringComparison.Ordinal)
            && !Path.GetFileNameWithoutExtension(file).EndsWith("Consumers", StringComparison.Ordinal)
            && !file.StartsWith("LiveChat.ServiceDefaults/Bus", StringComparison.Ordinal))
        .Where(file => MassTransitNamespace().IsMatch(Repository.Read(file))));

    [Fact]
    public void Redis_TypesOfServices_HaveMemoryTwins() => Offenders.None(Repository.CSharpFiles("src")
        .Where(file => Path.GetFileName(file).StartsWith("Redis", StringComparison.Ordinal))
        .Where(file => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, "Memory" + Path.GetFileName(file)["Redis".Length..]))));

    [Fact]
    public void Regions_DoNotExist() => Offenders.None(Repository.CSharpFiles(Ours).Where(file => Region().IsMatch(Repository.Read(file))));

    [Fact]
    public void Services_TakeSettingsFromOptionsOnly() => Offenders.None(Repository.CSharpFiles("src")
        .Where(file => !file.EndsWith("Module.cs", StringComparison.Ordinal) && ConfigurationIndexer().IsMatch(Repository.Read(file))));

    [Fact]
    public void LogEvents_HaveAnIdOfTheirOwn() => Offenders.None(Repository.CSharpFiles([.. Product, "LiveChat.AppHost"])
        .SelectMany(file => LogEvent().Matches(Repository.Read(file)).Select(match => (Id: match.Groups[1].Value, File: file)))
        .GroupBy(e => e.Id, e => e.File).Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group)}"));

    [Fact]
    public void Refusals_AreProblemsWithACode() => Offenders.None(Repository.CSharpFiles("src").Where(file => BareRefusal().IsMatch(Repository.Read(file))));

    [Fact]
    public void CloseCodes_InCSharpAndTypeScript_AreTheSame()
    {
        const string mirror = "src/web/dashboard/src/realtime/close-codes.ts";
        Assert.True(File.Exists(Path.Combine(Repository.Root, mirror)), $"{mirror} is missing.");
        var csharp = CSharpCloseCode().Matches(Repository.Read("src/LiveChat.RealtimeFanout/CloseCodes.cs"))
            .Select(match => $"{match.Groups["name"].Value} {match.Groups["code"].Value}").Order().ToList();
        var typeScript = TypeScriptCloseCode().Matches(Repository.Read(mirror))
            .Select(match => $"{match.Groups["name"].Value} {match.Groups["code"].Value}").Order().ToList();
        Assert.NotEmpty(csharp);
        Assert.Equal(csharp, typeScript);
    }

    [GeneratedRegex(@"LoggerMessage\((?:EventId = )?(\d+)")]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"^(Common|Shared|Core|Misc|Helpers?|Utils?|Utilities)$|(Helper|Helpers|Utils|Manager)$")]
    private static partial Regex DumpingGround();

    [GeneratedRegex(@"^\s*(public |internal |partial |static |sealed )*(class|record|struct|interface) Program\b", RegexOptions.Multiline)]
    private static partial Regex ProgramType();

    [GeneratedRegex(@"^\s*(global )?using (static )?MassTransit\b|(?<![""\w.])MassTransit\.[A-Z]", RegexOptions.Multiline)]
    private static partial Regex MassTransitNamespace();

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b[Cc]onfiguration\[""")]
    private static partial Regex ConfigurationIndexer();

    [GeneratedRegex(@"\bResults\.(BadRequest|Problem|ValidationProblem|Conflict|UnprocessableEntity)\(")]
    private static partial Regex BareRefusal();

    [GeneratedRegex(@"new\((?<code>\d{4}), ""(?<name>\w+)""")]
    private static partial Regex CSharpCloseCode();

    [GeneratedRegex(@"^\s*(?<name>\w+): (?<code>\d{4}),", RegexOptions.Multiline)]
    private static partial Regex TypeScriptCloseCode();
}
