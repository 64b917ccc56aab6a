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

    public TimeSpan RereadEvery => TimeSpan.FromSeconds(RereadSeconds);
}
