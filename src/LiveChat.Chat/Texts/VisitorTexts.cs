using System.Globalization;
using LiveChat.Contracts;

namespace LiveChat.Chat.Texts;

/// <summary>What chat itself says to a visitor where neither tenant nor safety gave a text. By language; English if unknown.</summary>
/// <param name="Handover">An agent is online and takes over.</param>
/// <param name="Typically">How long that usually takes, <c>{0}</c> in minutes: said behind it where it was measured.</param>
/// <param name="HandoverAway">Nobody of the staff is online. Promises no mail: there may be no mail server.</param>
/// <param name="Waiting">A reply is held for review.</param>
/// <param name="Fallback">A reply was blocked.</param>
/// <param name="Ended">The conversation was ended.</param>
/// <param name="LimitReached">The tenant's quota is used up.</param>
/// <param name="Banned">The site's staff banned the visitor.</param>
internal sealed record VisitorTexts(
    string Handover, string Typically, string HandoverAway, string Waiting, string Fallback, string Ended, string LimitReached,
    string Banned)
{
    private static readonly Dictionary<string, VisitorTexts> s_texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(
            "I'm passing you to a colleague. They answer right here.",
            "Usually within {0} min.",
            "A colleague will take over. Nobody is online right now, but your message is saved and the answer will appear here.",
            "A colleague is checking the answer before it is sent. It will appear here.",
            "I'm sorry, I can't help with that here. Is there something else I can do for you?",
            "This conversation ends here. Thank you for writing to us.",
            "We can't answer new chats at the moment. Please come back later or use the contact details on our page.",
            "You can't write here any more. If you think this is a mistake, please use the contact details on our page."),
        ["de"] = new(
            "Ich übergebe an eine Kollegin oder einen Kollegen. Die Antwort kommt gleich hier.",
            "Meist innerhalb von {0} Min.",
            "Ein Mensch aus unserem Team übernimmt. Gerade ist niemand online; Ihre Nachricht ist gespeichert, und die Antwort erscheint hier.",
            "Die Antwort wird noch von einem Menschen geprüft. Sie erscheint gleich hier.",
            "Dabei kann ich hier leider nicht helfen. Kann ich sonst etwas für Sie tun?",
            "Dieses Gespräch endet hier. Danke, dass Sie uns geschrieben haben.",
            "Wir können gerade keine neuen Chats beantworten. Bitte versuchen Sie es später oder nutzen Sie die Kontaktdaten auf unserer Seite.",
            "Sie können hier nicht mehr schreiben. Wenn Sie das für einen Irrtum halten, nutzen Sie bitte die Kontaktdaten auf unserer Seite."),
        ["fr"] = new(
            "Je vous mets en relation avec un collègue. Il vous répond ici même.",
            "En général en {0} min.",
            "Un collègue va prendre le relais. Personne n'est en ligne pour l'instant ; votre message est enregistré et la réponse apparaîtra ici.",
            "Un collègue vérifie la réponse avant l'envoi. Elle apparaîtra ici.",
            "Désolé, je ne peux pas vous aider sur ce point ici. Puis-je faire autre chose pour vous ?",
            "Cette conversation se termine ici. Merci de nous avoir écrit.",
            "Nous ne pouvons pas répondre à de nouvelles demandes pour le moment. Merci de revenir plus tard.",
            "Vous ne pouvez plus écrire ici. Si vous pensez qu'il s'agit d'une erreur, merci d'utiliser les coordonnées de notre page."),
        ["es"] = new(
            "Le paso con un compañero. Le responderá aquí mismo.",
            "Normalmente en {0} min.",
            "Un compañero se hará cargo. Ahora no hay nadie en línea; su mensaje está guardado y la respuesta aparecerá aquí.",
            "Un compañero está revisando la respuesta antes de enviarla. Aparecerá aquí.",
            "Lo siento, no puedo ayudarle con eso aquí. ¿Puedo hacer algo más por usted?",
            "Esta conversación termina aquí. Gracias por escribirnos.",
            "Ahora no podemos atender nuevos chats. Vuelva a intentarlo más tarde.",
            "Ya no puede escribir aquí. Si cree que es un error, utilice los datos de contacto de nuestra página."),
        ["ja"] = new(
            "担当者におつなぎします。このままここでお返事します。",
            "通常{0}分以内にお返事します。",
            "担当者が対応いたします。ただいまオンラインの担当者はおりませんが、メッセージは保存され、お返事はここに表示されます。",
            "送信前に担当者が回答を確認しています。ここに表示されます。",
            "申し訳ありませんが、その件はこちらではお手伝いできません。ほかにご用件はありますか。",
            "この会話はここで終了します。ご連絡ありがとうございました。",
            "現在、新しいチャットにお答えできません。しばらくしてからもう一度お試しください。",
            "こちらではこれ以上メッセージを送信できません。お心当たりがない場合は、ページに記載の連絡先をご利用ください。"),
        ["ar"] = new(
            "سأحوّلك إلى أحد الزملاء وسيجيبك هنا.",
            "عادةً خلال {0} د.",
            "سيتولى أحد الزملاء الأمر. لا أحد متصل الآن، لكن رسالتك محفوظة وستظهر الإجابة هنا.",
            "يراجع أحد الزملاء الإجابة قبل إرسالها. ستظهر هنا.",
            "عذرًا، لا أستطيع المساعدة في ذلك هنا. هل هناك شيء آخر؟",
            "تنتهي هذه المحادثة هنا. شكرًا لمراسلتنا.",
            "لا يمكننا الرد على محادثات جديدة حاليًا. يرجى المحاولة لاحقًا.",
            "لم يعد بإمكانك الكتابة هنا. إذا كنت تعتقد أن هذا خطأ، فيرجى استخدام بيانات الاتصال في صفحتنا."),
    };

    /// <summary>Languages with built-in texts.</summary>
    public static IReadOnlyCollection<string> Languages => s_texts.Keys;

    /// <param name="locale">BCP 47 tag or null; only its language counts.</param>
    public static VisitorTexts For(string? locale) => s_texts[LanguageOf(locale)];

    /// <summary>The language of a locale where there are texts for it, else <c>en</c>.</summary>
    public static string LanguageOf(string? locale)
    {
        if (locale is not { Length: >= 2 }) return "en";
        var language = locale[..2].ToLowerInvariant();
        return s_texts.ContainsKey(language) ? language : "en";
    }

    /// <summary>With the hand-over text that holds now: the tenant's where it has one, by whether an agent is online.</summary>
    /// <param name="typicalMinutes">Until people answer, while an agent is online; null where it was not measured.</param>
    public VisitorTexts With(TenantSafety facts, string? locale, bool online, int? typicalMinutes) =>
        this with { Handover = TenantTextFor(online ? facts.HandoverText : facts.HandoverAwayText, locale) ?? HandoverWhen(online, typicalMinutes) };

    // A tenant that wrote a text in one language only has none for another: the built-in one is in the visitor's.
    private static string? TenantTextFor(IReadOnlyDictionary<string, string>? texts, string? locale)
    {
        if (texts is null) return null;
        var language = locale?.Split('-', '_')[0];
        foreach (var (tag, text) in texts)
            if (tag.Equals(locale, StringComparison.OrdinalIgnoreCase) || tag.Equals(language, StringComparison.OrdinalIgnoreCase)) return text;
        return texts.GetValueOrDefault("*");
    }

    // The built-in text, by whether somebody is there to take over.
    private string HandoverWhen(bool online, int? typicalMinutes) => !online ? HandoverAway
        : typicalMinutes is { } minutes ? $"{Handover} {string.Format(CultureInfo.InvariantCulture, Typically, minutes)}" : Handover;
}
