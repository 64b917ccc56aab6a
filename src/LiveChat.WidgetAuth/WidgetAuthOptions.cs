using System.ComponentModel.DataAnnotations;

namespace LiveChat.WidgetAuth;

/// <summary>Settings under <c>LiveChat:WidgetAuth</c>, but for <see cref="Demo"/> (<c>LiveChat:Demo</c>).</summary>
internal sealed class WidgetAuthOptions
{
    public const string Section = "LiveChat:WidgetAuth";

    /// <summary>Life of a staff access token, minutes. Removed access ends within it even if every event is lost.</summary>
    [Range(0.05, 60)]
    public double AccessTokenMinutes { get; set; } = 10;

    /// <summary>A browser that does not come back for so many days must sign in again.</summary>
    [Range(1, 90)]
    public int RefreshTokenDays { get; set; } = 14;

    /// <summary>So many days after signing in, everybody must sign in again.</summary>
    [Range(1, 365)]
    public int SessionDays { get; set; } = 90;

    /// <summary>A refresh token used again within so many seconds gets the same successor (two tabs, a lost answer);
    /// later it is taken for stolen and the session ends.</summary>
    [Range(0, 300)]
    public int RefreshGraceSeconds { get; set; } = 30;

    /// <summary>A key signs tokens for so many days, then the next one, which was published before, takes over. Tokens that it
    /// signed stay good: it is published until the last of them is gone.</summary>
    [Range(1, 365)]
    public int SigningKeyDays { get; set; } = 90;

    /// <summary>Life of an invitation, days.</summary>
    [Range(1, 30)]
    public int InvitationDays { get; set; } = 7;

    /// <summary>Failed sign-ins per account and address within a window before 429.</summary>
    [Range(1, 1000)]
    public int FailuresPerAccountAndAddress { get; set; } = 10;

    /// <summary>Failed sign-ins per account from anywhere, and per address for any account, within a window before 429.</summary>
    [Range(1, 10000)]
    public int FailuresPerAccountOrAddress { get; set; } = 50;

    /// <summary>Length of that window, minutes.</summary>
    [Range(1, 1440)]
    public int FailureWindowMinutes { get; set; } = 15;

    /// <summary>Pause before a failed webhook delivery is tried again, seconds; later pauses are multiples of it.</summary>
    [Range(0.01, 600)]
    public double WebhookRetrySeconds { get; set; } = 5;

    /// <summary>How long a receiver of a webhook may take to answer, seconds; less than the lease of a delivery (60).</summary>
    [Range(0.1, 30)]
    public double WebhookTimeoutSeconds { get; set; } = 10;

    /// <summary>One-time sign-in links are made (management listener only). For demonstrations; off by default.</summary>
    public bool Demo { get; set; }
}
