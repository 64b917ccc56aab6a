using System.Reflection;
using System.Text.RegularExpressions;
using k8s.Models;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.Deploy.Tests;

/// <summary>A variable that no code reads is a setting that silently does nothing.</summary>
public sealed partial class EnvironmentTests
{
    private static readonly string[] Modules =
        ["Gateway", "WidgetAuth", "Chat", "AssistantRouting", "SafetyModeration", "RealtimeFanout", "ServiceDefaults"];

    [Fact]
    public void EveryVariable_IsReadByTheCode()
    {
        var unknown = Variables().Where(name => !IsRead(name)).Distinct().ToList();
        Assert.True(unknown.Count == 0, string.Join(", ", unknown));
    }

    [Fact]
    public void EveryVariableOfTheHandbook_IsReadByTheCode()
    {
        var unknown = HandbookVariable().Matches(Deployment.Read("README.md")).Select(match => match.Value.Trim('`'))
            .Where(name => !IsRead(name)).Distinct().ToList();
        Assert.True(unknown.Count == 0, string.Join(", ", unknown));
    }

    [Fact]
    public void Secrets_AreNotInTheTree()
    {
        // Names with nothing behind them, in examples only; nothing generates a Secret in the base.
        Assert.Empty(Deployment.All<V1Secret>("base"));
        foreach (var file in Deployment.Files("*.env.example"))
        {
            Assert.All(Deployment.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')),
                line => Assert.EndsWith("=", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void EverySecretAPodReads_HasAnExample()
    {
        var examples = Deployment.Files("*.env.example").Select(file => "livechat-" + Path.GetFileName(file)[..^".env.example".Length]).ToList();
        var read = Deployment.All<V1Deployment>("base").SelectMany(d => d.Spec.Template.Spec.Containers).SelectMany(c => c.EnvFrom)
            .Select(source => source.SecretRef?.Name).OfType<string>().Distinct();
        Assert.Equal(examples.Order(), read.Order());
        var production = Deployment.Read("production/kustomization.yaml");
        Assert.All(examples, name => Assert.Contains($"- name: {name}\n", production, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryService_KnowsWhereAllTheOthersAre()
    {
        var addresses = Deployment.All<V1ConfigMap>("base").Single(map => map.Metadata.Name == "livechat-addresses").Data;
        foreach (var service in ProcessTopology.AllServices)
        {
            Assert.Equal($"http://{service}:8080", addresses[$"services__{service}__http__0"]);
            Assert.Equal($"http://{service}:8081", addresses[$"services__{service}__management__0"]);
        }
    }

    [Theory]
    [InlineData("widgetauth", "widgetauth")]
    [InlineData("chat", "chat")]
    [InlineData("assistantrouting", "assistantrouting")]
    [InlineData("safetymoderation", "safetymoderation")]
    [InlineData("realtimefanout", null)]
    [InlineData("gateway", null)]
    public void EveryService_GetsExactlyItsOwnDatabase(string service, string? database)
    {
        var secrets = Deployment.All<V1Deployment>("base").Single(d => d.Metadata.Name == service).Spec.Template.Spec.Containers
            .SelectMany(c => c.EnvFrom).Select(source => source.SecretRef?.Name).OfType<string>().ToList();
        var strings = secrets.SelectMany(secret => ExampleNames($"production/secrets/{secret["livechat-".Length..]}.env.example"))
            .Where(name => name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).Select(name => name["ConnectionStrings__".Length..]).ToList();
        string[] engines = service == "gateway" ? ["rabbitmq"] : ["rabbitmq", "redis"];
        Assert.Equal(engines.Concat(database is null ? [] : [database]).Order(), strings.Order());
    }

    private static IEnumerable<string> Variables() => Deployment.All<V1ConfigMap>("base").SelectMany(map => map.Data.Keys)
        .Concat(Deployment.All<V1Deployment>("base").SelectMany(d => d.Spec.Template.Spec.Containers).SelectMany(c => c.Env).Select(env => env.Name))
        .Concat(Deployment.Files("*.env.example").SelectMany(ExampleNames))
        .Concat(DockerfileVariable().Matches(Deployment.Read("Dockerfile")).Select(match => match.Groups["name"].Value));

    private static IEnumerable<string> ExampleNames(string file) => Deployment.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#')).Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)]);

    private static bool IsRead(string variable)
    {
        var key = variable.Replace("__", ":", StringComparison.Ordinal);
        var parts = key.Split(':');
        return parts[0] switch
        {
            "ConnectionStrings" => parts[1] is "redis" or "rabbitmq" || (ProcessTopology.AllServices.Contains(parts[1]) && OwnsSchema(parts[1])),
            "services" => ProcessTopology.AllServices.Contains(parts[1]) && parts[2] is "http" or "management",
            // The framework gives ASPNETCORE_X to configuration as X.
            "ASPNETCORE_HTTP_PORTS" => Literals.Value.Contains("http_ports"),
            _ => Literals.Value.Contains(key) || Options.Value.Contains(key),
        };
    }

    private static bool OwnsSchema(string service) => Directory.EnumerateDirectories(Path.Combine(Deployment.Root, "src"))
        .Any(folder => string.Equals(Path.GetFileName(folder), $"LiveChat.{service}", StringComparison.OrdinalIgnoreCase)
            && Directory.Exists(Path.Combine(folder, "Schema")));

    // Names of properties of every class with a constant Section.
    private static readonly Lazy<HashSet<string>> Options = new(() => Modules
        .SelectMany(module => Assembly.Load($"LiveChat.{module}").GetTypes())
        .Select(type => (type, section: type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)))
        .Where(pair => pair.section is { IsLiteral: true })
        .SelectMany(pair => pair.type.GetProperties().Select(property => $"{pair.section!.GetRawConstantValue()}:{property.Name}"))
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    // Every short string in the product's sources.
    private static readonly Lazy<HashSet<string>> Literals = new(() => new[] { "src", "LiveChat.ServiceDefaults" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Deployment.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value)
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"""(?<text>[\w:]{3,80})""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"`(LiveChat__\w+|OTEL_\w+|ASPNETCORE_\w+)`")]
    private static partial Regex HandbookVariable();

    [GeneratedRegex(@"(?<=^ENV .*)\b(?<name>[A-Z]\w+)=", RegexOptions.Multiline)]
    private static partial Regex DockerfileVariable();
}
