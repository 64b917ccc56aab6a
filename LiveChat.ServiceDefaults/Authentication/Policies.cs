namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// The names for <c>.RequireAuthorization(...)</c>. Each names one kind of key; staff policies also name the lowest role.
/// A route value <c>{tenantId}</c> must be the token's tenant, else 403 <c>tenant_mismatch</c>.
/// </summary>
public static class Policies
{
    /// <summary>A valid widget token of the route's tenant.</summary>
    public const string Widget = "access:widget";

    /// <summary>A widget token of the route's tenant, valid or expired; the route decides what an expired one is worth.</summary>
    public const string WidgetRenewal = "access:widget-renewal";

    /// <summary>Any member of the tenant's staff.</summary>
    public const string Viewer = "access:viewer";

    /// <summary>Staff who may answer visitors.</summary>
    public const string Agent = "access:agent";

    /// <summary>Staff who may change settings and people.</summary>
    public const string Admin = "access:admin";

    /// <summary>Staff who own the tenant.</summary>
    public const string Owner = "access:owner";

    /// <summary>The operator's key (<c>LiveChat:OperatorKey</c>); no tenant.</summary>
    public const string Operator = "access:operator";
}
