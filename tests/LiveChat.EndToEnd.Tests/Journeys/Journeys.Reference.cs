using System.Runtime.CompilerServices;
using LiveChat.EndToEnd.Tests.Reference;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    /// <summary>
    /// Sites, dashboards and scripts are written against the routes, so a change of them has to be seen: it is accepted by
    /// running this program with <c>LIVECHAT_ACCEPT_CONTRACTS=1</c>, which writes OpenApi.txt anew, and read in its diff.
    /// Services of their own describe themselves as one process describes them all.
    /// </summary>
    [Fact]
    public async Task ApiDocument_IsThatOfTheSnapshot()
    {
        var now = ApiLines.Of((await Anonymous.GetAsync("/openapi.json", Ct)).Ok());
        var file = ApiSnapshot();
        if (Environment.GetEnvironmentVariable("LIVECHAT_ACCEPT_CONTRACTS") == "1")
            await File.WriteAllLinesAsync(file, now, Ct);

        var then = await File.ReadAllLinesAsync(file, Ct);

        var (gone, added) = (then.Except(now).ToList(), now.Except(then).ToList());
        Assert.True(gone.Count + added.Count == 0,
            $"The API is not that of OpenApi.txt; run this program with LIVECHAT_ACCEPT_CONTRACTS=1 to accept:\n{string.Join('\n', [.. gone.Select(line => $"- {line}"), .. added.Select(line => $"+ {line}")])}");
    }

    private static string ApiSnapshot([CallerFilePath] string here = "")
    {
        // Deterministic builds replace the path of the repository; then it is found from where this program runs.
        if (File.Exists(here))
            return Path.Combine(Path.GetDirectoryName(here)!, "../Reference/OpenApi.txt");
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LiveChat.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "tests/LiveChat.EndToEnd.Tests/Reference/OpenApi.txt");
    }
}
