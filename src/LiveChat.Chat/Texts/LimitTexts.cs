namespace LiveChat.Chat.Texts;

/// <summary>What a visitor reads when the month's quota is used up and the tenant named an address to write to instead.</summary>
internal static class LimitTexts
{
    private static readonly Dictionary<string, string> s_texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "We can't take new conversations in the chat right now. Please write to {0}: we'll answer you there.",
        ["de"] = "Im Chat können wir gerade keine neuen Gespräche annehmen. Bitte schreiben Sie an {0}: Dort bekommen Sie eine Antwort.",
        ["fr"] = "Nous ne pouvons pas prendre de nouvelle conversation ici pour le moment. Écrivez-nous à {0} : nous vous y répondrons.",
        ["es"] = "Ahora no podemos atender nuevas conversaciones aquí. Escríbanos a {0} y le responderemos.",
        ["ja"] = "ただいまチャットでは新しいお問い合わせをお受けできません。{0} までご連絡ください。メールでお返事いたします。",
        ["ar"] = "لا يمكننا استقبال محادثات جديدة هنا حاليًا. راسلنا على {0} وسنجيبك هناك.",
    };

    /// <summary>With the tenant's contact address where there is one, else without.</summary>
    public static string For(string? locale, string? contactEmail) => string.IsNullOrWhiteSpace(contactEmail)
        ? VisitorTexts.For(locale).LimitReached
        : string.Format(null, s_texts[VisitorTexts.LanguageOf(locale)], contactEmail);
}
