using System.Net;
using System.Net.Sockets;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>The few calls of the engine's API that Testcontainers has not: is anybody there, which version, KILL and start
/// again. Speaks to <c>DOCKER_HOST</c> or the usual socket.</summary>
internal sealed class DockerEngine : IDisposable
{
    private readonly HttpClient http;

    private DockerEngine(HttpClient http) => this.http = http;

    /// <summary>The API version that the engine speaks, such as <c>1.41</c>.</summary>
    public required Version ApiVersion { get; init; }

    /// <summary>Null when no engine answers within two seconds.</summary>
    public static async Task<DockerEngine?> FindAsync(CancellationToken ct)
    {
        var http = Client();
        if (http is null)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var answer = await http.GetAsync(new Uri("/_ping", UriKind.Relative), limit.Token);
            if (answer.IsSuccessStatusCode && answer.Headers.TryGetValues("Api-Version", out var version)
                && Version.TryParse(version.First(), out var parsed))
                return new DockerEngine(http) { ApiVersion = parsed };
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
        }
        http.Dispose();
        return null;
    }

    public async Task<bool> HasImageAsync(string image, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri($"/images/{Uri.EscapeDataString(image).Replace("%2F", "/", StringComparison.Ordinal)}/json", UriKind.Relative), ct);
        return answer.IsSuccessStatusCode;
    }

    public Task KillAsync(string container, CancellationToken ct) => PostAsync($"/containers/{container}/kill", ct);

    public Task StartAsync(string container, CancellationToken ct) => PostAsync($"/containers/{container}/start", ct);

    public void Dispose() => http.Dispose();

    private async Task PostAsync(string path, CancellationToken ct)
    {
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), null, ct);
        if (!answer.IsSuccessStatusCode && answer.StatusCode is not (HttpStatusCode.NotModified or HttpStatusCode.Conflict))
            throw new AppHostException($"Docker refused {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }

    private static HttpClient? Client()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (host is { Length: > 0 } && host.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase))
            return new HttpClient { BaseAddress = new Uri("http" + host[3..]), Timeout = TimeSpan.FromSeconds(30) };
        if (!Signals.Supported)
            return null;

        string[] sockets = host is { Length: > 0 } && host.StartsWith("unix://", StringComparison.OrdinalIgnoreCase)
            ? [host["unix://".Length..]]
            : ["/var/run/docker.sock", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker/run/docker.sock")];
        var path = sockets.FirstOrDefault(File.Exists);
        if (path is null)
            return null;
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://docker"), Timeout = TimeSpan.FromSeconds(30) };
    }
}
