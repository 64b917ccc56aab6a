namespace LiveChat.AppHost.Seeding;

/// <summary>What a newcomer sees when everything answers: every line can be clicked or pasted.</summary>
internal static class ReadyLines
{
    public static string Plain(Uri gateway) => $"""

        LiveChat is ready on {Trim(gateway)}   (Ctrl+C stops it)
        """;

    public static string Demo(Uri gateway, DemoFile demo, string? code)
    {
        var url = Trim(gateway);
        var values = demo.Values;
        var signIn = code is null ? $"{url}/dashboard" : $"{url}/dashboard#code={code}";
        return $"""

            LiveChat is ready   (Ctrl+C stops it)

              Welcome page    {url}/
              Demo shop       {url}/demo
              Dashboard       {signIn}
                              (signs you in once, within 10 minutes; later: {values.Staff.Email}, password in {demo.Path})
              API reference   {url}/reference
              Widget token    {values.WidgetToken}

            Quick test:
            curl -X POST {url}/api/widgets/{values.TenantId}/chat \
            -H "Authorization: Bearer {values.WidgetToken}" \
            -H "Content-Type: application/json" \
            -d '{"{"}"sessionId":"test_session","message":"Hello!"{"}"}'
            """;
    }

    private static string Trim(Uri gateway) => gateway.GetLeftPart(UriPartial.Authority);
}
