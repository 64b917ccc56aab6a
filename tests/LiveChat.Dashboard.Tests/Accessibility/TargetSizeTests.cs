using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Xunit;
using Xunit.Sdk;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>A check that finds nothing anywhere may as well not run: this one finds what it is for.</summary>
public sealed class TargetSizeTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(24, false)]
    public async Task ControlsSideBySide_AreAFinding_WhenTheyAreTooSmallToHit(int pixels, bool found)
    {
        await using var desk = await DeskAsync(Address().ToString());
        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
        await desk.IsAccessibleAsync();

        await desk.Page.EvaluateAsync("""
            pixels => {
              const row = document.createElement('div');
              row.style.display = 'flex';
              for (const name of ['Left', 'Right']) {
                const control = document.createElement('button');
                control.ariaLabel = name;
                Object.assign(control.style, { width: `${pixels}px`, height: `${pixels}px`, minWidth: 0, minHeight: 0, padding: 0, border: 0 });
                row.append(control);
              }
              document.querySelector('main').append(row);
            }
            """, pixels);

        if (!found)
        {
            await desk.IsAccessibleAsync();
            return;
        }
        var failure = await Assert.ThrowsAnyAsync<XunitException>(desk.IsAccessibleAsync);
        Assert.StartsWith("target-size: ", failure.Message.Split('\n')[0].Trim(), StringComparison.Ordinal);
        Assert.Contains("Left", failure.Message, StringComparison.Ordinal);
    }
}
