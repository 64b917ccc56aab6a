using System.Diagnostics;
using System.Text;
using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Tests.Corpus;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.Benchmarks.Safety;

/// <summary>
/// The matcher alone: 10,000 phrases, texts of 4,000 characters; time and bytes a text. Then what recognition makes of the
/// labelled corpus. Target: under 200 microseconds a text.
/// </summary>
internal static class MatcherBenchmark
{
    private const int Phrases = 10_000;
    private const int Length = 4_000;
    private const int Rounds = 4_000;

    public static void Run()
    {
        var random = new Random(20261122);
        var began = Stopwatch.GetTimestamp();
        var matcher = PhraseMatcher.Compile(MakePhrases(random));
        Console.WriteLine($"{Phrases} phrases compiled in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        Console.WriteLine("| a text of 4,000 characters | median | p99 | bytes |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        var plain = MakeText(random, "");
        Measure("plain words", plain, text => matcher.Find(text).Count);
        Measure("plain words, two phrases in it", plain[..^40] + " phrase17x ends, phrase4711x too", text => matcher.Find(text).Count);
        Measure("with digits and look-alikes: three readings", MakeText(random, "с1ean |tem5 @nd 7o "), text => matcher.Find(text).Count);
        Measure("every word disguised: three readings", string.Concat(Enumerable.Repeat("с1ean |tem5 @nd 7o h.e.l.l.o w o r l d ", 200))[..Length], text => matcher.Find(text).Count);
        Measure("Cyrillic", string.Concat(Enumerable.Repeat("Где моя посылка, заказ не пришёл. ", 200))[..Length], text => matcher.Find(text).Count);
        Measure("Chinese", string.Concat(Enumerable.Repeat("我的订单还没有到，请问什么时候可以送达？", 200))[..Length], text => matcher.Find(text).Count);
        Measure("personal data, all kinds, none there", plain, text => PersonalDataScan.Find(text, [.. PersonalDataKinds.All]).Count);
        Measure("personal data, all kinds, some there", MakeText(random, "order 10482 from 2026-11-22, ann@example.com "), text => PersonalDataScan.Find(text, [.. PersonalDataKinds.All]).Count);
        Console.WriteLine();
        Console.WriteLine(LabelledCorpus.Table());
        foreach (var line in LabelledCorpus.Mistakes())
            Console.WriteLine($"  {(line.IsHit ? "missed" : "wrongly hit")}: {line.Category}, {line.Technique}: {line.Text}");
    }

    private static void Measure(string name, string text, Func<string, int> run)
    {
        // By turns, since a thread remembers its last text.
        var other = new string(text);
        for (var i = 0; i < Rounds / 2; i++)
            run(i % 2 == 0 ? text : other);
        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            run(i % 2 == 0 ? text : other);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Array.Sort(times);
        Console.WriteLine($"| {name} | {times[Rounds / 2]:0.0} us | {times[Rounds * 99 / 100]:0.0} us | {bytes} |");
    }

    private static IEnumerable<string> MakePhrases(Random random)
    {
        for (var i = 0; i < Phrases; i++)
            yield return i % 3 == 0 ? $"phrase{i}x" : i % 3 == 1 ? $"{Word(random)} {Word(random)}" : $"{Word(random)}{i % 7}*";
    }

    private static string MakeText(Random random, string often)
    {
        var text = new StringBuilder(Length + 32);
        while (text.Length < Length)
        {
            text.Append(Word(random)).Append(random.Next(12) == 0 ? ". " : " ");
            if (often.Length > 0 && random.Next(20) == 0)
                text.Append(often);
        }

        return text.ToString(0, Length);
    }

    private static string Word(Random random)
    {
        var word = new StringBuilder();
        for (var i = random.Next(3, 9); i > 0; i--)
            word.Append("etaoinshrdlucmfwypvbgkjqxz"[Math.Min(random.Next(26), random.Next(26))]);
        return word.ToString();
    }
}
