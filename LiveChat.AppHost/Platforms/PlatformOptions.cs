namespace LiveChat.AppHost.Platforms;

/// <summary>How a platform is started.</summary>
public sealed record PlatformOptions
{
    /// <summary>Where the gateway listens. Port 0 takes a free one.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Folder of SQLite files, keys and demo.json.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Opens the operator API.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>32 bytes in base64 that seal secrets at rest; Standalone may leave it null and keeps one of its own.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Turns on what only a demo may have: one-time sign-in links by the management listener, sample conversations.</summary>
    public bool Demo { get; init; }

    /// <summary>Replicas by service name, in distributed mode; 1 where nothing is said.</summary>
    public IReadOnlyDictionary<string, int> Replicas { get; init; } = new Dictionary<string, int>();

    /// <summary>More environment for every process, such as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; null takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Called for every line of every process with its name (<c>chat</c>, or <c>chat-2</c> for a second replica).</summary>
    public Action<string, string> Line { get; init; } = (_, _) => { };

    /// <summary>How long the start may take until every process is ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);
}
