using Microsoft.ML.Tokenizers;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>Real token counts by the vocabulary of current OpenAI models; with other models they are near enough for trimming.</summary>
internal static class TokenCounts
{
    // Some megabytes, read when the first provider is asked.
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Of(string text) => Tokenizer.Value.CountTokens(text);
}
