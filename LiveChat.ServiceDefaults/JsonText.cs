using System.Text.Json;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Texts of JSON that is read by hand. Half a surrogate pair, written as an escape (<c>"\ud800"</c>), is valid JSON but no
/// text: <see cref="JsonElement"/> throws InvalidOperationException at it, in a value and in a member's name.
/// </summary>
public static class JsonText
{
    /// <summary>The text of a JSON string; null for any other value, and where it is no text.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/>; false for what is no object, and where
    /// the search meets a name that is no text.</summary>
    public static bool TryMember(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object) return false;
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text of an object's member; null where there is none.</summary>
    public static string? Member(JsonElement element, string name) => TryMember(element, name, out var value) ? Of(value) : null;
}
