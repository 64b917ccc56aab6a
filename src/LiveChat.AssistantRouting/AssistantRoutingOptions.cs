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

    /// <summary>How long the daily costs are kept, in days.</summary>
    [Range(40, 4000)]
    public int CostDaysKept { get; set; } = 800;

    /// <summary>Tenants whose settings and index are kept in memory; the least recently used go first.</summary>
    [Range(1, 1_000_000)]
    public int TenantsInMemory { get; set; } = 2000;

    /// <summary>Calls of one tenant to its provider that may be under way in this process; the next one takes the fallback chain.</summary>
    [Range(1, 1000)]
    public int ProviderCallsAtOnce { get; set; } = 8;

    /// <summary>Calls of all tenants together that may be under way in this process, half of the turns it takes at once: what is beyond
    /// takes the fallback chain, so that providers which hang leave room for answers that need none.</summary>
    [Range(1, 1000)]
    public int ProviderCallsInProcess { get; set; } = 128;

    /// <summary>Seconds for one try whose answer comes in one piece, or until a stream's first token.</summary>
    [Range(0.05, 120)]
    public double ProviderTrySeconds { get; set; } = 10;

    /// <summary>Seconds from one token of a stream to the next.</summary>
    [Range(0.05, 120)]
    public double ProviderIdleSeconds { get; set; } = 5;

    /// <summary>Seconds for everything that one turn asks: its intent, the assistant, its fallback. Chat begins another attempt after 40.</summary>
    [Range(0.05, 35)]
    public double ProviderTurnSeconds { get; set; } = 25;

    /// <summary>Seconds for the question for a message's intent, of the turn's time.</summary>
    [Range(0.05, 15)]
    public double ProviderIntentSeconds { get; set; } = 3;

    /// <summary>Seconds for one assistant's question with all its tries, of the turn's time.</summary>
    [Range(0.05, 120)]
    public double ProviderTotalSeconds { get; set; } = 15;

    /// <summary>Further tries after one that may be repeated.</summary>
    [Range(1, 10)]
    public int ProviderRetries { get; set; } = 2;

    /// <summary>Milliseconds before the first retry, with jitter; doubled for each further one.</summary>
    [Range(1, 10_000)]
    public int ProviderRetryMilliseconds { get; set; } = 300;

    /// <summary>The breaker opens when half of at least this many calls within 30 s failed.</summary>
    [Range(2, 1000)]
    public int ProviderBreakerCalls { get; set; } = 8;

    /// <summary>Seconds that an open breaker leaves a provider alone.</summary>
    [Range(0.5, 600)]
    public double ProviderBreakSeconds { get; set; } = 15;

    /// <summary>Tokens of earlier lines that go with a question.</summary>
    [Range(0, 100_000)]
    public int HistoryTokens { get; set; } = 2000;

    /// <summary>Seconds between two looks for changes that other replicas made.</summary>
    [Range(1, 60)]
    public int RefreshSeconds { get; set; } = 3;
}
