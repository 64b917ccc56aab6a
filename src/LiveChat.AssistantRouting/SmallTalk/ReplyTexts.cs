using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.SmallTalk;

/// <summary>What the built-in assistant says in its own words; everything else it says is quoted.</summary>
/// <param name="Greeting">Where the tenant set none; {0} is the assistant's name.</param>
/// <param name="WhoAmI">{0} is the assistant's name.</param>
/// <param name="EnoughHandovers">The conversation was handed over as often as it may be.</param>
/// <param name="OutsideTable">{0} the column, {1} least, {2} most with its unit, {3} the number asked for.</param>
internal sealed record ReplyTexts(
    string Greeting, string Thanks, string Goodbye, string WhoAmI, string Robot, string Unknown, string GetPerson, string OutsideTable,
    string EnoughHandovers)
{
    private static readonly Dictionary<string, ReplyTexts> ByLanguage = new()
    {
        ["en"] = new("Hello! I'm {0}. What can I do for you?",
            "You're welcome! Is there anything else I can do for you?",
            "Goodbye, and have a lovely day!",
            "I'm {0}, the assistant here. I answer questions from our help articles, and I can get you a person at any time.",
            "Yes, I'm {0}, an automatic assistant, not a person. I answer from our own articles, and I can get you a person at any time.",
            "I don't know that. Shall I get a person?",
            "Talk to a person",
            "Our table for {0} runs from {1} to {2}; {3} is outside it.",
            "I have asked our team several times in this conversation. They see everything you write here; until they answer I help as well as I can."),
        ["de"] = new("Hallo! Ich bin {0}. Was kann ich für Sie tun?",
            "Gern geschehen! Kann ich sonst noch etwas für Sie tun?",
            "Auf Wiedersehen und einen schönen Tag!",
            "Ich bin {0}, die Assistenz hier. Ich beantworte Fragen aus unseren Hilfeartikeln und hole Ihnen jederzeit einen Menschen.",
            "Ja, ich bin {0}, eine automatische Assistenz und kein Mensch. Ich antworte aus unseren eigenen Artikeln und hole Ihnen jederzeit einen Menschen.",
            "Das weiß ich leider nicht. Soll ich einen Menschen holen?",
            "Mit einem Menschen sprechen",
            "Unsere Tabelle für {0} reicht von {1} bis {2}; {3} liegt außerhalb.",
            "Ich habe unser Team in diesem Gespräch schon mehrmals gerufen. Es sieht alles, was Sie hier schreiben; bis dahin helfe ich, so gut ich kann."),
        ["fr"] = new("Bonjour ! Je suis {0}. Que puis-je faire pour vous ?",
            "Avec plaisir ! Puis-je faire autre chose pour vous ?",
            "Au revoir et bonne journée !",
            "Je suis {0}, l'assistant de cette maison. Je réponds à partir de nos articles d'aide et je peux appeler une personne à tout moment.",
            "Oui, je suis {0}, un assistant automatique et non une personne. Je réponds à partir de nos articles et je peux appeler une personne à tout moment.",
            "Je ne sais pas. Voulez-vous parler à une personne ?",
            "Parler à une personne",
            "Notre tableau pour {0} va de {1} à {2} ; {3} n'y figure pas.",
            "J'ai déjà appelé notre équipe plusieurs fois dans cette conversation. Elle voit tout ce que vous écrivez ici ; en attendant, je vous aide de mon mieux."),
        ["es"] = new("¡Hola! Soy {0}. ¿En qué puedo ayudarle?",
            "¡De nada! ¿Puedo ayudarle en algo más?",
            "¡Hasta luego y que tenga un buen día!",
            "Soy {0}, el asistente de esta casa. Respondo con nuestros artículos de ayuda y puedo avisar a una persona en cualquier momento.",
            "Sí, soy {0}, un asistente automático y no una persona. Respondo con nuestros artículos y puedo avisar a una persona en cualquier momento.",
            "Eso no lo sé. ¿Quiere que avise a una persona?",
            "Hablar con una persona",
            "Nuestra tabla de {0} va de {1} a {2}; {3} queda fuera.",
            "Ya he avisado varias veces a nuestro equipo en esta conversación. Ve todo lo que usted escribe aquí; mientras tanto, le ayudo lo mejor que puedo."),
        ["ja"] = new("こんにちは！{0}です。どのようなご用件でしょうか。",
            "どういたしまして。ほかにお手伝いできることはありますか。",
            "ありがとうございました。よい一日をお過ごしください。",
            "アシスタントの{0}です。ヘルプ記事をもとにお答えします。いつでも担当者におつなぎできます。",
            "はい、{0}は自動応答のアシスタントで、人間ではありません。記事をもとにお答えし、いつでも担当者におつなぎできます。",
            "申し訳ありませんが、わかりません。担当者におつなぎしましょうか。",
            "人と話す",
            "{0}の表は{1}から{2}までです。{3}は範囲外です。",
            "この会話ではすでに何度か担当者に連絡しています。ここに書かれた内容は担当者が見ています。それまでは私がお手伝いします。"),
        ["ar"] = new("مرحبًا! أنا {0}. كيف يمكنني مساعدتك؟",
            "على الرحب والسعة! هل يمكنني مساعدتك في شيء آخر؟",
            "إلى اللقاء، ونتمنى لك يومًا سعيدًا!",
            "أنا {0}، المساعد هنا. أجيب من مقالات المساعدة، ويمكنني استدعاء موظف في أي وقت.",
            "نعم، أنا {0}، مساعد آلي ولست إنسانًا. أجيب من مقالاتنا، ويمكنني استدعاء موظف في أي وقت.",
            "لا أعرف ذلك. هل أستدعي لك موظفًا؟",
            "التحدث إلى شخص",
            "جدول {0} يمتد من {1} إلى {2}؛ والقيمة {3} خارجه.",
            "لقد استدعيت فريقنا عدة مرات في هذه المحادثة. يرى الفريق كل ما تكتبه هنا، وحتى يجيب سأساعدك قدر استطاعتي."),
    };

    /// <summary>The texts of a language; English where there is no translation.</summary>
    public static ReplyTexts For(string language) => ByLanguage.GetValueOrDefault(language) ?? ByLanguage["en"];

    public static bool Has(string language) => ByLanguage.ContainsKey(language);

    /// <summary>The language of these texts to answer in: the one that is asked in, else the visitor's, else the assistant's own, else English.</summary>
    public static string LanguageOf(string message, string? locale, string? assistantLanguage)
    {
        string[] inOrder = [AskedIn(message, locale, assistantLanguage), Languages.CodeOf(locale), Languages.CodeOf(assistantLanguage)];
        return Array.Find(inOrder, Has) ?? "en";
    }

    /// <summary>
    /// The language that is asked in, which may be one without texts here, such as Italian: articles and a provider know more. The
    /// script where it tells, else the one whose small words the message has most of, else the visitor's locale, else the
    /// assistant's own language, else English.
    /// </summary>
    public static string AskedIn(string message, string? locale, string? assistantLanguage)
    {
        var (own, set) = (Languages.CodeOf(locale), Languages.CodeOf(assistantLanguage));
        if (ByScript(message, own, set) is { } script) return script;
        var words = SmallTalkRules.Words(message);
        var best = (Code: "", Count: 0, Own: 0);
        foreach (var language in (Language[])[Languages.English, Languages.German, Languages.French, Languages.Spanish])
        {
            var count = words.Count(language.Stop.Contains);
            if (language.Code == own) best.Own = count;
            if (count > best.Count) best = (language.Code, count, best.Own);
        }

        // Two small words more than the visitor's own language has: enough to believe the text over the browser.
        if (best.Count >= 2 && best.Count >= best.Own + 2) return best.Code;
        return own.Length > 0 ? own : set.Length > 0 ? set : "en";
    }

    private static string? ByScript(string message, string own, string set)
    {
        var (letters, han, hangul) = (0, 0, 0);
        foreach (var c in message)
        {
            if (c is >= '\u3040' and <= '\u30FF') return "ja";
            if (c is >= '\u0600' and <= '\u06FF') return "ar";
            if (char.IsLetter(c)) letters++;
            if (c is >= '\u4E00' and <= '\u9FFF') han++;
            if (c is >= '\uAC00' and <= '\uD7AF') hangul++;
        }

        // 'Do you have the 龍 mug?' is no Chinese.
        if (hangul * 2 > letters) return "ko";
        // A question of nothing but ideographs may be Japanese: only who asks, or whom, can tell.
        return han * 2 <= letters || han == 0 ? null : own is "ja" or "zh" ? own : set is "ja" ? set : "zh";
    }
}
