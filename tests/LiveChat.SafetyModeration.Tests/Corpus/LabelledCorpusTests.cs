using System.Globalization;
using System.Text;
using LiveChat.ServiceDefaults.PersonalData;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Corpus;

/// <summary>Floors under what <c>dotnet run -c Release --project tests/LiveChat.Benchmarks -- safety</c> prints.</summary>
public sealed class LabelledCorpusTests
{
    [Fact]
    public void Corpus_HasEnoughOfEverything()
    {
        Assert.True(LabelledCorpus.Lines.Count >= 600);
        Assert.True(LabelledCorpus.Lines.Select(line => line.Language).Distinct().Count() >= 8);
        Assert.True(LabelledCorpus.Lines.Count(line => line.Evaded) >= 150);
        Assert.Superset(PersonalDataKinds.All.ToHashSet(), LabelledCorpus.Lines.Select(line => line.Category).ToHashSet());
    }

    [Fact]
    public void Recognition_StaysAboveItsFloors()
    {
        foreach (var score in LabelledCorpus.Scores())
        {
            var evaded = score.Name.EndsWith("evaded", StringComparison.Ordinal);
            var technique = score.Name.StartsWith('-');
            Assert.True(score.Recall >= (technique ? 0.75 : evaded ? 0.90 : 0.97), Told(score.Name));
            if (score.Name.StartsWith("benign", StringComparison.Ordinal))
                Assert.True(score.FalsePositives <= 0.005, Told(score.Name));
            else
                Assert.True(score.Precision >= 0.95, Told(score.Name));
        }
    }

    [Fact]
    public void Mask_AnyLine_LeavesNothingToFindAndIsIdempotent()
    {
        string[] kinds = [.. PersonalDataKinds.All];
        foreach (var line in LabelledCorpus.Lines)
        {
            var masked = PersonalDataScan.Mask(line.Text, kinds);
            Assert.Equal(masked, PersonalDataScan.Mask(masked, kinds));
        }
    }

    [Fact]
    public void Find_AnyUnicode_NeverThrowsAndStaysInsideTheText()
    {
        var random = new Random(20261122);
        string[] pieces = ["4111 1111 1111 1111", "@", "a@b.io", "DE89", "+49", "\ud83d", "\udc00", "\u200b", "١٢٣٤", "sk-", "-----BEGIN ", "PRIVATE KEY-----", "\0", "𝟙𝟚𝟛", "756."];
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(30); i >= 0; i--)
                text.Append(random.Next(3) == 0 ? pieces[random.Next(pieces.Length)] : ((char)random.Next(0x10000)).ToString(CultureInfo.InvariantCulture));
            var whole = text.ToString();
            var end = 0;
            foreach (var found in PersonalDataScan.Find(whole, [.. PersonalDataKinds.All]))
            {
                Assert.True(found.Start >= end && found.Length > 0 && found.Start + found.Length <= whole.Length);
                end = found.Start + found.Length;
            }
        }
    }

    private static string Told(string name) => $"{name}\n{LabelledCorpus.Table()}\n" + string.Join('\n', LabelledCorpus.Mistakes());
}
