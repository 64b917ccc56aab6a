using LiveChat.Contracts;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>Phrases that apply to every tenant, merged with the tenant's list of the same name; nobody can weaken them.</summary>
/// <param name="List">One of <see cref="ListNames"/>.</param>
internal sealed record SystemPhraseList(string List, IReadOnlyList<string> Phrases, string Inspects, string Action);

/// <summary>
/// Reads <c>Lists/system.txt</c>: sections <c>[list inspects action]</c>, one phrase a line, <c>#</c> comments. A mistake in
/// it fails the start of the process and the tests.
/// </summary>
internal static class SystemLists
{
    public static IReadOnlyList<SystemPhraseList> All { get; } = Read();

    private static List<SystemPhraseList> Read()
    {
        using var stream = typeof(SystemLists).Assembly.GetManifestResourceStream("LiveChat.SafetyModeration.Lists.system.txt")
            ?? throw new InvalidOperationException("The system's phrase lists are not in the assembly.");
        using var reader = new StreamReader(stream);
        var lists = new List<SystemPhraseList>();
        while (reader.ReadLine() is { } line)
        {
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#'))
                continue;
            if (text.StartsWith('['))
                lists.Add(Section(text));
            else
                ((List<string>)lists[^1].Phrases).Add(text);
        }

        return lists;
    }

    private static SystemPhraseList Section(string header) =>
        header.Trim('[', ']').Split(' ') is [var list, var inspects, var action] && ListNames.All.Contains(list)
        && Inspects.All.Contains(inspects) && action is ScreeningActions.Fallback or ScreeningActions.Handover
            ? new SystemPhraseList(list, new List<string>(), inspects, action)
            : throw new InvalidOperationException($"Lists/system.txt: '{header}' is no section of this form: [list inspects action].");
}
