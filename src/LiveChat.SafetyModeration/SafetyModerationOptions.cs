using System.ComponentModel.DataAnnotations;

namespace LiveChat.SafetyModeration;

/// <summary>Settings of safety, section <c>LiveChat:SafetyModeration</c>.</summary>
internal sealed class SafetyModerationOptions
{
    public const string Section = "LiveChat:SafetyModeration";

    /// <summary>How often every process re-reads what changed in the tenants' settings; events only make it sooner. Seconds.</summary>
    [Range(0.05, 60)]
    public double RereadSeconds { get; set; } = 3;

    /// <summary>Compiled settings kept in memory; beyond it the longest unused ones go and are compiled again when needed.</summary>
    [Range(1, 1_000_000)]
    public int CachedTenants { get; set; } = 10_000;

    /// <summary>How often overdue reviews are looked for. Seconds.</summary>
    [Range(0.05, 600)]
    public double SweepSeconds { get; set; } = 5;

    /// <summary>How long after its time limit a review is asked for at chat, which keeps the limit itself. Seconds.</summary>
    [Range(0, 3600)]
    public double OverdueSeconds { get; set; } = 10;

    /// <summary>How long a provider's second opinion, or its judgement of a reply, is waited for. Seconds.</summary>
    [Range(0.1, 10)]
    public double SecondOpinionSeconds { get; set; } = 2.5;

    /// <summary>Decided reviews are kept this long.</summary>
    [Range(1, 3650)]
    public int ReviewDaysKept { get; set; } = 90;

    public TimeSpan OverdueAfter => TimeSpan.FromSeconds(OverdueSeconds);

    public TimeSpan RereadEvery => TimeSpan.FromSeconds(RereadSeconds);
}
