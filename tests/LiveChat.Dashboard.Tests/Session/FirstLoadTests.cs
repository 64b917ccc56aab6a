using System.Text.RegularExpressions;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>What a browser must fetch before it shows anything.</summary>
public sealed partial class FirstLoadTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task JavaScript_OfTheFirstLoad_IsUnder200KilobytesGzipped()
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(Address(), Ct);
        var total = 0L;
        foreach (var script in Script().Matches(page).Select(match => match.Groups[1].Value).Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(script));
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var answer = await http.SendAsync(request, Ct);
            var length = (await answer.Content.ReadAsByteArrayAsync(Ct)).Length;
            // What fits into one packet is not worth compressing.
            Assert.True(length < 1_500 || answer.Content.Headers.ContentEncoding.Contains("gzip"), $"{script} came as it is.");
            total += length;
        }

        Assert.InRange(total, 1, 200_000);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+\\.js)\"")]
    private static partial Regex Script();
}
