using System.Text;
using System.Text.RegularExpressions;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.Architecture.Tests;

/// <summary>
/// Every refusal has a guide, README tells all of them, and each is asserted by some test.
/// <c>LIVECHAT_ACCEPT_ERRORS=1</c> writes README's section anew.
/// </summary>
public sealed partial class ErrorCodeTests
{
    private const string Begin = "<!-- errors: made from the problem classes by LiveChat.Architecture.Tests -->";
    private const string End = "<!-- /errors -->";

    private static readonly IReadOnlyList<Problem> Declared =
        [.. ProblemCatalog.Declared([typeof(ServiceHost).Assembly, .. Repository.Services])];

    [Fact]
    public void EveryDeclaredCode_HasAGuide() => Offenders.None(
        Declared.Select(problem => problem.Code).Distinct().Where(code => !ProblemCatalog.Guides.ContainsKey(code)));

    [Fact]
    public void EveryGuide_IsOneLineEach() => Offenders.None(ProblemCatalog.Guides
        .Where(guide => (guide.Value.Cause + guide.Value.Cure).AsSpan().ContainsAny('\n', '|') || !guide.Value.Cause.EndsWith('.') || !guide.Value.Cure.EndsWith('.'))
        .Select(guide => guide.Key));

    [Fact]
    public void Readme_TellsEveryErrorAsTheClassesDo()
    {
        var path = Path.Combine(Repository.Root, "README.md");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal);
        var to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"README.md has no section between {Begin} and {End}");
        var wanted = $"{Begin}\n{Table()}";
        if (Environment.GetEnvironmentVariable("LIVECHAT_ACCEPT_ERRORS") == "1")
            File.WriteAllText(path, text[..from] + wanted + text[to..]);
        else
            Assert.Equal(wanted, text[from..to]);
    }

    [Fact]
    public void EveryDeclaredCode_IsAssertedBySomeTest()
    {
        var asserted = Repository.CSharpFiles("tests").Where(file => !file.EndsWith("ErrorCodeTests.cs", StringComparison.Ordinal))
            .SelectMany(file => QuotedWord().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Offenders.None(Declared.Select(problem => problem.Code).Distinct().Where(code => !asserted.Contains(code)));
    }

    private static string Table()
    {
        var table = new StringBuilder("| status | `code` | cause | cure |\n| --- | --- | --- | --- |\n");
        foreach (var codes in Declared.GroupBy(problem => problem.Code).OrderBy(group => group.Min(problem => problem.Status)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var guide = ProblemCatalog.Guides[codes.Key];
            var statuses = string.Join(", ", codes.Select(problem => problem.Status).Distinct().Order());
            table.Append($"| {statuses} | `{codes.Key}` | {guide.Cause} | {guide.Cure} |\n");
        }
        // Told in an answer of 200, as a finding: a provider's failure never ends a request.
        foreach (var finding in ProblemCatalog.Guides.Where(guide => Declared.All(problem => problem.Code != guide.Key)))
            table.Append($"| 200 | `{finding.Key}` | {finding.Value.Cause} | {finding.Value.Cure} |\n");
        return table.ToString();
    }

    [GeneratedRegex("\"([a-z_]{6,40})\"")]
    private static partial Regex QuotedWord();
}
