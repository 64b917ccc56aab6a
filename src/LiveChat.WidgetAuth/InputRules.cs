using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LiveChat.ServiceDefaults;

namespace LiveChat.WidgetAuth;

/// <summary>
/// Collects what is wrong with a request's members, so that one answer names all of it. Lengths count Unicode code points.
/// </summary>
internal sealed partial class InputRules
{
    private readonly Dictionary<string, string> _errors = [];

    /// <summary>Remembers an error; the first one of a field wins.</summary>
    public void Error(string field, string expectation) => _errors.TryAdd(field, expectation);

    /// <summary>A trimmed text of <paramref name="min"/> to <paramref name="max"/> code points without control characters.</summary>
    public string Text(string? value, string field, int min, int max)
    {
        var text = value?.Trim() ?? "";
        var length = CodePoints(text);
        if (length < min || length > max)
            Error(field, min == 0 ? $"must have at most {max} characters" : $"must have {min} to {max} characters");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || !IsWellFormed(text))
            Error(field, "must not contain control characters");
        return text;
    }

    /// <summary>As <see cref="Text"/>; null or blank is null.</summary>
    public string? OptionalText(string? value, string field, int max) =>
        string.IsNullOrWhiteSpace(value) ? null : Text(value, field, 1, max);

    /// <summary>An e-mail address: something, an @, something with a dot; whether it exists only a mail can tell.</summary>
    public string Email(string? value, string field)
    {
        var text = Text(value, field, 3, 254);
        if (!EmailForm().IsMatch(text))
            Error(field, "must be an e-mail address such as ada@shop.example");
        return text;
    }

    /// <summary>Throws 400 with all errors, if there are any.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw Problems.Invalid(_errors);
    }

    /// <summary>What two spellings of one e-mail address share.</summary>
    public static string EmailKey(string email) =>
        UnicodeText.NormalizeAny(email.Trim(), NormalizationForm.FormKC).ToLowerInvariant();

    public static int CodePoints(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (!char.IsLowSurrogate(c))
                count++;
        }
        return count;
    }

    /// <summary>No lone surrogates: databases refuse them.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.GetUnicodeCategory(text[i]) == UnicodeCategory.Surrogate)
                return false;
        }
        return true;
    }

    [GeneratedRegex(@"^[^@\s,;<>""]+@[^@\s,;<>""]+\.[^@\s,;<>"".]+$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();
}
