namespace LiveChat.WidgetAuth.Tests;

/// <summary>As a production start is: no demo, and an operator who has set no key.</summary>
public sealed class ProductionHost : WidgetAuthHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("LiveChat:Demo", "false"), new("LiveChat:OperatorKey", null)];
}
