using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LiveChat.RealtimeFanout.Tests;

/// <summary>The dashboard's table of close codes is the service's, name by name and number by number.</summary>
public sealed partial class CloseCodesTests
{
    [Fact]
    public void Mirror_InTheDashboard_HasTheSameNamesAndNumbers()
    {
        var mirrored = Line().Matches(File.ReadAllText(Path.Combine(Root(), "src/web/dashboard/src/realtime/close-codes.ts")))
            .Select(m => (m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(CloseCodes.All.Select(c => (c.Name, c.Code)), mirrored);
    }

    [Fact]
    public void All_NamesAndNumbers_AreUniqueAndTheListIsComplete()
    {
        var fields = typeof(CloseCodes).GetFields().Select(f => f.GetValue(null)).OfType<CloseCode>().ToList();
        Assert.Equal(fields.Order(Comparer<CloseCode>.Create((a, b) => a.Code - b.Code)), CloseCodes.All);
        Assert.Equal(fields.Count, fields.Select(c => c.Code).Distinct().Count());
        Assert.Equal(fields.Count, fields.Select(c => c.Name).Distinct().Count());
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [GeneratedRegex(@"^\s+(\w+): (\d{4}),$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
