namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>The authentication schemes behind <see cref="Policies"/>: one per kind of key.</summary>
internal static class AccessSchemes
{
    public const string Widget = "widget", WidgetRenewal = "widget-renewal", Staff = "staff", Operator = "operator",
        ApiKey = "api-key";
}
