using System.Text;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>
/// Finds structured personal data in a text: what has a checksum, a fixed form or a known prefix. Pure, linear in the
/// text's length, never throws. Chat masks with it before it stores, safety with it what leaves for a provider.
/// </summary>
public static class PersonalDataScan
{
    /// <summary>What there is of the given kinds, in order of place, no two overlapping.</summary>
    public static IReadOnlyList<PersonalDataFinding> Find(string text, IReadOnlyCollection<string> kinds)
    {
        if (kinds.Count == 0 || text.Length < 5)
            return [];
        var reading = ScanText.Read(text);
        if (!reading.Promising)
            return [];
        var found = new List<PersonalDataFinding>();
        foreach (var kind in PersonalDataKinds.All)
        {
            if (!kinds.Contains(kind))
                continue;
            foreach (var (start, end) in Places(kind, reading))
            {
                var (from, to) = (reading.Origin(start), reading.OriginEnd(end - 1));
                if (!found.Exists(other => from < other.Start + other.Length && other.Start < to))
                    found.Add(new PersonalDataFinding(kind, from, to - from));
            }
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    /// <summary>The text with a label in the place of each part of the given kinds; the same string where there is none.</summary>
    public static string Mask(string text, IReadOnlyCollection<string> kinds)
    {
        var found = Find(text, kinds);
        if (found.Count == 0)
            return text;
        var masked = new StringBuilder(text.Length + 32);
        var at = 0;
        foreach (var part in found)
        {
            masked.Append(text, at, part.Start - at).Append(PersonalDataKinds.Label(part.Kind));
            at = part.Start + part.Length;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    private static IEnumerable<(int Start, int End)> Places(string kind, ScanText text) => kind switch
    {
        PersonalDataKinds.Secrets => SecretRules.Find(text.Text),
        PersonalDataKinds.PaymentCards => CardRules.Find(text),
        PersonalDataKinds.Ibans => IbanRules.Find(text.Text),
        PersonalDataKinds.NationalIds => NationalIdRules.Find(text.Text),
        PersonalDataKinds.Emails => ContactRules.FindEmails(text.Text),
        _ => ContactRules.FindPhones(text),
    };
}
