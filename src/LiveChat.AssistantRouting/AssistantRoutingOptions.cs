using System.ComponentModel.DataAnnotations;

namespace LiveChat.AssistantRouting;

/// <summary>Every setting of the service, under <c>LiveChat:AssistantRouting</c>.</summary>
internal sealed class AssistantRoutingOptions
{
    public const string Section = "LiveChat:AssistantRouting";

    /// <summary>Assistants of one tenant.</summary>
    [Range(1, 1000)]
    public int MostAssistants { get; set; } = 50;

    /// <summary>Articles of one tenant; all of them are indexed in memory.</summary>
    [Range(1, 100_000)]
    public int MostArticles { get; set; } = 5000;

    /// <summary>Earlier versions kept of each article.</summary>
    [Range(0, 1000)]
    public int ArticleVersionsKept { get; set; } = 20;

    /// <summary>Unanswered questions kept of one tenant, the newest.</summary>
    [Range(0, 100_000)]
    public int UnansweredKept { get; set; } = 1000;

    /// <summary>Days that a draft is kept, so that a redelivered event finds it; a turn lives two minutes.</summary>
    [Range(1, 365)]
    public int DraftDaysKept { get; set; } = 2;

    /// <summary>Tenants whose settings and index are kept in memory; the least recently used go first.</summary>
    [Range(1, 1_000_000)]
    public int TenantsInMemory { get; set; } = 2000;

    /// <summary>Seconds between two looks for changes that other replicas made.</summary>
    [Range(1, 60)]
    public int RefreshSeconds { get; set; } = 3;
}
