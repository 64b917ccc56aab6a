using System.Globalization;
using System.Text.RegularExpressions;
using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.SafetyModeration.Tests.Corpus;

/// <summary>A line and what is right about it.</summary>
internal sealed record CorpusLine(string Category, string Language, bool IsHit, string Technique, string Text)
{
    /// <summary>Written so that a cheap matcher passes it over.</summary>
    public bool Evaded => IsHit && Technique != "plain";
}

/// <summary>What recognition made of the lines of one category.</summary>
internal sealed record Score(string Name, int Hits, int Found, int Clean, int Wrong)
{
    public double Recall => Hits == 0 ? 1 : (double)Found / Hits;

    public double Precision => Found + Wrong == 0 ? 1 : (double)Found / (Found + Wrong);

    public double FalsePositives => Clean == 0 ? 0 : (double)Wrong / Clean;
}

/// <summary>The labelled lines beside this file, judged by the code that screens in production.</summary>
internal static partial class LabelledCorpus
{
    private const string Benign = "benign";

    public static IReadOnlyList<CorpusLine> Lines { get; } = [.. ReadLines("corpus.tsv").Select(line => line.Split('\t'))
        .Select(field => new CorpusLine(field[0], field[1], field[2] == "hit", field[3], Unescape(field[4])))];

    private static readonly TenantScreen s_screen = TenantScreen.Compile(new StoredSettings(
        SafetySettings.Default with { BlockedKeywords = new PhraseList([.. ReadLines("lists.txt")], Inspects.Both, "fallback") }, 1));

    /// <summary>Whether the line is recognised as what its category is about.</summary>
    public static bool Recognises(CorpusLine line) => PersonalDataKinds.All.Contains(line.Category)
        ? PersonalDataScan.Find(line.Text, [line.Category]).Count > 0
        : s_screen.Screen(line.Text, Direction.Visitor, alreadySerious: false).Action != "allow";

    /// <summary>By category, plain and evaded lines apart, then by technique.</summary>
    public static IReadOnlyList<Score> Scores() =>
    [
        .. Lines.GroupBy(line => line.Category).Select(group => Of(group.Key, group.Where(line => !line.Evaded))),
        .. Lines.Where(line => line.Evaded).GroupBy(line => $"{line.Category}, evaded").Select(group => Of(group.Key, group)),
        .. Lines.Where(line => line.Evaded).GroupBy(line => $"- {line.Technique}").Select(group => Of(group.Key, group)),
        new Score("benign, personal data", 0, 0, Lines.Count(line => line.Category == Benign), Lines.Count(
            line => line.Category == Benign && PersonalDataScan.Find(line.Text, [.. PersonalDataKinds.All]).Count > 0)),
    ];

    /// <summary>Recall, precision and false positives as a table.</summary>
    public static string Table() => string.Join('\n',
    [
        "| category | lines | recall | precision | false positives |",
        "| --- | ---: | ---: | ---: | ---: |",
        .. Scores().Select(score => string.Create(CultureInfo.InvariantCulture,
            $"| {score.Name} | {score.Hits + score.Clean} | {(score.Hits == 0 ? "" : $"{score.Recall:0.000}")} | {(score.Hits == 0 ? "" : $"{score.Precision:0.000}")} | {(score.Clean == 0 ? "" : $"{score.FalsePositives:0.000}")} |")),
    ]);

    /// <summary>Lines that are judged wrongly.</summary>
    public static IEnumerable<CorpusLine> Mistakes() => Lines.Where(line => Recognises(line) != line.IsHit);

    private static Score Of(string name, IEnumerable<CorpusLine> lines)
    {
        var all = lines.ToList();
        return new Score(name, all.Count(line => line.IsHit), all.Count(line => line.IsHit && Recognises(line)),
            all.Count(line => !line.IsHit), all.Count(line => !line.IsHit && Recognises(line)));
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        using var stream = typeof(LabelledCorpus).Assembly.GetManifestResourceStream($"Corpus.{file}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
                yield return line;
        }
    }

    private static string Unescape(string text) => Escape().Replace(text.Replace("¦", "", StringComparison.Ordinal),
        match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u([0-9a-f]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
