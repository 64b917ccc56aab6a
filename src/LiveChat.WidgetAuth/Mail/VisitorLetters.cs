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
            "You get this mail because somebody left this address in our chat. If it was not you, ignore it: the conversation opens only in the browser it was written in."),
        ["de"] = new(
            "{0} hat Ihnen geantwortet", "{0} von {1} hat Ihnen im Chat geantwortet.", "{1} hat Ihnen im Chat geantwortet.",
            "Hier lesen Sie die Antwort und schreiben zurück, in dem Browser, in dem Sie geschrieben haben:",
            "Lesen Sie die Antwort auf der Seite, auf der Sie geschrieben haben, im selben Browser; dort können Sie auch zurückschreiben.",
            "Sie erreichen uns auch unter {0}.",
            "Sie bekommen diese Mail, weil jemand diese Adresse in unserem Chat angegeben hat. Wenn Sie das nicht waren, ignorieren Sie sie: Das Gespräch öffnet sich nur in dem Browser, in dem es geführt wurde."),
        ["fr"] = new(
            "{0} vous a répondu", "{0} de {1} vous a répondu dans le chat.", "{1} vous a répondu dans le chat.",
            "Lisez la réponse et répondez ici, dans le navigateur avec lequel vous avez écrit :",
            "Lisez la réponse et répondez sur la page depuis laquelle vous avez écrit, dans le même navigateur.",
            "Vous pouvez aussi nous écrire à {0}.",
            "Vous recevez ce message parce que quelqu’un a indiqué cette adresse dans notre chat. Si ce n’était pas vous, ignorez-le : la conversation ne s’ouvre que dans le navigateur où elle a été écrite."),
        ["es"] = new(
            "{0} le ha respondido", "{0} de {1} le ha respondido en el chat.", "{1} le ha respondido en el chat.",
            "Lea la respuesta y conteste aquí, en el navegador desde el que escribió:",
            "Lea la respuesta y conteste en la página desde la que escribió, en el mismo navegador.",
            "También puede escribirnos a {0}.",
            "Recibe este correo porque alguien indicó esta dirección en nuestro chat. Si no fue usted, ignórelo: la conversación solo se abre en el navegador en el que se escribió."),
        ["ja"] = new(
            "{0}から返信があります", "{1}の{0}がチャットで返信しました。", "{1}がチャットで返信しました。",
            "メッセージを送ったブラウザーで、こちらから返信を読み、続きを書けます:",
            "メッセージを送ったページを同じブラウザーで開くと、返信を読み、続きを書けます。",
            "{0} からもご連絡いただけます。",
            "このメールは、チャットでこのアドレスが入力されたためお送りしています。お心当たりがない場合は無視してください。会話は書き込んだブラウザーでのみ開けます。"),
        ["ar"] = new(
            "لقد ردّ عليك {0}", "ردّ عليك {0} من {1} في المحادثة.", "ردّ عليك فريق {1} في المحادثة.",
            "اقرأ الرد واكتب من هنا، في المتصفح الذي كتبت منه:",
            "اقرأ الرد واكتب من الصفحة التي كتبت منها، في المتصفح نفسه.",
            "يمكنك أيضًا مراسلتنا على {0}.",
            "تصلك هذه الرسالة لأن أحدًا كتب هذا العنوان في محادثتنا. إن لم تكن أنت فتجاهلها: لا تُفتح المحادثة إلا في المتصفح الذي كُتبت فيه."),
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
