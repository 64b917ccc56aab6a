namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>The text a site owner pastes. Ids and tokens are of safe characters by form, and the address is checked by the host.</summary>
internal static class Snippet
{
    /// <summary>For pages that may load modules: every browser of the last years.</summary>
    public static string Module(string baseUrl, string tenantId, string token) => $$"""
        <script type="module">
          import { renderWebWidget } from "{{baseUrl}}/web-widget.js";
          renderWebWidget({
            tenantId: "{{tenantId}}",
            apiUrl: "{{baseUrl}}",
            token: "{{token}}",
          });
        </script>
        """;

    /// <summary>For site builders and tag managers that allow plain scripts only.</summary>
    public static string Classic(string baseUrl, string tenantId, string token) => $$"""
        <script src="{{baseUrl}}/web-widget.classic.js"></script>
        <script>
          ChatWidget.renderWebWidget({
            tenantId: "{{tenantId}}",
            apiUrl: "{{baseUrl}}",
            token: "{{token}}",
          });
        </script>
        """;
}
