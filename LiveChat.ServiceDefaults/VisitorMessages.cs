using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// What a visitor may read when a widget route refuses: friendly, without a code, and without anything that only the
/// site's owner can mend. A tenant's own text is passed as the member <c>visitorMessage</c> and wins.
/// </summary>
public static class VisitorMessages
{
    private static readonly Dictionary<string, (string Later, string Off, string Input)> s_texts = new()
    {
        ["en"] = ("That didn't work just now. Please try again in a moment.",
            "The chat isn't available on this page right now.",
            "This message couldn't be sent. Please change it and try again."),
        ["de"] = ("Das hat gerade nicht geklappt. Bitte versuchen Sie es gleich noch einmal.",
            "Der Chat ist auf dieser Seite gerade nicht verfügbar.",
            "Diese Nachricht konnte nicht gesendet werden. Bitte ändern Sie sie und versuchen Sie es noch einmal."),
        ["fr"] = ("Cela n'a pas fonctionné. Merci de réessayer dans un instant.",
            "Le chat n'est pas disponible sur cette page pour le moment.",
            "Ce message n'a pas pu être envoyé. Merci de le modifier et de réessayer."),
        ["es"] = ("No ha funcionado. Inténtelo de nuevo en un momento.",
            "El chat no está disponible en esta página en este momento.",
            "No se ha podido enviar este mensaje. Cámbielo e inténtelo de nuevo."),
        ["ja"] = ("うまくいきませんでした。しばらくしてからもう一度お試しください。",
            "現在このページではチャットをご利用いただけません。",
            "このメッセージは送信できませんでした。内容を変えてもう一度お試しください。"),
        ["ar"] = ("لم ينجح ذلك الآن. يرجى المحاولة مرة أخرى بعد قليل.",
            "الدردشة غير متاحة على هذه الصفحة حاليًا.",
            "تعذّر إرسال هذه الرسالة. يرجى تعديلها والمحاولة مرة أخرى."),
    };

    /// <summary>The sentence for <paramref name="code"/> in <paramref name="language"/> (two letters; English if unknown).</summary>
    public static string For(string code, string language)
    {
        var (later, off, input) = s_texts.TryGetValue(language, out var texts) ? texts : s_texts["en"];
        return code switch
        {
            "rate_limited" or "unavailable" or "timeout" or "internal_error" or "provider_error" => later,
            "invalid_request" or "message_too_long" or "body_too_large" or "unsupported_media_type"
                or "idempotency_key_reused" => input,
            _ => off,
        };
    }

    /// <summary>The visitor's language: <c>?locale=</c>, else the first of <c>Accept-Language</c>, else English.</summary>
    public static string LanguageOf(HttpContext context)
    {
        var tag = context.Request.Query["locale"].ToString();
        if (tag.Length < 2) tag = context.Request.Headers.AcceptLanguage.ToString();
        return tag.Length >= 2 && (tag.Length == 2 || !char.IsAsciiLetter(tag[2])) ? tag[..2].ToLowerInvariant() : "en";
    }
}
