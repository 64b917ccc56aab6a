using System.Text.RegularExpressions;
using k8s.Models;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.Deploy.Tests;

public sealed partial class ManifestTests
{
    private const int PublicPort = 8080;
    private const int ManagementPort = 8081;

    public static TheoryData<string> Manifests => [.. Deployment.ManifestFiles];

    public static TheoryData<string> Services => [.. ProcessTopology.AllServices];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Manifest_ReadStrictly_IsKnownToKubernetes(string file)
    {
        var documents = Deployment.Load(file);
        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.IsAssignableFrom<k8s.IKubernetesObject>(document));
        Assert.All(documents, document => Assert.NotEmpty(((k8s.IKubernetesObject<V1ObjectMeta>)document).Metadata.Name));
    }

    [Fact]
    public void Kustomizations_NameOnlyFilesThatExist_AndTheBaseNamesAllOfIts()
    {
        foreach (var file in Deployment.KustomizationFiles)
        {
            var folder = Path.GetDirectoryName(file)!;
            var listed = ListedResource().Matches(Deployment.Read(file)).Select(match => match.Groups["path"].Value)
                .Where(path => path.EndsWith(".yaml", StringComparison.Ordinal) || path.StartsWith("..", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(listed);
            Assert.All(listed, path => Assert.True(Path.Exists(Path.Combine(Deployment.Folder, folder, path)), $"{file}: {path}"));
            Assert.Empty(Deployment.ManifestFiles.Where(manifest => Path.GetDirectoryName(manifest) == folder)
                .Select(Path.GetFileName).Except(listed));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_HasEveryKindAndTheirNamesAgree(string service)
    {
        var deployment = Assert.Single(Deployment.All<V1Deployment>("base"), d => d.Metadata.Name == service);
        var labels = deployment.Spec.Template.Metadata.Labels;
        Assert.Equal(deployment.Spec.Selector.MatchLabels, deployment.Spec.Selector.MatchLabels.Where(pair => labels.Contains(pair)).ToDictionary());
        Assert.Equal(deployment.Spec.Selector.MatchLabels, Assert.Single(Deployment.All<V1Service>("base"), s => s.Metadata.Name == service).Spec.Selector);
        Assert.Equal(deployment.Spec.Selector.MatchLabels,
            Assert.Single(Deployment.All<V1PodDisruptionBudget>("base"), b => b.Metadata.Name == service).Spec.Selector.MatchLabels);
        Assert.Contains(Deployment.All<V1ServiceAccount>("base"), a => a.Metadata.Name == deployment.Spec.Template.Spec.ServiceAccountName);
        var scaler = Assert.Single(Deployment.All<V2HorizontalPodAutoscaler>("base"), h => h.Metadata.Name == service);
        Assert.Equal(("Deployment", service), (scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.Name));
        Assert.True(scaler.Spec.MinReplicas >= 2 && scaler.Spec.MaxReplicas > scaler.Spec.MinReplicas);
        Assert.Null(deployment.Spec.Replicas);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_PortsAndProbes_Agree(string service)
    {
        var container = ContainerOf(service);
        Assert.Equal([("http", PublicPort), ("management", ManagementPort)], container.Ports.Select(port => (port.Name, port.ContainerPort)));
        var ports = Assert.Single(Deployment.All<V1Service>("base"), s => s.Metadata.Name == service).Spec.Ports;
        Assert.Equal([("http", PublicPort, "http"), ("management", ManagementPort, "management")],
            ports.Select(port => (port.Name, port.Port, (string)port.TargetPort)));
        Assert.All([container.StartupProbe, container.LivenessProbe, container.ReadinessProbe],
            probe => Assert.Equal("management", (string)probe.HttpGet.Port));
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_Pod_IsRestrictedAndDrains(string service)
    {
        var pod = Deployment.All<V1Deployment>("base").Single(d => d.Metadata.Name == service).Spec.Template.Spec;
        var container = ContainerOf(service);
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.Contains("memory", container.Resources.Limits.Keys);
        Assert.Contains("cpu", container.Resources.Requests.Keys);
        // The host gives its work 25 s after SIGTERM, which comes after the pause.
        Assert.True(pod.TerminationGracePeriodSeconds >= container.Lifecycle.PreStop.Sleep.Seconds + 25 + 5);
    }

    [Fact]
    public void NetworkPolicies_DenyByDefaultAndLetTheIngressReachOnlyTheGateway()
    {
        var policies = Deployment.All<V1NetworkPolicy>("base").ToList();
        Assert.Contains(policies, policy => policy.Spec.PodSelector.MatchLabels is null && policy.Spec.Ingress is null);
        var fromIngress = policies.Where(policy => policy.Spec.Ingress?.Any(rule => rule.FromProperty.Any(peer =>
            peer.NamespaceSelector?.MatchLabels.Values.Contains("ingress-nginx") == true)) == true);
        Assert.Equal("gateway", Assert.Single(fromIngress).Spec.PodSelector.MatchLabels["app.kubernetes.io/name"]);
        var behind = policies.Single(policy => policy.Metadata.Name == "gateway-to-services").Spec.PodSelector.MatchExpressions.Single().Values;
        Assert.Equal(ProcessTopology.AllServices.Where(name => name != "gateway").Order(), behind.Order());
        // A policy names ports by the containers' names.
        Assert.All(policies.SelectMany(policy => policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports),
            port => Assert.True((string)port.Port is "http" or "management"));
    }

    [Fact]
    public void Ingress_EveryBackend_IsAServiceAndWebSocketsMayBeSilent()
    {
        foreach (var ingress in Deployment.All<V1Ingress>("base").Concat(Deployment.All<V1Ingress>("websocket-direct")))
        {
            Assert.All(ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths), path =>
            {
                Assert.Contains(path.Backend.Service.Name, ProcessTopology.AllServices);
                Assert.Equal("http", path.Backend.Service.Port.Name);
            });
            Assert.Equal("3600", ingress.Metadata.Annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"]);
            Assert.Equal(ingress.Spec.Rules.Select(rule => rule.Host), ingress.Spec.Tls.SelectMany(tls => tls.Hosts));
        }
    }

    [Fact]
    public void Dockerfile_KnowsEveryProjectAndRunsAsTheSameUserAsThePods()
    {
        var text = Deployment.Read("Dockerfile");
        Assert.Matches(@"(?m)^USER 1654$", text);
        Assert.DoesNotMatch("# *syntax=", text);
        foreach (var service in ProcessTopology.AllServices)
        {
            var pod = Deployment.All<V1Deployment>("base").Single(d => d.Metadata.Name == service).Spec.Template.Spec;
            Assert.Equal(1654, pod.SecurityContext.RunAsUser);
            Assert.Contains(Directory.EnumerateDirectories(Path.Combine(Deployment.Root, "src")),
                folder => string.Equals(Path.GetFileName(folder), $"LiveChat.{service}", StringComparison.OrdinalIgnoreCase)
                    && text.Contains(Path.GetFileName(folder)["LiveChat.".Length..], StringComparison.Ordinal));
        }
    }

    private static V1Container ContainerOf(string service) =>
        Assert.Single(Deployment.All<V1Deployment>("base").Single(d => d.Metadata.Name == service).Spec.Template.Spec.Containers);

    [GeneratedRegex(@"^\s*(#\s*)?- (?<path>[\w./-]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex ListedResource();
}
