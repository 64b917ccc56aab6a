namespace LiveChat.WidgetAuth.Staff;

/// <summary>A person. One account may belong to several tenants.</summary>
/// <param name="PasswordHash">ASP.NET Core Identity's format; null until an invitation was accepted.</param>
internal sealed record Account(Guid Id, string Email, string Name, string? PasswordHash);

/// <summary>An account's role in one tenant.</summary>
/// <param name="Locale">The tenant's language, for mails.</param>
internal sealed record Membership(string TenantId, string TenantName, string TenantStatus, string Role, string Locale);

/// <summary>A member of a tenant's staff, in the list.</summary>
internal sealed record StaffMember(Guid Id, string Name, string Email, string Role, DateTimeOffset CreatedAt);
