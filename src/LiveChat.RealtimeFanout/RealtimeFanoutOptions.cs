using System.ComponentModel.DataAnnotations;

namespace LiveChat.RealtimeFanout;

/// <summary>Settings of the feed, section <c>LiveChat:RealtimeFanout</c>. Limits count per replica.</summary>
internal sealed class RealtimeFanoutOptions
{
    public const string Section = "LiveChat:RealtimeFanout";

    /// <summary>Time from open to the <c>auth</c> frame (contract: 5 s).</summary>
    public TimeSpan AuthTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary><c>auth:expiring</c> is sent this long before the token's end.</summary>
    public TimeSpan ExpiryWarning { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest message from a client, all its fragments together, bytes (contract: 64 KiB).</summary>
    [Range(1024, 1 << 20)]
    public int MaxFrameBytes { get; set; } = 64 * 1024;

    /// <summary>Messages a client may send in 10 s before it is closed with 1008.</summary>
    [Range(1, 100_000)]
    public int MaxFramesPer10Seconds { get; set; } = 200;

    /// <summary>Silence after which a ping is sent.</summary>
    public TimeSpan PingAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which the peer is taken for dead and the connection dropped.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Time a client has to answer a close frame before the connection is dropped.</summary>
    public TimeSpan CloseGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for one write; a client that takes none for so long is too slow (1013).</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Frames that may wait for one slow client beyond what Kestrel buffers.</summary>
    [Range(8, 100_000)]
    public int MaxQueuedFrames { get; set; } = 512;

    /// <summary>Bytes that may wait for one slow client beyond what Kestrel buffers.</summary>
    [Range(128 * 1024, 1 << 30)]
    public int MaxQueuedBytes { get; set; } = 1 << 20;

    /// <summary>Sockets that have not signed in yet; more get 503 before the upgrade.</summary>
    [Range(1, 1_000_000)]
    public int MaxUnauthenticated { get; set; } = 5_000;

    /// <summary>Sockets of one tenant.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerTenant { get; set; } = 5_000;

    /// <summary>Sockets of one person in one tenant.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerUser { get; set; } = 50;

    /// <summary>Events of a tenant that are kept for dashboards that come back.</summary>
    [Range(1, 1_000_000)]
    public int ReplayMaxEvents { get; set; } = 5_000;

    /// <summary>Age up to which they are kept.</summary>
    public TimeSpan ReplayMaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Events read from the log and sent in one go while a client catches up.</summary>
    [Range(1, 10_000)]
    public int ReplayPage { get; set; } = 100;

    /// <summary>How often a replica compares its newest event with the log's, should a publication have been lost.</summary>
    public TimeSpan HeadCheck { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a tenant without sockets stays subscribed: a reload finds its feed warm.</summary>
    public TimeSpan IdleFeed { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A replica's word on who is online holds this long, should it crash.</summary>
    public TimeSpan PresenceLife { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a replica renews it.</summary>
    public TimeSpan PresenceHeartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A person without sockets is offline after this: a reload is no departure.</summary>
    public TimeSpan OfflineGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A typing sign goes out by itself after this.</summary>
    public TimeSpan TypingLife { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>On shutdown the sockets are closed evenly over this time, so that they do not all come back at once.</summary>
    public TimeSpan DrainPeriod { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often all deadlines are looked at; there is no timer per socket.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMilliseconds(500);
}
