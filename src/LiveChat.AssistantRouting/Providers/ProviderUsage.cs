using Microsoft.Extensions.AI;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>What a provider counted for one question, over all its tries: it bills those too that nobody could use.</summary>
internal sealed class ProviderUsage
{
    public long Input { get; private set; }

    public long Output { get; private set; }

    public int Tokens { get; private set; }

    public void Add(UsageDetails? details)
    {
        if (details is null) return;
        var tokens = Math.Clamp(details.TotalTokenCount ?? (details.InputTokenCount ?? 0) + (details.OutputTokenCount ?? 0), 0, int.MaxValue);
        var output = Math.Clamp(details.OutputTokenCount ?? 0, 0, tokens);
        // A server that counts only their sum counts what was read too.
        Input += Math.Clamp(details.InputTokenCount ?? tokens - output, 0, int.MaxValue);
        Output += output;
        Tokens = (int)Math.Min(Tokens + tokens, int.MaxValue);
    }
}
