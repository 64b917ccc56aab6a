using System.Text;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>
/// Masks personal data in what comes beside a text: addresses of pages, where it stands percent-encoded, and named values. Pure,
/// never throws, and masking twice is masking once.
/// </summary>
public static class PersonalDataFields
{
    /// <summary>An address with the parts masked that hold personal data, between <c>/ ? &amp; = ; #</c>; the same string where none does.</summary>
    public static string? MaskUrl(string? url, IReadOnlyCollection<string> kinds)
    {
        if (string.IsNullOrEmpty(url) || kinds.Count == 0)
            return url;
        StringBuilder? masked = null;
        var from = 0;
        for (var at = 0; at <= url.Length; at++)
        {
            if (at < url.Length && url[at] is not ('/' or '?' or '&' or '=' or ';' or '#'))
                continue;
            var part = url[from..at];
            // A form writes a space as '+', which in a phone number stands for itself.
            var plain = Uri.UnescapeDataString(part);
            var found = PersonalDataScan.Mask(plain, kinds) is var direct && !ReferenceEquals(direct, plain) ? direct
                : plain.Contains('+', StringComparison.Ordinal) && plain.Replace('+', ' ') is var spaced && PersonalDataScan.Mask(spaced, kinds) is var other
                    && !ReferenceEquals(other, spaced) ? other : null;
            if (found is not null)
                masked = (masked ?? new StringBuilder(url, 0, from, url.Length + 32)).Append(Uri.EscapeDataString(found));
            else
                masked?.Append(part);
            if (at < url.Length)
                masked?.Append(url[at]);
            from = at + 1;
        }

        return masked is null ? url : PersonalDataScan.Mask(masked.ToString(), kinds);
    }

    /// <summary>Values masked, names as they are; the same dictionary where nothing was found.</summary>
    public static IReadOnlyDictionary<string, string>? MaskValues(IReadOnlyDictionary<string, string>? values, IReadOnlyCollection<string> kinds)
    {
        if (values is null || values.Count == 0 || kinds.Count == 0)
            return values;
        Dictionary<string, string>? masked = null;
        foreach (var (name, value) in values)
        {
            var clean = PersonalDataScan.Mask(value, kinds);
            if (!ReferenceEquals(clean, value))
                (masked ??= new Dictionary<string, string>(values))[name] = clean;
        }

        return masked ?? values;
    }
}
