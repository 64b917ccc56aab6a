using System.Reflection;
using System.Xml.Linq;
using LiveChat.ServiceDefaults;
using MassTransit;
using NetArchTest.Rules;
using Xunit;

namespace LiveChat.Architecture.Tests;

/// <summary>What a service may know and show.</summary>
public sealed class ServiceBorderTests
{
    public static TheoryData<string> Services => [.. Repository.ServiceNames];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_References_NoOtherService(string service)
    {
        var others = Repository.ServiceNames.Where(other => other != service).Select(other => $"LiveChat.{other}").ToArray();
        var result = Types.InAssembly(Assembly.Load($"LiveChat.{service}")).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));

        var project = XDocument.Load(Path.Combine(Repository.Root, $"src/LiveChat.{service}/LiveChat.{service}.csproj"));
        Assert.Equal(["LiveChat.Contracts", "LiveChat.ServiceDefaults"], project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_Shows_OnlyItsModule(string service)
    {
        // The SDK makes the class of the top-level statements public; it has no namespace and nobody writes it.
        var shown = Assembly.Load($"LiveChat.{service}").GetExportedTypes().Where(type => type.Namespace is not null);
        Assert.Equal([$"LiveChat.{service}.{service}Module"], shown.Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Module_HasItsTwoDoors(string service)
    {
        var module = Assembly.Load($"LiveChat.{service}").GetType($"LiveChat.{service}.{service}Module", throwOnError: true)!;
        Assert.Equal("IHostApplicationBuilder", FirstParameter(module, $"Add{service}"));
        Assert.Equal("IEndpointRouteBuilder", FirstParameter(module, $"Map{service}"));
    }

    [Fact]
    public void ConsumerClasses_OfAllModules_HaveDifferentNames()
    {
        // Two classes of one name would share one queue, and each would get half of the events.
        var consumers = Repository.Services.Append(typeof(ServiceHost).Assembly).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConsumer))).ToList();
        Assert.NotEmpty(consumers);
        Offenders.None(consumers.GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(consumers, type => Assert.EndsWith("Consumer", type.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_References_NoneOfUs() => Assert.DoesNotContain(
        Assembly.Load("LiveChat.Contracts").GetReferencedAssemblies(), name => name.Name!.StartsWith("LiveChat", StringComparison.Ordinal)
            || name.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.Name.StartsWith("MassTransit", StringComparison.Ordinal));

    [Fact]
    public void ServiceDefaults_References_NoService() => Assert.DoesNotContain(
        typeof(ServiceHost).Assembly.GetReferencedAssemblies(), name => Repository.ServiceNames.Contains(name.Name!.Replace("LiveChat.", "")));

    private static string? FirstParameter(Type module, string method) =>
        module.GetMethod(method, BindingFlags.Public | BindingFlags.Static)?.GetParameters()[0].ParameterType.Name;
}
