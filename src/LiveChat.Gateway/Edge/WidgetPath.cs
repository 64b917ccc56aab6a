namespace LiveChat.Gateway.Edge;

/// <summary>The parts of <c>/api/widgets/{tenantId}/{action}/...</c>.</summary>
/// <param name="Action">First segment after the tenant, such as <c>chat</c> or <c>token</c>.</param>
internal readonly record struct WidgetPath(string TenantId, string Action)
{
    private const string Prefix = "/api/widgets/";

    /// <summary>As routing sees it: without regard to case.</summary>
    public static bool IsWidgetRoute(PathString path) =>
        path.Value?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null when it is no widget route, or names no tenant or no action.</summary>
    public static WidgetPath? Read(PathString path)
    {
        if (!IsWidgetRoute(path))
            return null;
        var rest = path.Value![Prefix.Length..].Split('/', 3);
        return rest.Length >= 2 && rest[0].Length > 0 && rest[1].Length > 0 ? new(rest[0], rest[1]) : null;
    }

    /// <summary>The route without session ids, as it may be stored.</summary>
    public string Template(string method) => $"{method} {Prefix}{{tenantId}}/{Action}";
}
