using System.Text;

namespace LiveChat.WidgetAuth.Mail;

/// <summary>The texts of mails to visitors, in their language where there is one for it, else in English. Plain text.</summary>
internal static class VisitorLetters
{
    private static readonly Dictionary<string, Words> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(
            "{0} answered you", "{0} of {1} answered you in the chat.", "{1} answered you in the chat.",
            "Read the answer and write back here, in the browser that you wrote from:",
            "Read the answer and write back on the page that you wrote from, in the same browser.",
            "You can also reach us at {0}.",
            "You get this mail because somebody left this address in our chat. If it was not you, ignore it: the conversation cannot be opened from here."),
        ["de"] = new(
            "{0} hat Ihnen geantwortet", "{0} von {1} hat Ihnen im Chat geantwortet.", "{1} hat Ihnen im Chat geantwortet.",
            "Hier lesen Sie die Antwort und schreiben zurück, in dem Browser, in dem Sie geschrieben haben:",
            "Lesen Sie die Antwort auf der Seite, auf der Sie geschrieben haben, im selben Browser; dort können Sie auch zurückschreiben.",
            "Sie erreichen uns auch unter {0}.",
            "Sie bekommen diese Mail, weil jemand diese Adresse in unserem Chat angegeben hat. Wenn Sie das nicht waren, ignorieren Sie sie: Von hier lässt sich das Gespräch nicht öffnen."),
    };

    /// <param name="link">The page to go back to; null where none is known to be the tenant's own.</param>
    public static Letter UnreadAnswer(string to, string? locale, string company, string? agent, string? link, string? contact)
    {
        var words = s_words.GetValueOrDefault(locale?.Split('-', '_')[0] ?? "en") ?? s_words["en"];
        company = Letters.OneLine(company);
        var who = agent is null ? "" : Letters.OneLine(agent);
        var body = new StringBuilder()
            .AppendFormat(null, who.Length > 0 ? words.AnsweredBy : words.Answered, who, company).Append("\n\n")
            .Append(link is null ? words.GoBack : $"{words.ReadHere}\n{link}").Append("\n\n");
        if (contact is { Length: > 0 })
            body.AppendFormat(null, words.Contact, Letters.OneLine(contact)).Append("\n\n");
        return new(to, string.Format(null, words.Subject, company), body.Append(words.Why).Append('\n').ToString(), TimeSpan.FromDays(1));
    }

    private sealed record Words(
        string Subject, string AnsweredBy, string Answered, string ReadHere, string GoBack, string Contact, string Why);
}
