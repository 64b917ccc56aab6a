using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>The suite in one process.</summary>
public sealed class StandaloneInboxTests(StandaloneDashboard platform, Chromium chromium) : LiveInboxSuite(platform, chromium);
