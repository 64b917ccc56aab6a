using System.ComponentModel.DataAnnotations;

namespace LiveChat.Chat;

/// <summary>Settings of chat, section <c>LiveChat:Chat</c>.</summary>
internal sealed class ChatOptions
{
    public const string Section = "LiveChat:Chat";

    /// <summary>How long a visitor's POST waits for its reply before it answers <c>pending</c>.</summary>
    [Range(1, 60)]
    public double ReplyWaitSeconds { get; set; } = 25;

    /// <summary>How often a waiting request reads again while hints arrive (they may be lost).</summary>
    [Range(50, 60_000)]
    public int RereadMilliseconds { get; set; } = 2000;

    /// <summary>The same while Redis is down.</summary>
    [Range(50, 60_000)]
    public int RereadWithoutHintsMilliseconds { get; set; } = 300;

    /// <summary>A closed conversation is reopened by its visitor within this time; later a new one begins.</summary>
    [Range(0, 8760)]
    public double ReopenHours { get; set; } = 24;

    /// <summary>A running turn without progress for this long gets its next attempt: the provider's total timeout (30 s) + 10 s.</summary>
    [Range(1, 600)]
    public double TurnStuckSeconds { get; set; } = 40;

    /// <summary>A turn that began this long ago is handed to people instead of tried again.</summary>
    [Range(1, 3600)]
    public double TurnEndsSeconds { get; set; } = 120;

    /// <summary>Attempts before a turn is handed to people.</summary>
    [Range(1, 10)]
    public int TurnAttempts { get; set; } = 3;

    /// <summary>How often stuck turns are looked for.</summary>
    [Range(0.05, 60)]
    public double SweepSeconds { get; set; } = 2;

    /// <summary>How often conversations that fell silent are looked for.</summary>
    [Range(0.05, 86_400)]
    public double IdleSweepSeconds { get; set; } = 300;

    /// <summary>An answer of people that the visitor has not seen for this long is mailed, where an address is known.</summary>
    [Range(0.001, 10_080)]
    public double UnreadAnswerMinutes { get; set; } = 5;

    /// <summary>After such a mail, further answers wait this long for the next one.</summary>
    [Range(0, 10_080)]
    public double UnreadMailPauseMinutes { get; set; } = 60;

    /// <summary>Staff are told of a visitor who has waited this long for one of them.</summary>
    [Range(0.001, 10_080)]
    public double VisitorWaitsMinutes { get; set; } = 2;

    /// <summary>Longest visitor message, in code points.</summary>
    [Range(1, 10_000)]
    public int MessageLength { get; set; } = 4000;

    /// <summary>How often usage figures are saved to the database.</summary>
    [Range(0.05, 600)]
    public double UsageSaveSeconds { get; set; } = 10;

    public TimeSpan ReplyWait => TimeSpan.FromSeconds(ReplyWaitSeconds);
    public TimeSpan ReopenWithin => TimeSpan.FromHours(ReopenHours);
    public TimeSpan TurnStuckAfter => TimeSpan.FromSeconds(TurnStuckSeconds);
    public TimeSpan TurnEndsAfter => TimeSpan.FromSeconds(TurnEndsSeconds);

    /// <summary>How long to wait for a hint before reading again.</summary>
    public TimeSpan RereadAfter(bool hintsUp) =>
        TimeSpan.FromMilliseconds(hintsUp ? RereadMilliseconds : RereadWithoutHintsMilliseconds);
}
