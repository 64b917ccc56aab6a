using System.Collections.Frozen;

namespace LiveChat.AssistantRouting.SmallTalk;

/// <summary>Recognises a bare yes, which only the question before it gives a meaning.</summary>
internal static class AgreementRules
{
    private static readonly FrozenSet<string> Yes = new[]
    {
        "yes", "yes please", "yeah", "yep", "yup", "sure", "please", "please do", "yes do", "ok", "okay", "ok please", "yes thanks", "go ahead", "of course",
        "ja", "ja bitte", "ja gerne", "gerne", "bitte", "klar", "jawohl", "oui", "oui s'il vous plaît", "oui svp", "oui merci", "avec plaisir", "d'accord", "volontiers",
        "sí", "sí por favor", "si por favor", "claro", "por favor", "vale", "はい", "お願いします", "はい、お願いします", "はいお願いします",
        "نعم", "نعم من فضلك", "نعم لو سمحت", "أجل", "أيوه",
        // What it offered, said back: by itself that could be an answer to anything.
        "a person", "person", "a person please", "yes a person", "yes a person please", "someone", "eine person", "eine person bitte", "ja eine person", "einen menschen",
        "einen menschen bitte", "jemanden", "une personne", "une personne s'il vous plaît", "oui une personne", "quelqu'un", "una persona", "una persona por favor",
        "sí una persona", "alguien", "شخص", "شخص من فضلك",
    }.Select(Key).ToFrozenSet();

    public static bool IsYes(string message) => message.Length <= 40 && Yes.Contains(Key(message));

    private static string Key(string text) => string.Join(' ', SmallTalkRules.Words(text));
}
