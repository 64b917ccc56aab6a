using System.Text.Json;
using LiveChat.WidgetAuth.Staff;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>In which language somebody is written to: that of the tenant whose team they belong to. Pure.</summary>
internal static class MailLanguages
{
    public const string English = "en", German = "de";

    /// <summary>Of a locale such as <c>de-AT</c>; English where there are no letters in its language.</summary>
    public static string Of(string? locale) =>
        locale is not null && (locale.Equals(German, StringComparison.OrdinalIgnoreCase) || locale.StartsWith("de-", StringComparison.OrdinalIgnoreCase))
            ? German : English;

    /// <summary>Of a person in one or several teams: the oldest membership's.</summary>
    public static string Of(IReadOnlyList<Membership> memberships) => memberships is [var first, ..] ? Of(first.Locale) : English;

    /// <summary>Of a tenant's stored widget settings, read without the rest of them.</summary>
    public static string OfSettings(string settings)
    {
        using var json = JsonDocument.Parse(settings);
        return Of(json.RootElement.TryGetProperty("locale", out var locale) && locale.ValueKind == JsonValueKind.String ? locale.GetString() : null);
    }
}
