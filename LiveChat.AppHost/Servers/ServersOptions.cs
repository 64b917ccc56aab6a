namespace LiveChat.AppHost.Servers;

/// <summary>How servers are found.</summary>
public sealed record ServersOptions
{
    /// <summary>What is acknowledged survives KILL and power loss: Postgres with fsync, Redis with its append-only file.
    /// Crash tests, benchmarks and <c>-- distributed</c> want it; store tests are faster without.</summary>
    public bool Durable { get; init; }

    /// <summary>Only servers that may be killed: connection strings of the environment are passed over.</summary>
    public bool MustBeKillable { get; init; }

    /// <summary>Containers are passed over too (set by <c>LIVECHAT_SERVERS=programs</c>).</summary>
    public bool ProgramsOnly { get; init; } =
        string.Equals(Environment.GetEnvironmentVariable("LIVECHAT_SERVERS"), "programs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Told, line by line, what is found and started. Never a secret.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>How long one server may take until it answers.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);
}
